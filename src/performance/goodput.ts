/** Seconds per year of 365.25 days. */
const year = 31_557_600;

/**
 * Interruptions per accelerator and year: Llama 3 405B, 419 unexpected ones in 54 days on 16,384 H100. Others are taken to be like it.
 * Two clusters of Meta's researchers had 0.107 and 0.297 (2.34 and 6.50 failed nodes of 8 A100 in 1,000 days).
 */
const interruptionsPerYear = 0.173;
export const publishedInterruptions = { fewest: 0.107, most: 0.297 } as const;
/** Seconds that training stands still to take a checkpoint: snapshot to host memory, written out in the background. Assumed. */
const checkpoint = 15;
/** Seconds from an interruption to the first step after it: ByteRobust needs 2-15 min to find the cause; middle. */
const restart = 510;

/**
 * The part of time a gang of `accelerators` spends on steps that count. Checkpoints are taken at the interval that loses least
 * (Young): √(2 · checkpoint · MTBF); each interruption costs half of it and a restart. Reproduces the > 90 % that Llama 3 405B reports.
 */
export function goodput(accelerators: number, perYear = interruptionsPerYear): number {
  const meanTimeBetween = year / (perYear * accelerators);
  const interval = Math.sqrt(2 * checkpoint * meanTimeBetween);
  return Math.max(0, 1 - checkpoint / interval - (interval / 2 + restart) / meanTimeBetween);
}
