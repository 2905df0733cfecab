import { z } from 'zod';
import { claimSchema } from '../../reading/index.ts';
import { idSchema, looseDateSchema } from './common.ts';

/** A dated change in the world, `catalog/events/<year>.yaml`. */
export const eventSchema = z.strictObject({
  date: looseDateSchema,
  kind: z.enum(['rule', 'licence', 'supply', 'price', 'demand', 'company', 'technology']),
  title: z.string().min(1),
  /** Ids of catalog entries or rules it touches. */
  about: z.array(idSchema).optional(),
  claim: claimSchema('text'),
});
