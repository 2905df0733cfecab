import { z } from 'zod';
import { claim, claimByQuarter, country, entries, text, use } from './shape-parts.ts';

const party = z.strictObject({
  name: text('Name for people'),
  country,
  parent: text('Party id of the direct parent; none when it is its own ultimate parent').optional(),
  kind: z.enum(['company', 'state', 'bank', 'research', 'cloud', 'vendor']).describe('What it is'),
  stateFunded: claim('boolean', 'Whether public money pays for it').optional(),
  notes: z.array(z.string()).optional().describe('Anything worth knowing'),
});

const site = z.strictObject({
  from: text('Catalog site whose facts it starts from').optional(),
  name: text('Name for people; default: that of the catalog site, or the id').optional(),
  country: country.optional(),
  region: text('Free label that runs, budgets and shares refer to; default: the country').optional(),
  owner: text('Party that owns the building; default: that of the catalog site, or the buyer').optional(),
  operator: text('Party that runs the machines; default: the owner').optional(),
  power: claimByQuarter('power', 'Power for this plan at the meter, cooling included').optional(),
  itPower: claimByQuarter(
    'power',
    'Power for this plan at the machines, without cooling; instead of `power`',
  ).optional(),
  pue: claim('ratio', 'Power at the meter per power at the machines').optional(),
  tariff: claim('energy-price', 'Price of electricity').optional(),
  space: claim('power-price', 'Rent or amortised building cost; default: none').optional(),
  uses: z.array(use).min(1).optional().describe('What the building is meant for; default: both'),
  stateFunded: claim('boolean', 'Whether public money is in the building; some rules look at it').optional(),
  notes: z.array(z.string()).optional().describe('Anything worth knowing'),
});

/** Who takes part and where machines may stand. */
export const places = {
  buyer: text('Party that places the orders'),
  parties: entries(party, 'Parties that the catalog does not hold, by id').optional(),
  sites: entries(site, 'Places where machines may stand, by id'),
};
export type RawSite = z.infer<typeof site>;
