import { z } from 'zod';
import { claimSchema } from '../../reading/index.ts';
import { countrySchema, idSchema, notesSchema } from './common.ts';

/** Who buys, owns, operates, sells, `catalog/parties/<group>.yaml`. */
export const partySchema = z.strictObject({
  name: z.string().min(1),
  country: countrySchema,
  /** Party id of the direct parent. */
  parent: idSchema.optional(),
  kind: z.enum(['company', 'state', 'bank', 'research', 'cloud', 'vendor']),
  stateFunded: claimSchema('boolean').optional(),
  notes: notesSchema,
});
