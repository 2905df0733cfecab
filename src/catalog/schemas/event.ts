import { z } from 'zod';
import { claimSchema } from '../../reading/index.ts';
import { countrySchema, idSchema, looseDateSchema, monthSchema } from './common.ts';

/** A dated change in the world, `catalog/events/<year>.yaml`. */
export const eventSchema = z.strictObject({
  date: looseDateSchema,
  kind: z.enum(['rule', 'licence', 'supply', 'price', 'demand', 'company', 'technology']),
  title: z.string().min(1),
  /** Ids of catalog entries or rules it touches. */
  about: z.array(idSchema).optional(),
  claim: claimSchema('text'),
  /** What it says of deliveries: at most so many of these accelerators reached these countries in these months, whoever bought them. */
  deliveries: z
    .strictObject({
      accelerators: z.array(idSchema).min(1),
      to: z.array(countrySchema).min(1),
      from: monthSchema,
      until: monthSchema,
      most: claimSchema('count'),
    })
    .optional(),
});
