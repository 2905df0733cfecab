import type { Catalog, Model } from '../../catalog/index.ts';
import type { ModelShape } from '../model-shape.ts';
import { shapeOf } from '../shape-of.ts';
import { hybridShape } from './hybrid-models.ts';
import { referenceShape, shapeOfSize } from './reference-models.ts';
import { cell, numberIn, type TruthRow } from './truth.ts';

/** A benchmark's model. */
export interface NamedModel {
  readonly name: string;
  readonly shape: ModelShape;
  /** Its catalog entry, where it has one. */
  readonly entry: Model | undefined;
  /** Bits its weights were published in. */
  readonly published: 4 | 8 | 16;
}

/** Names as benchmarks write them → id of the catalog or of the reference models; the first that matches counts. */
const names: readonly (readonly [RegExp, string])[] = [
  [/deepseek.*v4.*flash|deepseekv4 flash/iu, 'DeepSeek-V4-Flash'],
  [/deepseek.*v4|dsv4/iu, 'DeepSeek-V4-Pro'],
  [/deepseek.*distill.*llama.*70b/iu, 'Llama-3.1-70B'],
  [/deepseek.*v3\.2/iu, 'DeepSeek-V3.2'],
  [/deepseek.*(?:r1|v3)/iu, 'DeepSeek-V3'],
  [/glm-?4\.\d-air/iu, 'GLM-4.5-Air-106B-A12B'],
  [/glm-?4\.[5-7]/iu, 'GLM-4.5-355B-A32B'],
  [/glm-?5/iu, 'GLM-5'],
  [/gpt-?oss[- ]?20b/iu, 'gpt-oss-20b'],
  [/gpt-?oss/iu, 'gpt-oss-120b'],
  [/kimi.*2\.5/iu, 'Kimi-K2.5'],
  [/kimi/iu, 'Kimi-K2'],
  [/llama-?4.*scout/iu, 'Llama-4-Scout'],
  [/llama-?4/iu, 'Llama-4-Maverick'],
  [/llama-?2-?7b/iu, 'Llama-2-7B'],
  [/llama-?2-?70b/iu, 'Llama-2-70B'],
  [/llama.*405b/iu, 'Llama-3.1-405B'],
  [/llama.*70b/iu, 'Llama-3.1-70B'],
  [/llama.*8b/iu, 'Llama-3.1-8B'],
  [/minimax-?m?2/iu, 'MiniMax-M2.5'],
  [/mixtral.*8x22b/iu, 'Mixtral-8x22B'],
  [/mixtral.*8x7b/iu, 'Mixtral-8x7B'],
  [/mistral.*7b/iu, 'Mistral-7B'],
  [/gpt-?j/iu, 'GPT-J-6B'],
  [/gpt-?(?:3-?)?175b/iu, 'GPT3-175B'],
  [/gpt-?530b/iu, 'GPT-530B'],
  [/mpt-?(\d+)b/iu, 'MPT-$1b'],
  [/yi-?34b/iu, 'Yi-34B'],
  [/mimo-?7b/iu, 'MiMo-7B'],
  [/gemma-?2-?27b/iu, 'gemma-2-27b'],
  [/pangu.*(?:718b|moe)/iu, 'Pangu-Ultra-MoE-718B'],
  [/pangu.*135b/iu, 'Pangu-Ultra-135B'],
  [/pangu.*7b/iu, 'openPangu-Embedded-7B'],
  [/seed-?oss/iu, 'Seed-OSS-36B'],
  [/qwen3\.5.*397b/iu, 'Qwen3.5-397B-A17B'],
  [/qwen3\.5.*122b/iu, 'Qwen3.5-122B-A10B'],
  [/qwen3\.5.*35b/iu, 'Qwen3.5-35B-A3B'],
  [/qwen3\.5.*27b/iu, 'Qwen3.5-27B'],
  [/qwen3-?next/iu, 'Qwen3-Next-80B-A3B'],
  [/qwen3.*coder.*480b/iu, 'Qwen3-Coder-480B-A35B'],
  [/qwen3.*vl.*235b/iu, 'Qwen3-VL-235B-A22B'],
  [/qwen3.*235b/iu, 'Qwen3-235B-A22B'],
  [/qwen3.*30b/iu, 'Qwen3-30B-A3B'],
  [/qwen3-?(0\.6|1\.7|4|8|14|32)b/iu, 'Qwen3-$1B'],
  [/qwq-?32b/iu, 'Qwen2.5-32B'],
  [/qwen2(?:\.5)?.*72b/iu, 'Qwen2.5-72B'],
  [/qwen2(?:\.5)?.*32b/iu, 'Qwen2.5-32B'],
  [/qwen2(?:\.5)?.*14b/iu, 'Qwen2.5-14B'],
  [/qwen2(?:\.5)?.*7b/iu, 'Qwen2.5-7B'],
  [/qwen-?7b/iu, 'Qwen-7B'],
  [/nemotron[ -]?3[ -]?nano/iu, 'Nemotron-3-Nano'],
  [/nemotron[ -]?3[ -]?super/iu, 'Nemotron-3-Super'],
  [/nemotron[ -]?3[ -]?ultra/iu, 'Nemotron-3-Ultra'],
];

