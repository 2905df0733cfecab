import { z } from '@hono/zod-openapi';
import { planSchema } from '../../plan/index.ts';

/** The plan file, under its name in the OpenAPI document. Built anew: the original may be older than the extension of zod. */
export const planDocument = z.object(planSchema.shape).openapi('Plan');
export type PlanDocument = z.infer<typeof planDocument>;
