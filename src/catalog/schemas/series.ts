import { z } from 'zod';
import { claimSchema } from '../../reading/index.ts';

/**
 * A dated series, `catalog/series/<topic>.yaml`. A point is a claim in its long form with a `date`, its value a plain
 * number in `unit`: `{ date: 2024-12, value: 4e12, source: x, grade: B }`.
 */
export const seriesSchema = z.strictObject({
  title: z.string().min(1),
  unit: z.string().min(1),
  points: z.array(claimSchema('count')).min(1),
});
