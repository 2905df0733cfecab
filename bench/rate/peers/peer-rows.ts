import type { TruthRow } from '../../../src/performance/index.ts';

/** One run as AIConfigurator is asked for it; `users` per attention group, lengths in tokens. */
export interface PeerRow {
  readonly id: string;
  readonly system: string;
  readonly backend: string;
  readonly model: string;
  readonly precision: string;
  /** The checkpoint says another format than the run had. */
  readonly override: boolean;
  readonly tp: number;
  readonly pp: number;
  readonly dp: number;
  readonly moeTp: number;
  readonly moeEp: number;
  readonly mixture: boolean;
  readonly isl: number;
  readonly osl: number;
  readonly users: number;
}

/** Chips that the package holds tables of. */
const systems: Readonly<Record<string, string>> = {
  'H100-SXM5-80GB': 'h100_sxm',
  'H200-SXM-141GB': 'h200_sxm',
  'B200-SXM-180GB': 'b200_sxm',
};
const backends: Readonly<Record<string, string>> = {
  'TensorRT-LLM': 'trtllm',
  SGLang: 'sglang',
  vLLM: 'vllm',
};
/** Names under which the package holds a configuration, so that none has to be downloaded. */
const names: Readonly<Record<string, string>> = {
  'meta-llama/Llama-3.1-8B-Instruct': 'meta-llama/Meta-Llama-3.1-8B',
  'meta-llama/Llama-3.1-70B': 'meta-llama/Meta-Llama-3.1-70B',
  'Qwen/Qwen3-8B-FP8': 'Qwen/Qwen3-8B',
};
const dense = /Llama|Qwen3-8B|Qwen3-32B/u;
/** Checkpoints that are in 8 bits by themselves. */
const bornNarrow = /DeepSeek|MiniMax|GLM|Qwen3-235B-A22B-FP8/u;

/** The run of a row of the closed-loop sample; undefined for others. */
export function peerRow(row: TruthRow): PeerRow | undefined {
  const { point_id: id = '', accelerator = '', engine = '', model = '', precision = '', regime } = row;
  const system = systems[accelerator];
  const backend = backends[engine];
  const split = /^TP(\d+) PP(\d+) attnDP(\d+) moeTP(\d+) moeEP(\d+)$/u.exec(row.parallelism ?? '');
  if (regime !== 'closed-loop' || row.score_tier !== 'score' || split === null) return undefined;
  if (system === undefined || backend === undefined || !['', 'no', 'none'].includes(row.spec_decode ?? ''))
    return undefined;
  const [tp = 1, pp = 1, dp = 1, moeTp = 1, moeEp = 1] = split.slice(1).map(Number);
  return {
    id,
    system,
    backend,
    model: names[model] ?? model,
    precision,
    override:
      precision === 'FP8' ? !bornNarrow.test(model) : precision === 'FP4' && !model.includes('gpt-oss'),
    tp,
    pp,
    dp: Math.max(1, dp),
    moeTp,
    moeEp,
    mixture: !dense.test(model),
    isl: Number(row.isl),
    osl: Number(row.osl),
    users: Math.max(1, Math.round((Number(row.concurrency) * tp * pp) / Number(row.count))),
  };
}
