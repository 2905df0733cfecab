import { z } from 'zod';
import { claimSchema } from '../../reading/index.ts';
import { idSchema } from './common.ts';

/** A company's reported spending or fleet, `catalog/programmes/<company>.yaml`; values are plain numbers in `unit`. */
export const programmeSchema = z.strictObject({
  /** Party id. */
  party: idSchema,
  title: z.string().min(1),
  figures: z
    .array(
      z.strictObject({
        key: idSchema,
        year: z.number().int().optional(),
        unit: z.string().min(1),
        claim: claimSchema('count'),
      }),
    )
    .min(1),
});
