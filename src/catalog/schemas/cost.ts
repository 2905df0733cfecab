import { z } from 'zod';
import { claimSchema } from '../../reading/index.ts';

/** A figure of cost, reliability or practice, `catalog/costs/<topic>.yaml`; the value is a plain number in `unit`. */
export const costSchema = z.strictObject({
  title: z.string().min(1),
  unit: z.string().min(1),
  claim: claimSchema('count'),
});
