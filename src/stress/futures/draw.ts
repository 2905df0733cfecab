import { quantile } from '../../quantity/index.ts';
import type { EventProcess } from '../../scenario/index.ts';
import type { Sampler } from './sampler.ts';
import type { Uncertainty } from './uncertainty.ts';

/** One way the world may go. */
export interface Future {
  /** Which draw it is; what-ifs have none. */
  readonly draw: number | undefined;
  /** Multiples of what is planned with, by id of the uncertainty; what is missing is as planned. */
  readonly factors: ReadonlyMap<string, number>;
  /** What happens, in order of quarters. */
  readonly events: readonly Happening[];
}

/** An event that happens, and in which quarter. */
export interface Happening {
  readonly event: EventProcess;
  readonly quarter: number;
}

/** As planned: nothing differs, nothing happens. */
export const asPlanned: Future = { draw: undefined, factors: new Map(), events: [] };

/**
 * Draws one future. Events without a probability never happen in a draw. Each event that happens does so in one of its
 * quarters; one that an earlier event excludes does not.
 */
export function drawFuture(
  uncertainties: readonly Uncertainty[],
  events: readonly EventProcess[],
  sampler: Sampler,
  draw: number,
): Future {
  const factors = new Map(
    uncertainties.map(({ id, stream, distribution }) => [id, quantile(distribution, sampler(draw, stream))]),
  );
  const drawn = events.flatMap((event): readonly Happening[] => {
    if (event.probability === undefined || sampler(draw, `event:${event.id}`) >= event.probability) return [];
    const quarters = event.to - event.from + 1;
    const later = Math.min(quarters - 1, Math.floor(sampler(draw, `event:${event.id}:when`) * quarters));
    return [{ event, quarter: event.from + later }];
  });
  return { draw, factors, events: withoutExcluded(drawn) };
}

/** Earlier events first, then by id; what an event excludes does not happen after it. */
export function withoutExcluded(happenings: readonly Happening[]): readonly Happening[] {
  const ordered = happenings.toSorted((a, b) => a.quarter - b.quarter || (a.event.id < b.event.id ? -1 : 1));
  const excluded = new Set<string>();
  return ordered.filter(({ event }) => {
    if (excluded.has(event.id)) return false;
    event.excludes.forEach((id) => excluded.add(id));
    return true;
  });
}
