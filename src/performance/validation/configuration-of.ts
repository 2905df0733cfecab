import type { Catalog } from '../../catalog/index.ts';
import { fourBitRate, type FormatRate, isWide, type Rank } from '../rank.ts';
import { ranksOf, type Replica, type Speculation } from '../replica.ts';
import { chipOf } from './chip-names.ts';
import { type Engine, engineOf } from './engine.ts';
import { modelOf, type NamedModel } from './model-names.ts';
import { cell, numberIn, type TruthRow } from './truth.ts';

/** What points are read against: entries of the catalog, and how far chips are trusted. */
export interface Entries extends Pick<Catalog, 'accelerators' | 'systems' | 'models'> {
  readonly trust: 'spec' | 'operator';
}

/** A run as a row states it. */
export interface Configuration {
  readonly replica: Replica;
  /** Copies of the replica that share the load. */
  readonly copies: number;
  /** Accelerators in all, as the source counts them. */
  readonly accelerators: number;
  readonly engine: Engine;
  readonly model: NamedModel;
  readonly chip: string;
  /** Word for the format of weights that anchors are kept by. */
  readonly format: string;
  /** Whether the row says how the model is split; where not, the split is chosen. */
  readonly split: 'stated' | 'open';
}

/** Reads the configuration of a row, or says why it cannot be priced. */
export function configurationOf(
  row: TruthRow,
  catalog: Entries,
  parallelism = cell(row, 'parallelism'),
): Configuration | string {
  const chip = chipOf(row, catalog, catalog.trust);
  if (typeof chip === 'string') return chip;
  const model = modelOf(row, catalog);
  if (typeof model === 'string') return model;
  const accelerators = numberIn(row, 'count') ?? 1;
  const perCounted = /die/iu.test(cell(row, 'accelerator')) ? 1 : chip.rank.perAccelerator;
  const counted = accelerators * perCounted;
  const split = splitOf(parallelism, counted, / serve |launch_server|trtllm-serve/u.test(cell(row, 'notes')));
  if (typeof split === 'string') return split;
  const { tensorParallel, groups, pipeline = 1 } = split;
  const devices = split.devices ?? counted;
  const engine = engineOf(row);
  const format = formatOf(row, chip.rank, model);
  const speculation = speculationOf(row, model.name, groups);
  const ranks = tensorParallel * groups;
  const narrowCache =
    (engine.narrowCache && !isWide(format.base)) || /kv.?cache.?dtype.{0,4}fp8/iu.test(cell(row, 'notes'));
  const mixture = model.shape.moeLayers > 0;
  const replica: Replica = {
    shape: model.shape,
    rank: chip.rank,
    format: format.base,
    tensorParallel,
    ranks: mixture ? ranks : tensorParallel,
    ...(pipeline > 1 && { stages: pipeline }),
    ...(format.experts !== undefined && { expertFormat: format.experts }),
    ...(narrowCache && { kvBytes: 1 }),
    ...(speculation !== undefined && { speculation }),
  };
  return {
    replica,
    copies: Math.max(1, Math.floor(devices / ranksOf(replica))),
    accelerators,
    engine,
    model,
    chip: chip.name,
    format: format.name,
    split: split.stated ? 'stated' : 'open',
  };
}

interface Split {
  readonly tensorParallel: number;
  readonly groups: number;
  readonly stated: boolean;
  readonly pipeline?: number;
  /** Devices in use, where the row's count is not them. */
  readonly devices?: number;
}

/** How the model is split over devices: tensor parallel × data-parallel groups of attention. */
function splitOf(parallelism: string, devices: number, served: boolean): Split | string {
  const stages = /\bpp[ _-]?(?:size)?[ =]*(\d+)/iu.exec(parallelism)?.[1];
  const pipeline = stages === undefined ? {} : { pipeline: Math.max(1, Number(stages)) };
  const attention = /TP(\d+) .*attnDP(\d+) moeTP(\d+) moeEP(\d+)/u.exec(parallelism);
  if (attention !== null) {
    const [tensor, data, moeTensor, moeExpert] = attention.slice(1).map(Number);
    if (tensor === undefined || data === undefined) return 'the parallelism cannot be read';
    // Some files multiply tensor by expert parallel though both count the same devices.
    const counted = moeTensor !== undefined && moeTensor > 1 && moeTensor === moeExpert ? moeTensor : 1;
    const tensorParallel = tensor > 1 ? tensor / counted : 1;
    const groups = Math.max(1, tensor > 1 ? data : data / counted);
    const used = tensorParallel * groups * (pipeline.pipeline ?? 1);
    return { tensorParallel, groups, stated: true, devices: used, ...pipeline };
  }
  const expertWide = /^dep(\d+)/iu.exec(parallelism);
  if (expertWide !== null)
    return { tensorParallel: 1, groups: Number(expertWide[1]), stated: true, ...pipeline };
  const tensor = numberAfter(parallelism, /(?:tp|tensor-parallel)(?:[-_]?size)?[ =]*(\d+)/iu);
  const data = numberAfter(parallelism, /(?:^|[ -])(?:dp|data-parallel)(?:[-_]?size)?[ =]*(\d+)/iu);
  if (/enable-dp-attention/u.test(parallelism)) {
    const groups = data ?? 1;
    return { tensorParallel: Math.max(1, (tensor ?? devices) / groups), groups, stated: true };
  }
  // A command that names no split runs on one device, and one that names some, on those alone.
  if (served) {
    const [tensorParallel, groups] = [tensor ?? 1, data ?? 1];
    const used = tensorParallel * groups * (pipeline.pipeline ?? 1);
    return { tensorParallel, groups, stated: true, devices: used, ...pipeline };
  }
  if (tensor === undefined && data === undefined && pipeline.pipeline === undefined)
    return { tensorParallel: devices, groups: 1, stated: parallelism !== '' || devices === 1 };
  return { tensorParallel: tensor ?? 1, groups: data ?? 1, stated: true, ...pipeline };
}

