import { z } from 'zod';
import { stance } from './uncertainty-schema.ts';
import { date, money, offer, quarter, site, system, use, verdict } from './words.ts';

/** What the rules say of a line for one use, on its two dates. */
const verdictRecord = z.object({
  use: use.describe('What the machines would be used for'),
  orderDate: date.describe('The as-of date when it lies in the order quarter, else the first day of that'),
  shipDate: date.describe('Last day of the delivery quarter'),
  onOrder: verdict.describe('Verdict on the order date'),
  onShip: verdict.describe('Verdict on the ship date, as far as is known on the as-of date'),
  verdict: verdict.describe('The worse of both; a planned line is `allowed` or `conditions` for some use'),
  reason: z.string().describe('In words'),
  rules: z.array(z.string()).describe('Ids of the rules that applied on either date'),
  conditions: z.array(z.string()).describe('What goes with it, on either date'),
  licences: z.array(z.string()).describe('Ids of licences held or assumed that it rests on'),
});

/** One purchase or lease. */
export const line = z.object({
  id: z
    .string()
    .describe(
      'Stable: offer, site and order quarter, e.g. `h20-server@datong@2025Q1`, with `+2` for a second order in that quarter; a frozen order keeps its id, and `#2` is a part of it that comes at another time',
    ),
  offer,
  system,
  kind: z.enum(['purchase', 'lease']).describe('Bought, or rented for a term'),
  count: z.number().nonnegative().describe('Systems; whole where `whole` is true'),
  whole: z.boolean().describe('False for far quarters, which are a forecast'),
  accelerators: z.number().nonnegative().describe('Accelerators (packages) in all systems of the line'),
  supplier: z.string().describe('Party id'),
  site,
  orderQuarter: quarter.describe('Quarter of the order'),
  deliveryQuarter: quarter.describe('One lead time later; in service from its start'),
  endQuarter: quarter
    .nullable()
    .describe('Last quarter in service within the horizon: lease end; null = beyond the horizon'),
  cost: money.describe(
    'Price of the systems (purchase) or of the whole term (lease), in the currency of the offer',
  ),
  reporting: z.number().describe('The same in the plan currency'),
  budget: z
    .array(z.string())
    .describe(
      'Ids of the budgets that anything it costs counts against: its price, and what it takes to run it',
    ),
  frozen: z.boolean().describe('Ordered before this plan, and untouched by it'),
  uses: z
    .array(use)
    .describe('Uses of the site for which the rules permit it on its order and its ship date'),
  verdict: verdict.describe(
    'The worst verdict over `uses`; where `uses` is empty, the best that any use got',
  ),
  verdicts: z.array(verdictRecord).describe('One record for every use of the site'),
  why: z.array(z.string()).describe('Sentences: why it won, what would flip it'),
  stance: stance.optional().describe('What to do about it now; absent where one future alone was planned'),
});
