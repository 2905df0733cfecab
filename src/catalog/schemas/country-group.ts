import { z } from 'zod';
import { countrySchema, idSchema } from './common.ts';

/** A group of countries that rules name, `catalog/country-groups/<topic>.yaml`; ids as `d5`, `tier1`. */
export const countryGroupSchema = z.strictObject({
  title: z.string().min(1),
  members: z.array(countrySchema).min(1),
  source: idSchema.optional(),
  reason: z.string().min(1).optional(),
});
