import { numberFormats, type Accelerator, type Offer, type System } from '../entities.ts';
import type { RawEntry } from '../schemas/index.ts';
import type { ClaimReader } from './claim-reader.ts';
import { present } from './present.ts';

const unstatedDies = { value: 'unknown', reason: 'dies are not counted in the sources' } as const;
const unstatedDate = { value: 'unknown', reason: 'no date of first shipments is stated' } as const;

/** An accelerator from its checked entry. */
export function buildAccelerator(
  id: string,
  raw: RawEntry<'accelerators'>,
  claims: ClaimReader,
): Accelerator {
  const dense = Object.fromEntries(
    numberFormats.flatMap((format) => {
      const rate = claims.optional(raw.dense[format], 'compute', 'dense', format);
      return rate === undefined ? [] : [[format, rate]];
    }),
  );
  return {
    id,
    name: raw.name,
    vendor: raw.vendor,
    vendorCountry: raw.vendorCountry,
    announced: claims.read(raw.announced, 'text', 'announced'),
    available: claims.read(raw.available ?? unstatedDate, 'text', 'available'),
    process: claims.read(raw.process, 'text', 'process'),
    dies: claims.read(raw.dies ?? unstatedDies, 'count', 'dies'),
    dieArea: claims.read(raw.dieArea, 'area', 'dieArea'),
    dense,
    memory: claims.read(raw.memory, 'data', 'memory'),
    memoryBandwidth: claims.read(raw.memoryBandwidth, 'bandwidth', 'memoryBandwidth'),
    scaleUp: claims.read(raw.scaleUp, 'bandwidth', 'scaleUp'),
    scaleUpDomain: claims.read(raw.scaleUpDomain, 'count', 'scaleUpDomain'),
    otherIo: claims.read(raw.otherIo, 'bandwidth', 'otherIo'),
    tdp: claims.read(raw.tdp, 'power', 'tdp'),
    form: raw.form,
    dataCentre: claims.read(raw.dataCentre, 'boolean', 'dataCentre'),
    chinaVariant: raw.chinaVariant ?? false,
    prices: (raw.prices ?? []).map((price, index) => claims.read(price, 'money', 'prices', index)),
    supply: (raw.supply ?? []).map((fact, index) => ({
      what: fact.what,
      year: fact.year,
      units: claims.read(fact.units, 'count', 'supply', index, 'units'),
    })),
    notes: raw.notes ?? [],
    ...present({ memoryType: raw.memoryType, status: raw.status, madeOf: raw.madeOf }),
    ...(raw.published && {
      published: present({
        totalProcessingPower: claims.optional(
          raw.published.totalProcessingPower,
          'count',
          'published',
          'totalProcessingPower',
        ),
        performanceDensity: claims.optional(
          raw.published.performanceDensity,
          'count',
          'published',
          'performanceDensity',
        ),
      }),
    }),
    ...(raw.exceptions && { exceptions: present(raw.exceptions) }),
  };
}

/** A system from its checked entry. */
export function buildSystem(id: string, raw: RawEntry<'systems'>, claims: ClaimReader): System {
  const { published } = raw;
  return {
    id,
    name: raw.name,
    vendor: raw.vendor,
    accelerator: raw.accelerator,
    accelerators: raw.accelerators,
    power: claims.read(raw.power, 'power', 'power'),
    scaleOut: claims.read(raw.scaleOut, 'bandwidth', 'scaleOut'),
    scaleUpDomain: raw.scaleUpDomain,
    available: claims.read(raw.available, 'text', 'available'),
    notes: raw.notes ?? [],
    ...(published && {
      published: present({
        bf16: claims.optional(published.bf16, 'compute', 'published', 'bf16'),
        fp8: claims.optional(published.fp8, 'compute', 'published', 'fp8'),
        fp4: claims.optional(published.fp4, 'compute', 'published', 'fp4'),
        memory: claims.optional(published.memory, 'data', 'published', 'memory'),
        memoryBandwidth: claims.optional(
          published.memoryBandwidth,
          'bandwidth',
          'published',
          'memoryBandwidth',
        ),
      }),
    }),
    ...present({ aliases: raw.aliases }),
  };
}

/** An offer from its checked entry. */
export function buildOffer(id: string, raw: RawEntry<'offers'>, claims: ClaimReader): Offer {
  return {
    id,
    system: raw.system,
    supplier: raw.supplier,
    kind: raw.kind,
    price: claims.read(raw.price, 'money', 'price'),
    countries: raw.countries,
    leadWeeks: claims.read(raw.leadWeeks, 'count', 'leadWeeks'),
    allocationPerQuarter: claims.read(raw.allocationPerQuarter, 'count', 'allocationPerQuarter'),
    from: raw.from,
    ...present({ termQuarters: raw.termQuarters, until: raw.until }),
  };
}
