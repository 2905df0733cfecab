import { z } from 'zod';
import { allocation, claim, claimByQuarter, country, entries, quarterRef, text } from './shape-parts.ts';

const sites = z
  .array(z.string())
  .min(1)
  .optional()
  .describe('Sites it can be delivered to; default: all in its countries');

const change = z.strictObject({
  price: claim('money', 'Per system, or per system and quarter for a lease').optional(),
  leadWeeks: claim('count', 'Weeks from order to delivery').optional(),
  allocation: allocation('Most systems orderable per quarter').optional(),
  termQuarters: claim('count', 'Quarters a lease runs').optional(),
  countries: z.array(country).min(1).optional().describe('Countries it is offered in'),
  sites,
  reason: text('Why it differs from the catalog').optional(),
});

const offer = z.strictObject({
  system: text('Catalog system'),
  supplier: text('Party that sells or rents it out'),
  kind: z.enum(['purchase', 'lease']),
  price: claim('money', 'Per system, or per system and quarter for a lease'),
  countries: z.array(country).min(1).describe('Countries it is offered in'),
  sites,
  leadWeeks: claim('count', 'Weeks from order to delivery'),
  allocation: allocation('Most systems orderable per quarter'),
  termQuarters: claim('count', 'Quarters a lease runs; leases need it').optional(),
  from: quarterRef.optional().describe('First quarter it can be ordered in'),
  until: quarterRef.optional().describe('Last quarter it can be ordered in'),
  reason: text('Where the offer comes from').optional(),
});

const offers = z.strictObject({
  use: z
    .union([z.literal('all'), z.array(z.string())])
    .optional()
    .describe('Catalog offers on the table: `all` (default) or a list of ids'),
  allocationWhereUnknown: allocation(
    'What to plan with where nobody says how much can be delivered',
  ).optional(),
  change: entries(change, 'What differs from the catalog, by offer id').optional(),
  add: entries(offer, 'Offers that the catalog does not hold, by id').optional(),
});

const fleet = z.strictObject({
  system: text('Catalog system'),
  site: text('Site it stands at'),
  count: claimByQuarter('count', 'Systems free for this plan'),
});

const order = z.strictObject({
  offer: text('Offer it was ordered under'),
  site: text('Site it goes to'),
  count: claim('count', 'Systems ordered'),
  order: quarterRef.describe(
    'Quarter it was ordered in; `0` is the quarter before the horizon, `-1` the one before that',
  ),
  delivery: quarterRef.describe('Quarter it is promised for'),
});

/** What can be had, what stands and what is on its way. */
export const supply = {
  offers: offers.optional().describe('Who sells or rents out what: catalog offers, changed or added to'),
  fleet: entries(fleet, 'Systems that already stand, by id').optional(),
  frozen: entries(
    order,
    'Orders already placed, by id: delivered as promised, untouched by the plan',
  ).optional(),
};
export type RawOffer = z.infer<typeof offer>;
export type RawChange = z.infer<typeof change>;
export type RawOffers = z.infer<typeof offers>;
