import { stepSeconds } from '../../src/performance/step-seconds.ts';
import { configurationOf, type Entries } from '../../src/performance/validation/configuration-of.ts';
import { prepare } from '../../src/performance/validation/prepared.ts';
import { cell, numberIn, type TruthPoint } from '../../src/performance/validation/truth.ts';

/** Regime of a row; rows of training have none. */
export function regimeOf(row: TruthPoint['row']): string {
  return cell(row, 'regime') || 'training';
}

/**
 * Seconds of a steady step of a point's replica: what its figure goes with. Playing a run takes a thousand times as long, so a fit plays
 * each run once, at the start, and moves its figure from there by the ratio of steady steps.
 */
export function steadySeconds({ row }: TruthPoint, entries: Entries): number | undefined {
  const configuration = configurationOf(row, entries, splitOf(row));
  if (typeof configuration === 'string') return undefined;
  const prompt = numberIn(row, 'isl') ?? numberIn(row, 'isl_est') ?? 300;
  const answer = numberIn(row, 'osl') ?? 300;
  const prepared = prepare(configuration, prompt + answer / 2);
  if (prepared === undefined) return undefined;
  const { model, allowed } = prepared;
  const regime = regimeOf(row);
  const most = Math.min(allowed.running, allowed.cacheTokens / (prompt + answer));
  const asked = numberIn(row, 'concurrency');
  const batch =
    regime === 'max-throughput' || regime === 'mlperf-offline'
      ? most
      : regime === 'open-loop'
        ? Math.min(most, ((numberIn(row, 'qps') ?? 4) * answer * 0.02) / configuration.copies)
        : Math.min(most, (asked ?? 1) / configuration.copies);
  const prompts = regime === 'closed-loop-disagg' ? 0 : (batch * prompt * model.gain) / answer;
  return stepSeconds(model, Math.max(1, batch), prompt + answer / 2, prompts, prompt / 2);
}

/** The split of a row, or of pools that for answers; MLPerf's rows state none: the widest. */
function splitOf(row: TruthPoint['row']): string {
  const written = cell(row, 'parallelism');
  const pool = /D:\d+x\(TP(\d+) DP(\d+)/u.exec(written);
  if (pool !== null) return `TP${pool[1]} PP1 attnDP${pool[2]} moeTP1 moeEP1`;
  return written === '' ? 'tp=1' : written;
}
