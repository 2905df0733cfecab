import { z } from 'zod';
import { claimSchema } from '../../reading/index.ts';
import { exceptionNames } from '../exceptions.ts';
import { countSchema, countrySchema, idSchema, notesSchema } from './common.ts';

const rate = claimSchema('compute').optional();

const denseSchema = z.strictObject({
  fp32: rate,
  tf32: rate,
  fp16: rate,
  bf16: rate,
  fp8: rate,
  int8: rate,
  fp4: rate,
  int4: rate,
});

const supplySchema = z.strictObject({
  what: z.string().min(1),
  year: z.number().int().optional(),
  units: claimSchema('count'),
});

/**
 * One chip or package, `catalog/accelerators/<vendor>.yaml`. Required claims may be `unknown` with a reason. A format
 * missing from `dense` is one the chip does not compute in; one it may compute in at a rate nobody states is `unknown`.
 */
export const acceleratorSchema = z.strictObject({
  name: z.string().min(1),
  /** Party id. */
  vendor: idSchema,
  vendorCountry: countrySchema,
  announced: claimSchema('text'),
  available: claimSchema('text').optional(),
  process: claimSchema('text'),
  dies: claimSchema('count').optional(),
  dieArea: claimSchema('area'),
  dense: denseSchema,
  memory: claimSchema('data'),
  memoryType: z.string().optional(),
  memoryBandwidth: claimSchema('bandwidth'),
  scaleUp: claimSchema('bandwidth'),
  scaleUpDomain: claimSchema('count'),
  otherIo: claimSchema('bandwidth'),
  tdp: claimSchema('power'),
  form: z.string().min(1),
  dataCentre: claimSchema('boolean'),
  chinaVariant: z.boolean().optional(),
  prices: z.array(claimSchema('money')).optional(),
  supply: z.array(supplySchema).optional(),
  notes: notesSchema,
  status: z.string().optional(),
  madeOf: z.strictObject({ accelerator: idSchema, count: countSchema }).optional(),
  published: z
    .strictObject({
      totalProcessingPower: claimSchema('count').optional(),
      performanceDensity: claimSchema('count').optional(),
    })
    .optional(),
  exceptions: z.partialRecord(z.enum(exceptionNames), z.string().min(1)).optional(),
});
