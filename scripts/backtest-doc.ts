// Writes docs/backtest.md, the replay of the article's programme: `npm run backtest-doc`.
import { readFileSync, writeFileSync } from 'node:fs';
import { readWorld } from '../src/pipeline/index.ts';
import {
  backtestHeadline,
  backtestLimits,
  plannerSection,
  quarterSection,
  type Section,
} from '../src/report/index.ts';
import { backtest, type Backtest } from '../src/stress/index.ts';

const path = 'scenarios/bytedance-2025.yaml';

/** The page: limits of the evidence first, then what came out, tables, orders that were stopped, events that count. */
export function backtestPage(found: Backtest): string {
  const { all, strict, currency, events } = found;
  const stopped = all.planners
    .filter(({ planner }) => planner !== 'hindsight')
    .flatMap(({ planner, orders }) =>
      orders.flatMap((order) =>
        order.stopped === null
          ? []
          : [
              `- ${planner}, ${order.quarter}: ${order.stopped.count} × ${order.offer} for ${order.site}, stopped in ${order.stopped.quarter} by ${order.stopped.rules.map((rule) => `\`${rule}\``).join(', ')}`,
            ],
      ),
    );
  const turning = events.filter(({ changes }) => changes === 'demand' || changes === 'deliveries');
  return [
    '# Backtest of the article’s programme',
    `\`fleetwright backtest ${path} --from ${found.from} --to ${found.to} --seed ${found.seed}\`: what planners would have ordered from what was known on each day, and what came of it. This page is made by \`npm run backtest-doc\`.`,
    '## What this can carry',
    [
      ...backtestLimits(found),
      'Ranges and probabilities that the planner over futures draws from are those of the scenario. They were written by people who knew what came; they state no event of this window, but nobody can forget.',
    ]
      .map((limit) => `- ${limit}`)
      .join('\n'),
    '## How each decides',
    [
      '- **naive** plans the optimum of the day anew each quarter, as if nothing else were to come.',
      '- **static** buys the mix of its first plan, the same number each quarter.',
      '- **robust** stages each decision over futures: orders now, the rest when it is known; expected value and CVaR alike. Its futures hold ranges of demand, prices, lead times and rates; the scenario states no event with a probability, so it foresees no ban.',
      '- **hindsight** knows everything: demand, law and deliveries as they came. It is the zero of regret: its own plan, or that of a planner above which came out better.',
      '',
      'Each sees the rules published by the day, offers and prices known by the day, its own load so far and its own deliveries so far. Every view is searched for anything later before a planner gets it; a planner handed the future stops the backtest.',
    ].join('\n'),
    '## What came out',
    backtestHeadline(found).join('\n\n'),
    table(plannerSection(all, currency)),
    '## Without what is of grade C or assumed',
    table(plannerSection(strict, currency)),
    '## Quarter by quarter',
    table(quarterSection(all, currency)),
    '## Orders that became unlawful before they shipped',
    stopped.join('\n'),
    '## Measurements and deliveries that were replayed',
    turning.map(({ date, title, grade }) => `- ${date}: ${title} (grade ${grade})`).join('\n'),
    'What the law of each day was, `fleetwright rules timeline` shows.',
  ]
    .join('\n\n')
    .concat('\n');
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function table({ columns, rows }: Section): string {
  return [
    line(columns.map(({ title }) => title)),
    line(columns.map(({ align }) => (align === 'right' ? '--:' : '---'))),
    ...rows.map((row) => line(row.map(({ text }) => text.replaceAll('|', '\\|')))),
  ].join('\n');
}

if (process.argv[1] === import.meta.filename) {
  const file = { path, text: readFileSync(new URL(`../${path}`, import.meta.url), 'utf8') };
  const found = await backtest(
    file,
    readWorld(),
    { from: '2025-01', to: '2026-06', variant: undefined, seed: 1 },
    {
      signal: new AbortController().signal,
      onProgress: (what, done) => void process.stderr.write(`${Math.round(done * 100)} % ${what}\n`),
    },
  );
  if (found === undefined || 'problems' in found) throw new Error('the backtest has no result');
  writeFileSync(new URL('../docs/backtest.md', import.meta.url), backtestPage(found));
}
