import { z } from 'zod';
import { claimSchema } from '../../reading/index.ts';
import { countSchema, countrySchema, dateSchema, idSchema } from './common.ts';

/** Somebody sells or rents out a system from `from` until `until`, `catalog/offers/<market>.yaml`. */
export const offerSchema = z.strictObject({
  /** System id. */
  system: idSchema,
  /** Party id. */
  supplier: idSchema,
  kind: z.enum(['purchase', 'lease']),
  /** One system (purchase), or one system for one quarter, all in (lease). */
  price: claimSchema('money'),
  countries: z.array(countrySchema).min(1),
  leadWeeks: claimSchema('count'),
  allocationPerQuarter: claimSchema('count'),
  /** Leases only. */
  termQuarters: countSchema.optional(),
  from: dateSchema,
  until: dateSchema.optional(),
});
