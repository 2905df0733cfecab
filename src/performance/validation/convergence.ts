/** Sequences until the target quality is reached at one batch, and how they grow with the batch. */
interface Convergence {
  readonly sequences: number;
  readonly batch: number;
  readonly power: number;
}

/**
 * MLPerf's training benchmarks, by model and task: time to train × batch ÷ time of a step in the logs of v5.0 and v5.1, which hardly
 * differs between systems (Llama-3-8B at 16: 180-188 thousand on B200, GB200, GB300). GPT-3 has no step times in its logs; 1.26 billion tokens
 * at 2,048, recalled, and its growth assumed.
 */
const known: readonly (readonly [RegExp, Convergence])[] = [
  [/LoRA/iu, { sequences: 3500, batch: 8, power: 0.42 }],
  [/Llama-3\.1-8B/u, { sequences: 182_000, batch: 16, power: 0.2 }],
  [/Llama-3\.1-405B/u, { sequences: 290_000, batch: 448, power: 0.15 }],
  [/GPT3-175B/u, { sequences: 614_000, batch: 2048, power: 0.2 }],
];

/** Sequences that a benchmark's run takes to its target at a batch; undefined where its convergence is not known. */
export function sequencesToTarget(task: string, batch: number): number | undefined {
  const found = known.find(([pattern]) => pattern.test(task))?.[1];
  return found === undefined ? undefined : found.sequences * (batch / found.batch) ** found.power;
}