function numberAfter(text: string, pattern: RegExp): number | undefined {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

interface Formats {
  readonly name: string;
  readonly base: FormatRate;
  readonly experts?: FormatRate;
}

/** Formats of the weights: what the row says; where it says nothing, what the model's name says or it was published in. */
function formatOf(row: TruthRow, rank: Rank, model: NamedModel): Formats {
  const stated = cell(row, 'precision');
  const written = /not stated|see recipe|^$/iu.test(stated) ? cell(row, 'model') : stated;
  const { wide } = rank;
  const eight = rank.formats.find(({ format }) => format === 'fp8' || format === 'int8');
  // A chip without 8-bit arithmetic keeps 8-bit weights and multiplies in 16.
  const narrow: FormatRate = eight ?? { ...wide, format: 'int8' };
  // Floating-point weights are unpacked where only whole numbers are multiplied in 8 bits: A100.
  const floating: FormatRate = eight?.format === 'fp8' ? eight : { ...wide, format: 'int8' };
  const mixture = model.shape.moeLayers > 0;
  const fourBits = (format: 'fp4' | 'mxfp4' | 'int4', rest: FormatRate): Formats => {
    const rate = fourBitRate(rank, format);
    // Checkpoints in NVFP4 quantise every layer, but those of models born in 8 bits: their experts alone.
    const expertsOnly = mixture && (format !== 'fp4' || rest !== wide);
    return expertsOnly ? { name: format, base: rest, experts: rate } : { name: format, base: rate };
  };
  if (/mxfp4/iu.test(written) || (model.name.startsWith('gpt-oss') && !/bf16/iu.test(written)))
    return fourBits('mxfp4', wide);
  if (/fp4/iu.test(written)) return fourBits('fp4', model.published === 8 ? narrow : wide);
  if (/int4|awq|w4a|gptq/iu.test(written)) return fourBits('int4', wide);
  if (/fp8/iu.test(written)) return { name: '8-bit', base: floating };
  if (/int8|w8a8/iu.test(written)) return { name: '8-bit', base: narrow };
  if (/bf16|fp16/iu.test(written)) return { name: '16-bit', base: wide };
  if (model.published === 8) return { name: '8-bit', base: narrow };
  return model.published === 4 ? fourBits('fp4', narrow) : { name: '16-bit', base: wide };
}

/** Chance that a draft of MTP or EAGLE is right, where not stated: published acceptance lengths of 1.7 with one draft, 2.2 with three. Assumed. */
const acceptance = 0.6;

/**
 * Whether a run of InferenceX that does not say so guesses ahead. Its public record (`perf-changelog.yaml`) has TensorRT-LLM 1.2.0rc6.post3 for
 * DeepSeek with guessing alone; and from February 2026 on, when all else had newer images, 1.1.0rc2.post2: the daily files of March and April.
 */
function guessesUnsaid(row: TruthRow, model: string): boolean {
  const version = cell(row, 'engine_version');
  const daily = /daily CSV/u.test(cell(row, 'notes'));
  return (
    model.startsWith('DeepSeek') &&
    (/rc6\.post3/u.test(version) || (daily && /1\.1\.0rc2\.post2/u.test(version)))
  );
}

/**
 * Guessing ahead where the row says so, with the drafts that the command line says. What InferenceX leaves unsaid has three drafts, and
 * one with data-parallel attention (`dsr1_fp4_b200_trt_mtp.sh`).
 */
function speculationOf(row: TruthRow, model: string, groups: number): Speculation | undefined {
  const written = cell(row, 'spec_decode');
  if (written === '' && guessesUnsaid(row, model)) return { drafts: groups > 1 ? 1 : 3, acceptance };
  if (written === '' || /^(?:no|none|see server\.log)$/iu.test(written)) return undefined;
  const accepted = /accept (\d+(?:\.\d+)?)%/u.exec(written)?.[1];
  if (accepted !== undefined) return { drafts: 3, acceptance: Number(accepted) / 100 };
  const stated = /num_speculative_tokens"?[:= ]+(\d+)|speculative-num-steps[= ](\d+)/u.exec(
    cell(row, 'notes'),
  );
  const drafts = stated?.[1] ?? stated?.[2] ?? /MTP-?(\d)/u.exec(written)?.[1];
  const verified = /speculative-num-draft-tokens[= ](\d+)/u.exec(cell(row, 'notes'))?.[1];
  return {
    drafts: drafts === undefined ? 2 : Number(drafts),
    acceptance,
    ...(verified !== undefined && { verified: Number(verified) }),
  };
}
