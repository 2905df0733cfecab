import { z } from 'zod';
import { looseDateSchema } from './common.ts';

/** Where claims come from, `catalog/sources.yaml`, by key. */
export const sourceSchema = z.strictObject({
  title: z.string().min(1),
  /** URL, document number or repository path, as found. */
  ref: z.string().min(1),
  date: looseDateSchema.optional(),
  grade: z.enum(['A', 'B', 'C', 'derived', 'assumed']),
  /** How it was read: `whole`, `excerpt`, `secondary`. */
  read: z.string().optional(),
});
