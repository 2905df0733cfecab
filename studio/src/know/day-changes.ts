import type { PlanFile } from '../../../src/plan/index.ts';
import type { Place } from '../plan/places.ts';
import type { TimelineEntry } from './timeline.tsx';

/** What the rules are asked about for lines of a plan: a chip, where it goes, from whom it is rented. */
export interface LineQuestion {
  readonly accelerator: string;
  readonly to: string;
  readonly lessor: string | undefined;
  /** Systems that hold the chip, by name, and the uses the plan makes of them there. */
  readonly systems: readonly string[];
  readonly uses: readonly string[];
}

/** The questions that the lines of a plan come to, each once; lines whose country nobody knows are left out. */
export function questionsOf(plan: PlanFile, places: readonly Place[]): readonly LineQuestion[] {
  const found = new Map<string, LineQuestion>();
  for (const line of plan.lines) {
    const system = plan.systems.find(({ id }) => id === line.system);
    const to = places.find(({ site }) => site === line.site)?.country;
    if (system === undefined || to === undefined || to === 'unknown') continue;
    const lessor = line.kind === 'lease' ? line.supplier : undefined;
    const key = [system.accelerator, to, lessor].join(' ');
    const before = found.get(key);
    found.set(key, {
      accelerator: system.accelerator,
      to,
      lessor,
      systems: [...new Set([...(before?.systems ?? []), system.name])],
      uses: [...new Set([...(before?.uses ?? []), ...line.uses])],
    });
  }
  return [...found.values()];
}

/** The answer for a use on a day; undefined before the first. Days are `YYYY-MM-DD`. */
export function answerOn(
  entries: readonly TimelineEntry[],
  use: string,
  day: string,
): TimelineEntry | undefined {
  return entries.findLast((entry) => entry.use === use && entry.date <= day);
}

/** Days on which an answer begins that is not the one before, newest first. */
export function turningDays(timelines: readonly (readonly TimelineEntry[])[]): readonly string[] {
  const days = timelines.flatMap((entries) =>
    entries.flatMap(({ date, use, verdict }, index) => {
      const before = entries.slice(0, index).findLast((entry) => entry.use === use);
      return before !== undefined && before.verdict !== verdict ? [date] : [];
    }),
  );
  return [...new Set(days)].toSorted((a, b) => (a < b ? 1 : -1));
}

/** The day before. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}
