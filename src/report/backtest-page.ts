import { formatMoney, formatQuantity, type Currency } from '../quantity/index.ts';
import type { Backtest, PlannerResult } from '../stress/index.ts';
import {
  backtestHeadline,
  backtestLimits,
  eventSection,
  orderSection,
  plannerSection,
  quarterSection,
} from './backtest-sections.ts';
import type { bars, lines } from './chart-kit.ts';
import { escapeHtml, figure, page, sectionTable } from './page-parts.ts';

/** What its pictures are drawn with. */
interface Kit {
  readonly bars: typeof bars;
  readonly lines: typeof lines;
}

/** A backtest as one page that opens from disk: limits of the evidence first, pictures, tables, every order. */
export async function backtestPage(found: Backtest): Promise<string> {
  // The chart library is large, and only this page needs it.
  const kit = await import('./chart-kit.ts');
  const { all, strict, currency } = found;
  const heading = `${found.title}: replayed from ${found.from} to ${found.to}`;
  return page(heading, {
    header: [`<h1>${escapeHtml(heading)}</h1>`],
    main: [
      `<section id="limits"><h2>What this can carry</h2><ul>${backtestLimits(found)
        .map((line) => `<li>${escapeHtml(line)}</li>`)
        .join('')}</ul></section>`,
      `<section id="found"><h2>What came out</h2>${backtestHeadline(found)
        .map((line) => `<p>${escapeHtml(line)}</p>`)
        .join('')}</section>`,
      sectionTable(plannerSection(all, currency)),
      [served(kit, found), fates(kit, found), cash(kit, found)].map(figure).join('\n'),
      sectionTable(
        plannerSection(strict, currency, 'strict', 'Planners, without what is of grade C or assumed'),
      ),
      sectionTable(quarterSection(all, currency), { folded: true }),
      all.planners
        .map((planner) => sectionTable(orderSection(planner, currency), { folded: true }))
        .join('\n'),
      sectionTable(eventSection(found), { folded: true }),
      `<section id="colophon"><h2>How to check this</h2>
<p>Run <code>fleetwright backtest ${escapeHtml(found.scenario)}.yaml --from ${found.from} --to ${found.to} --seed ${found.seed}</code>: the same catalog and seed give the same bytes.
Nobody could have come below ${escapeHtml(formatMoney({ amount: all.bound, currency: currency as Currency }))} by the relaxation of the hindsight program; hindsight is the plan of ${escapeHtml(all.hindsightBy)}.</p></section>`,
    ],
  });
}

function served({ lines }: Kit, { all, quarters }: Backtest): ReturnType<Kit['lines']> {
  return lines(
    'served',
    'Tokens served',
    'Part of the tokens asked for that each planner served, by quarter.',
    quarters.map(({ quarter }) => quarter),
    all.planners.map(({ planner, quarters: each }) => ({
      name: planner,
      values: each.map(({ tokensServed, tokensAsked }) => tokensServed / Math.max(1, tokensAsked)),
    })),
    (part) => formatQuantity(part, 'ratio'),
  );
}

function fates({ bars }: Kit, { all, currency }: Backtest): ReturnType<Kit['bars']> {
  const kinds: readonly { readonly name: string; readonly of: (planner: PlannerResult) => number }[] = [
    { name: 'arrived', of: ({ valueArrived }) => valueArrived },
    { name: 'stopped by a rule', of: ({ valueStopped }) => valueStopped },
    {
      name: 'still on order at the end',
      of: ({ valueOrdered, valueArrived, valueStopped }) =>
        Math.max(0, valueOrdered - valueArrived - valueStopped),
    },
  ];
  return bars(
    'fates',
    'What became of orders',
    `Value of all orders of each planner, ${currency}.`,
    all.planners.map(({ planner }) => planner),
    kinds.map(({ name, of }) => ({ name, values: all.planners.map(of) })),
    (amount) => formatMoney({ amount, currency: currency as Currency }),
  );
}

function cash({ lines }: Kit, { all, quarters, currency }: Backtest): ReturnType<Kit['lines']> {
  return lines(
    'cash',
    'Cash',
    `Cash paid in each quarter, ${currency}.`,
    quarters.map(({ quarter }) => quarter),
    all.planners.map(({ planner, quarters: each }) => ({
      name: planner,
      values: each.map((one) => one.cash),
    })),
    (amount) => formatMoney({ amount, currency: currency as Currency }),
  );
}
