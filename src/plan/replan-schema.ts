import { z } from 'zod';
import { date, money, offer, quarter, site, system } from './words.ts';

const order = z.object({
  id: z.string().describe('Id of the line it was'),
  offer,
  system,
  supplier: z.string().describe('Party id'),
  kind: z.enum(['purchase', 'lease']).describe('Bought, or rented for a term'),
  site,
  count: z.number().nonnegative().describe('Systems'),
  orderQuarter: quarter.describe('Quarter of the order'),
  orderDate: date.describe('Day of the order, as the plan before had it'),
  deliveryQuarter: quarter.describe('Quarter it came in, or is promised for'),
  delivered: z.boolean().describe('It stands'),
  price: money.describe('Of one system, or of one system and quarter of a lease, as ordered'),
  termQuarters: z.number().int().nullable().describe('Term of a lease; null for a purchase'),
  domestic: z.boolean().describe('Counts as domestic for shares'),
});

const stopped = z.object({
  id: z.string().describe('Id of the line it was'),
  offer,
  site,
  count: z.number().nonnegative().describe('Systems that will not come'),
  orderQuarter: quarter.describe('Quarter of the order'),
  orderDate: date.describe('Day of the order'),
  deliveryQuarter: quarter.describe('Quarter it was promised for'),
  why: z
    .enum(['rules', 'cancelled'])
    .describe('The rules of the day do not let it ship, or it was cancelled'),
  reason: z.string().describe('In words'),
  rules: z.array(z.string()).describe('Ids of the rules that stop it; empty where it was cancelled'),
});

/** What a plan that was made anew took over from the plan before. */
export const replan = z.object({
  of: z
    .object({
      asOf: date.describe('As-of date of the plan before'),
      hash: z.string().describe('SHA-256 of that plan file, canonical JSON'),
    })
    .describe('The plan it takes the place of'),
  start: quarter.describe('First quarter of the programme; windows of the scenario count from it'),
  quarters: z.number().int().describe('Quarters of the programme, those that are over among them'),
  orders: z.array(order).describe('Orders that were placed: in the plan as frozen lines, untouched'),
  stopped: z.array(stopped).describe('Orders that were placed and will not come: not delivered, not paid'),
  done: z
    .array(z.object({ run: z.string().describe('Run id'), flop: z.number().describe('Useful FLOP done') }))
    .describe('What is done of training runs before the first quarter'),
  fleet: z
    .array(
      z.object({
        id: z.string().describe('Fleet id'),
        system,
        site,
        count: z.number().nonnegative().describe('Systems, besides those that the orders brought'),
      }),
    )
    .nullable()
    .describe('What was seen to stand; null = what the scenario says'),
  before: z
    .array(
      z.object({
        line: z.string().describe('Line id'),
        count: z.number().nonnegative().describe('Systems'),
        price: z.number().describe('Of one system or its whole lease, plan currency'),
      }),
    )
    .describe('What the plan before still wanted to order from now on'),
  churn: z
    .object({
      part: z.number().describe('Of the price, per system of an order that changes'),
      perSystem: z.number().describe('On top of that, plan currency'),
      systems: z.number().nullable().describe('Systems of orders that changed; null when nothing is planned'),
      cost: z.number().nullable().describe('What they count in the objective, plan currency'),
    })
    .describe('The price of changing what was planned'),
});
