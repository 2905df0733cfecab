import { z } from 'zod';
import { claimSchema } from '../../reading/index.ts';
import { countSchema, idSchema, notesSchema } from './common.ts';

/** Published totals of a whole system; `checkCatalog` compares them with accelerators × chip. */
const totalsSchema = z.strictObject({
  bf16: claimSchema('compute').optional(),
  fp8: claimSchema('compute').optional(),
  fp4: claimSchema('compute').optional(),
  memory: claimSchema('data').optional(),
  memoryBandwidth: claimSchema('bandwidth').optional(),
});

/** What can be bought as one piece, `catalog/systems/<vendor>.yaml`. */
export const systemSchema = z.strictObject({
  name: z.string().min(1),
  /** Party id of who designs it. */
  vendor: idSchema,
  /** Accelerator id. */
  accelerator: idSchema,
  accelerators: countSchema,
  power: claimSchema('power'),
  scaleOut: claimSchema('bandwidth'),
  scaleUpDomain: countSchema,
  available: claimSchema('text'),
  published: totalsSchema.optional(),
  aliases: z.array(idSchema).optional(),
  notes: notesSchema,
});
