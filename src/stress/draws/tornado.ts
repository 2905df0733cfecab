import { quantile } from '../../quantity/index.ts';
import { asPlanned } from '../futures/index.ts';
import type { Evaluator } from './evaluator.ts';
import { goesOn } from './goes-on.ts';

/** Value of the commitments with one quantity at its 10th and 90th percentile and all else as planned. */
export interface TornadoBar {
  readonly id: string;
  readonly title: string;
  readonly low: number;
  readonly high: number;
}

/** One bar for each quantity named, widest first; those that were done where it is interrupted. */
export async function tornadoOf(
  evaluator: Evaluator,
  quantities: readonly { readonly id: string }[],
  signal: AbortSignal,
): Promise<readonly TornadoBar[]> {
  const wanted = new Set(quantities.map(({ id }) => id));
  const at = (id: string, factor: number): number => {
    const future = { ...asPlanned, factors: new Map([[id, factor]]) };
    const opened = evaluator.open(future);
    try {
      return evaluator.committed(opened, future, evaluator.commitments).value;
    } finally {
      opened.model.dispose();
    }
  };
  const bars: TornadoBar[] = [];
  for (const { id, title, distribution } of evaluator.uncertainties.drawn) {
    if (!wanted.has(id)) continue;
    if (!(await goesOn(signal))) break;
    bars.push({
      id,
      title,
      low: at(id, quantile(distribution, 0.1)),
      high: at(id, quantile(distribution, 0.9)),
    });
  }
  return bars.toSorted((a, b) => Math.abs(b.high - b.low) - Math.abs(a.high - a.low));
}
