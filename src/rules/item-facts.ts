import { performanceDensity, totalProcessingPower, type Accelerator } from '../catalog/index.ts';
import type { Claim } from '../evidence/index.ts';
import type { Fact } from './predicate/evaluate.ts';
import { anything, sum, type Interval } from './predicate/interval.ts';

/** Bytes in the gigabyte of export rules and datasheets. */
const gigabyte = 1e9;

/**
 * What rules may ask of an accelerator. Bandwidths in GB/s, memory in GB, TPP and performance density as EAR 3A090
 * counts them. Figures nobody knows are [0, ∞); input and output is what is known of scale-up links plus what is known
 * of the others, so one known link can decide.
 */
export function itemFacts(accelerator: Accelerator): Readonly<Record<string, Fact>> {
  const memoryBandwidth = inUnits(accelerator.memoryBandwidth, gigabyte);
  const ioBandwidth = sum(inUnits(accelerator.scaleUp, gigabyte), inUnits(accelerator.otherIo, gigabyte));
  const { low, high } = totalProcessingPower(accelerator);
  const density = performanceDensity(accelerator);
  return {
    id: accelerator.id,
    vendor: accelerator.vendor,
    origin: accelerator.vendorCountry,
    subjectToEar: accelerator.vendorCountry !== 'CN',
    dataCentre: accelerator.dataCentre.value ?? 'unknown',
    form: accelerator.form,
    memoryType: accelerator.memoryType,
    tpp: { low, high },
    performanceDensity: { low: density.low, high: density.high },
    memory: inUnits(accelerator.memory, gigabyte),
    memoryBandwidth,
    ioBandwidth,
    dramPlusIo: sum(memoryBandwidth, ioBandwidth),
  };
}

/** The range a claim leaves open, in `unit`s; everything when it is unknown. */
export function inUnits(claim: Claim<number>, unit: number): Interval {
  const { value, low = value, high = value } = claim;
  return {
    low: low === undefined ? anything.low : low / unit,
    high: high === undefined ? anything.high : high / unit,
  };
}
