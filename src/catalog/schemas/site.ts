import { z } from 'zod';
import { claimSchema } from '../../reading/index.ts';
import { countrySchema, idSchema, notesSchema } from './common.ts';

/** A place with its facts, `catalog/sites/<region>.yaml`. */
export const siteSchema = z.strictObject({
  name: z.string().min(1),
  country: countrySchema,
  area: z.string().min(1),
  /** Party id. */
  owner: idSchema.optional(),
  itPower: claimSchema('power'),
  /** E.g. `0.4 CNY/kWh`. */
  tariff: claimSchema('energy-price'),
  pue: claimSchema('ratio'),
  notes: notesSchema,
});
