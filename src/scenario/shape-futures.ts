import { z } from 'zod';
import { claim, country, entries, quarterRef, text, use } from './shape-parts.ts';

/** Which offers an effect touches: all that every named key allows. */
const which = {
  offers: z.array(z.string()).min(1).optional().describe('Offer ids'),
  systems: z.array(z.string()).min(1).optional().describe('Catalog systems'),
  accelerators: z.array(z.string()).min(1).optional().describe('Catalog accelerators'),
  vendors: z.array(z.string()).min(1).optional().describe('Makers of the accelerator'),
  suppliers: z.array(z.string()).min(1).optional().describe('Sellers or lessors'),
  domestic: z.boolean().optional().describe('Made in the country of the buyer, or not'),
};

/** Which sites an effect touches; all where neither is named. */
const where = {
  sites: z.array(z.string()).min(1).optional().describe('Site ids'),
  regions: z.array(z.string()).min(1).optional().describe('Region labels of sites'),
  countries: z.array(country).min(1).optional().describe('Countries of sites'),
};

const effect = z.strictObject({
  publish: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('Rules of the catalog that become known and take effect then'),
  end: z.array(z.string()).min(1).optional().describe('Rules of the catalog that end then'),
  forbid: z
    .strictObject({
      when: text(
        'Predicate in the language of the rules, e.g. `item.vendor = nvidia and destination.country = CN`',
      ),
      gate: z.enum(['export', 'import', 'use']).optional().describe('Default: export'),
    })
    .optional()
    .describe('A rule that nobody has written yet'),
  revoke: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('Licences of the scenario that end then; `*` means all'),
  grant: z
    .strictObject({
      rules: z.array(z.string()).min(1).describe('Ids of the rules it answers'),
      accelerators: z.array(z.string()).optional().describe('Accelerators it covers; default: any'),
      destinations: z.array(country).optional().describe('Countries it covers; default: any'),
      uses: z.array(use).optional().describe('Uses it covers; default: both'),
    })
    .optional()
    .describe('A licence that is granted then'),
  supply: z
    .strictObject({ part: claim('ratio', 'Part of the allocation that is left'), ...which })
    .optional()
    .describe('What can be ordered from then on'),
  arrivals: z
    .strictObject({
      part: claim('ratio', 'Part of the ordered systems that arrives; the rest is cancelled'),
      ...which,
      ...where,
    })
    .optional()
    .describe('What arrives of what is due from then on, whenever it was ordered'),
  delay: z
    .strictObject({ quarters: claim('count', 'Quarters by which deliveries slip'), ...which })
    .optional()
    .describe('When that arrives which is due from then on, whenever it was ordered'),
  price: z
    .strictObject({ factor: claim('ratio', 'Times the price'), ...which })
    .optional()
    .describe('What orders from then on cost'),
  demand: z
    .strictObject({
      factor: claim('ratio', 'Times the demand'),
      services: z.array(z.string()).min(1).optional().describe('Default: all'),
    })
    .optional()
    .describe('What is asked for from then on'),
  idle: z
    .strictObject({
      part: claim('ratio', 'Part of the machines that stands still; 100 %: the place is lost'),
      ...where,
    })
    .optional()
    .describe('Machines that cannot work from then on'),
  share: z
    .strictObject({
      atLeast: claim('ratio', 'Least domestic part of what is ordered from then on'),
      metric: z.enum(['units', 'spend', 'compute']).optional().describe('Default: spend'),
      ...where,
    })
    .optional()
    .describe('A floor for domestic systems'),
  budget: z
    .strictObject({
      part: claim('ratio', 'Part of the amount that is left'),
      budgets: z.array(z.string()).min(1).optional().describe('Default: all'),
    })
    .optional()
    .describe('Money that is no longer there'),
});

/** Something dated that may happen. The catalog's shocks have the same form. */
export const eventShape = z.strictObject({
  title: text('What happens, in a few words'),
  probability: claim('ratio', 'How likely it is within its quarters').optional(),
  on: quarterRef.optional().describe('When: a quarter as everywhere, `1` = the one of the as-of date'),
  between: z
    .strictObject({ from: quarterRef, to: quarterRef })
    .optional()
    .describe('Instead of `on`: in one of these quarters, each alike'),
  modelledOn: z.array(z.string()).optional().describe('Events of the catalog it follows'),
  source: text('Key of a source in the catalog').optional(),
  reason: text('Why it is taken to be possible, where no source says so').optional(),
  excludes: z.array(z.string()).optional().describe('Events that cannot happen once it has'),
  effects: z.array(effect).min(1).describe('What it does'),
});
export type RawEvent = z.infer<typeof eventShape>;
export type RawEffect = z.infer<typeof effect>;

const factor = z.strictObject({
  low: claim('ratio', 'Least credible multiple of the value'),
  mode: claim('ratio', 'Likeliest multiple; default 1').optional(),
  high: claim('ratio', 'Greatest credible multiple'),
  reason: text('Why').optional(),
});

/** What is uncertain. Without it, every claim with a range is drawn and nothing happens. */
export const futures = {
  uncertainties: z
    .strictObject({
      ranges: z
        .boolean()
        .optional()
        .describe('Draw every claim that has a range (`low`, `high`); default: yes'),
      rates: z.boolean().optional().describe('Draw one factor per chip for all its rates; default: yes'),
      certain: z
        .array(z.string())
        .optional()
        .describe('Paths, or beginnings of paths, that are not drawn, e.g. `offers.h20-server.price`'),
      factors: entries(factor, 'Own beliefs by path, as multiples of the value planned with').optional(),
      together: entries(
        z.array(z.string()).min(2),
        'Paths that rise and fall together, by a name for them',
      ).optional(),
      events: entries(eventShape, 'What may happen, by id').optional(),
      deposit: claim('ratio', 'Part of the price lost when an order is cancelled').optional(),
    })
    .optional()
    .describe('What is uncertain: ranges, events, what a cancelled order costs'),
};
