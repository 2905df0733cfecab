import type { Backtest, Replay } from '../stress/index.ts';
import {
  backtestHeadline,
  backtestLimits,
  eventSection,
  plannerSection,
  quarterSection,
} from './backtest-sections.ts';
import { percent } from './figures.ts';
import { textTable, type Paint } from './text-table.ts';

/** Columns of a full bar. */
const full = 30;

/** A backtest for a terminal: limits first, then who did how well, a picture of what was served, quarters, weak evidence apart. */
export function backtestText(found: Backtest, paint: Paint, width: number): string {
  const table = (section: Parameters<typeof textTable>[0]): string => textTable(section, paint, width);
  const turning = { ...found, events: found.events.filter(({ changes }) => changes !== null) };
  return [
    [paint.bold(`${found.title}: replayed from ${found.from} to ${found.to}`), `seed ${found.seed}`].join(
      '\n',
    ),
    [paint.bold('What this can carry'), ...backtestLimits(found).map((line) => `- ${line}`)].join('\n'),
    backtestHeadline(found).join('\n'),
    table(plannerSection(found.all, found.currency)),
    servedPicture(found.all, paint),
    table(
      plannerSection(
        found.strict,
        found.currency,
        'strict',
        'Planners, without what is of grade C or assumed',
      ),
    ),
    table(quarterSection(found.all, found.currency)),
    table(eventSection(turning)),
  ].join('\n\n');
}

/** Part of the tokens that was served, as bars by quarter and planner. */
function servedPicture({ planners }: Replay, paint: Paint): string {
  const names = Math.max(...planners.map(({ planner }) => planner.length));
  const rows = (planners[0]?.quarters ?? []).flatMap(({ quarter }, index) =>
    planners.map(({ planner, quarters }, at) => {
      const { tokensServed = 0, tokensAsked = 1 } = quarters[index] ?? {};
      const part = tokensServed / Math.max(1, tokensAsked);
      const bar = '█'.repeat(Math.round(part * full)).padEnd(full, '·');
      return `${(at === 0 ? quarter : '').padEnd(7)} ${planner.padEnd(names)} ${bar} ${percent(part)}`;
    }),
  );
  return [paint.bold('Part of the tokens asked for that was served'), ...rows].join('\n');
}
