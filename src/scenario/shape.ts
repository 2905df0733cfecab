import { z } from 'zod';
import { currencies } from '../quantity/index.ts';
import { anchors } from './shape-anchors.ts';
import { futures } from './shape-futures.ts';
import { claim, entries, text } from './shape-parts.ts';
import { limits } from './shape-limits.ts';
import { places } from './shape-places.ts';
import { supply } from './shape-supply.ts';
import { work } from './shape-work.ts';

/** Cost ratios a scenario may set; each a claim or a reference into the catalog such as `costs/network-share`. */
const costs = z.strictObject({
  networkShare: claim('ratio', 'Network and storage per price of systems').optional(),
  supportPerYear: claim(
    'ratio',
    'Support, spares and people, part of the purchase price per year',
  ).optional(),
  loadFactor: claim('ratio', 'Mean power drawn as part of the power under load').optional(),
  lifeYears: claim('count', 'Years over which the value falls to nothing').optional(),
  resaleFraction: claim('ratio', 'Part of the remaining straight-line value that a resale brings').optional(),
  availability: claim('ratio', 'Part of the stock that is usable').optional(),
});

const churn = z
  .strictObject({
    part: claim('ratio', 'Of the price of a system (the whole lease)').optional(),
    perSystem: claim('money', 'On top of that').optional(),
  })
  .describe(
    'What it costs, when planned anew, to change an order that was planned: for each system added, dropped or moved. Default: 1 % of the price',
  );

const patch = z.record(z.string(), z.unknown());

const variant = z.strictObject({
  title: text('What it asks, in a few words').optional(),
  description: text('Why it is asked').optional(),
  include: z.array(z.string()).optional().describe('Overrides and variants applied first, in order'),
  set: patch
    .optional()
    .describe('What changes: merged into the scenario; a list or a claim replaces, `null` removes'),
});

/**
 * The whole scenario file. Normalising (claims to units, references to entities, quarters to dates) is a phase of
 * its own, so that this shape is also the JSON Schema that editors use.
 */
export const scenarioShape = z
  .strictObject({
    $schema: text('Where the JSON Schema is, for editors that look for it here').optional(),
    fleetwright: z.literal(1).describe('Version of the format'),
    title: text('What is planned, in a few words'),
    description: text('The case, for people').optional(),
    asOf: text('Day whose rules, prices and knowledge the plan uses, `YYYY-MM-DD`; `--as-of` overrides it'),
    horizon: z
      .strictObject({
        quarters: z.int().min(1).max(40).describe('Length; the first quarter holds the as-of date'),
        whole: z
          .int()
          .min(0)
          .max(40)
          .optional()
          .describe('Quarters whose orders are whole systems; later ones are a forecast. Default: 4'),
      })
      .describe('Which quarters are planned'),
    currency: z.enum(currencies).describe('Currency of the plan'),
    fx: entries(
      claim('count', 'Units of the currency per US dollar'),
      'Exchange rates instead of those of the catalog, by currency',
    ).optional(),
    discountRate: claim('ratio', 'Per year; a claim, or `costs/discount-rate` of the catalog'),
    objective: z
      .enum(['least-cost', 'most-service', 'lexicographic'])
      .optional()
      .describe(
        '`least-cost` (default): everything is served at least cost; `most-service`: the most for the budgets; `lexicographic`: unmet demand first, then cost',
      ),
    churn: churn.optional(),
    ...places,
    ...work,
    ...anchors,
    ...supply,
    ...limits,
    costs: costs
      .optional()
      .describe('Ratios that turn systems into cash: claims, or references such as `costs/network-share`'),
    ...futures,
    overrides: entries(patch, 'Named changes that variants put together, by name').optional(),
    variants: entries(
      variant,
      'Named questions about the same case, by name; chosen with `--variant`',
    ).optional(),
  })
  .describe('A Fleetwright scenario: who plans what, where, when, with which money and under which rules');
export type RawScenario = z.infer<typeof scenarioShape>;
