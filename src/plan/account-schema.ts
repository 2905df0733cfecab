import { z } from 'zod';
import { limitKind, metric, quarter, site } from './words.ts';

/** A limit or a requirement, how much of it is used, and what it costs. */
export const limit = z.object({
  id: z
    .string()
    .describe(
      'Kind, then what it is about: `budget:china-chips`, `power:datong:2025Q3`, `share:floor`, `allocation:h20-server:2025Q2`, `concentration:vendors:nvidia`, `demand:doubao:2025Q4`, `run:pretraining`, `stock:h20-server@datong:2025Q4`, `rule:us-…`',
    ),
  kind: limitKind,
  title: z.string().describe('For people'),
  unit: z.string().describe('Of `used`, `limit` and `slack`'),
  used: z
    .number()
    .describe(
      'budget: spent, own currency; power: watts, IT × PUE; share and concentration: the part of it, 0 to 1; allocation: systems ordered; demand: requests/s served; run: FLOP done; stock: systems at work',
    ),
  limit: z.number().nullable().describe('In the same unit; null where there is no number, as for a rule'),
  slack: z
    .number()
    .nullable()
    .describe(
      'Room left, not negative where met: limit − used of a ceiling, used − limit of a floor (share at least, demand, run)',
    ),
  binding: z.boolean().describe('No room is left'),
  price: z
    .number()
    .nullable()
    .describe('Money (plan currency, discounted) saved per unit more of the limit, at the plan'),
  priceUnit: z.string().nullable().describe('The unit the price is per'),
  sides: z
    .object({
      more: z
        .number()
        .nullable()
        .describe('One point stricter costs so much more; null where it cannot be had'),
      less: z.number().nullable().describe('One point looser saves so much'),
    })
    .nullable()
    .describe(
      'A share that costs something: what a point more costs and a point less saves, solved again; else null',
    ),
});

/** Domestic part of what is ordered. */
export const share = z.object({
  id: z.string().describe('Share id'),
  name: z.string().describe('For people'),
  rule: z.string().nullable().describe('Id of the rule it comes from; null for a policy of the buyer'),
  binding: z.boolean().describe('False for a wish that is only reported'),
  metric,
  atLeast: z.number().nullable().describe('Part from 0 to 1; null where there is no floor'),
  atMost: z.number().nullable().describe('Part from 0 to 1; null where there is no ceiling'),
  units: z.number().nullable().describe('Domestic part by accelerators; null when nothing was ordered'),
  spend: z.number().nullable().describe('By price of systems and whole leases; null likewise'),
  compute: z.number().nullable().describe('By total processing power; null likewise'),
  met: z.boolean().nullable().describe('In its metric; true when nothing was ordered'),
});

/** Undiscounted cash of one quarter, plan currency. */
export const cash = z.object({
  quarter,
  systems: z.number().describe('Price of systems bought, on delivery'),
  network: z.number().describe('Network and storage that go with them'),
  duty: z.number().describe('Duties on the price'),
  fee: z.number().describe('Other charges of governments on the price'),
  lease: z.number().describe('Rent, in each quarter of the term'),
  energy: z.number().describe('Of what is owned, at mean load, with PUE'),
  space: z.number().describe('Building, by IT power that stands'),
  support: z.number().describe('Support, spares and people'),
  resale: z.number().describe('Value left at the end of the horizon; negative'),
  total: z.number().describe('Sum of the kinds'),
});

/** What counts against one budget, in its own currency. */
export const budget = z.object({
  id: z.string().describe('Budget id'),
  name: z.string().describe('For people'),
  currency: z.string().describe('ISO 4217'),
  amount: z.number().describe('What there is'),
  spent: z.number().describe('What counts against it, by its sites, kinds, window and way of counting'),
  left: z.number().describe('amount − spent'),
});

/** Power drawn at one site in one quarter. */
export const power = z.object({
  quarter,
  site,
  used: z.number().describe('Watts, IT × PUE, of everything that stands'),
  limit: z.number().describe('Watts there are'),
});