/** Models published in 8 or 4 bits; others in 16. */
const publishedBits: readonly (readonly [RegExp, 4 | 8])[] = [
  [/^(?:DeepSeek-V3|DeepSeek-R1|GLM-5|MiniMax|Kimi-K2$)/u, 8],
  [/^(?:gpt-oss|Kimi-K2\.5|DeepSeek-V4)/u, 4],
];

/** The model of a row, by its own name and, failing that, by the normalised one; or why there is none. */
export function modelOf(row: TruthRow, catalog: Pick<Catalog, 'models'>): NamedModel | string {
  const name = nameOf(cell(row, 'model')) ?? nameOf(cell(row, 'model_norm'));
  if (name === undefined) return modelOfSize(row);
  const bits = publishedBits.find(([pattern]) => pattern.test(name))?.[1] ?? 16;
  const entry = catalog.models.get(name);
  if (entry === undefined) {
    const shape = referenceShape(name) ?? hybridShape(name);
    return shape === undefined
      ? `the model ${cell(row, 'model_norm')} has no configuration here`
      : { name, shape, entry, published: bits };
  }
  const found = shapeOf(entry);
  return found.known
    ? { name, shape: found.shape, entry, published: bits }
    : `the dimensions of ${name} are not known well enough`;
}

/** Sizes of models whose dimensions are not known here, in billions: in all, and active. As their names or makers say, recalled. */
const sizes: readonly (readonly [RegExp, number, number])[] = [[/hy-?3/iu, 295, 21]];

/** A model of which only the size is known: from the table above, the columns of the row or its name (`30B-A3B`). */
function modelOfSize(row: TruthRow): NamedModel | string {
  const written = `${cell(row, 'model')} ${cell(row, 'model_norm')}`;
  const named = sizes.find(([pattern]) => pattern.test(written));
  const inName = /(\d+(?:\.\d+)?) ?B(?:-A(\d+(?:\.\d+)?)B)?/u.exec(written);
  const total = named?.[1] ?? numberIn(row, 'params_b') ?? Number(inName?.[1] ?? Number.NaN);
  const active = named?.[2] ?? numberIn(row, 'active_params_b') ?? Number(inName?.[2] ?? total);
  if (!(total > 0)) return `the model ${cell(row, 'model_norm')} has no configuration here`;
  if (active === total && /moe/iu.test(written))
    return `how much of ${cell(row, 'model_norm')} is active is not known`;
  const shape = shapeOfSize(total * 1e9, active * 1e9, numberIn(row, 'layers'));
  return { name: cell(row, 'model_norm'), shape, entry: undefined, published: 16 };
}

function nameOf(written: string): string | undefined {
  for (const [pattern, name] of names) {
    const found = pattern.exec(written.replaceAll('_', '-'));
    if (found !== null) return name.replace('$1', found[1] ?? '');
  }
  return undefined;
}
