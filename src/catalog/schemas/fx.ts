import { z } from 'zod';
import { currencies } from '../../quantity/index.ts';
import { dateSchema, idSchema } from './common.ts';

/** Exchange rates of one day, `catalog/fx/<name>.yaml`: units of each currency that one US dollar buys. */
export const fxSchema = z.strictObject({
  date: dateSchema,
  perUsd: z.partialRecord(z.enum(currencies), z.number().positive()),
  source: idSchema,
});
