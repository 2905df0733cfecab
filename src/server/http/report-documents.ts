import { z } from '@hono/zod-openapi';

// What jobs give that are no plans. A reader may count on the fields named here; there are more, as the commands print them.

const money = z.number().describe('Plan currency');
const estimate = z
  .object({ value: z.number(), low: z.number(), high: z.number() })
  .openapi('Estimate', { description: 'A mean or a part with its 95 % interval' });
const named = { id: z.string(), title: z.string() };
const fan = z
  .looseObject({
    name: z.string(),
    p5: z.number(),
    p25: z.number(),
    p50: z.number(),
    p75: z.number(),
    p95: z.number(),
    mean: estimate,
  })
  .openapi('Fan');

/** What a `stress` job gives: `fleetwright stress --json`. */
export const stressDocument = z
  .looseObject({
    title: z.string(),
    scenario: z.string(),
    asOf: z.string(),
    variant: z.string().nullable(),
    currency: z.string(),
    draws: z.number().int(),
    seed: z.number().int(),
    fans: z.array(fan),
    spend: z.array(fan).describe('Cash by quarter'),
    worstTenth: money.describe('Mean cost of the worst tenth of the futures'),
    regret: estimate,
    requirements: z.array(z.looseObject({ ...named, chance: estimate })),
    lines: z.array(
      z.looseObject({ line: z.string(), planned: z.number(), ordered: estimate, flips: estimate }),
    ),
    tornado: z.array(z.looseObject({ ...named, low: z.number(), high: z.number() })),
    indices: z
      .array(z.looseObject({ input: z.string(), first: estimate, total: estimate }))
      .describe('Empty where they were not asked for'),
    facts: z.array(z.looseObject({ ...named, worth: estimate })).describe('What it is worth to find out'),
  })
  .openapi('StressReport');

/** What a `backtest` job gives: `fleetwright backtest --json`. */
export const backtestDocument = z
  .looseObject({
    planners: z.array(
      z.looseObject({
        planner: z.string(),
        value: money,
        cash: money,
        tokensAsked: z.number(),
        tokensServed: z.number(),
        quarters: z.array(
          z.looseObject({ quarter: z.string(), ordered: z.number(), arrived: z.number(), cash: money }),
        ),
      }),
    ),
    events: z.array(z.looseObject({ ...named, date: z.string(), kind: z.string() })),
  })
  .openapi('BacktestReport');

const broken = z
  .looseObject({ ...named, quarter: z.string().nullable() })
  .openapi('Break', { description: 'A requirement or a limit that no longer holds' });
const fare = z.looseObject({ value: money, breaks: z.array(broken) });

/** What a `shock` job gives: `fleetwright shock PLAN --all --json`, with the title and the gap of the plan. */
export const shockDocument = z
  .looseObject({
    title: z.string(),
    currency: z.string(),
    stale: z.boolean().describe('The scenario has changed since the plan was made'),
    gap: z
      .number()
      .nullable()
      .optional()
      .describe(
        'Gap of the plan: what planning anew saves below this part of its value, its search may have left; absent in reports made before it was given',
      ),
    shocks: z.array(
      z.looseObject({
        event: z.string(),
        title: z.string(),
        quarter: z.string().nullable(),
        outside: z.boolean().describe('It comes after the horizon and does nothing'),
        before: fare,
        unrepaired: fare.describe('Nothing is changed'),
        additions: fare.describe('Every order stays; more may be ordered'),
        repair: fare.describe('What is not ordered by then is planned anew'),
        first: broken.nullable().describe('What it breaks first'),
      }),
    ),
  })
  .openapi('ShockReport');
