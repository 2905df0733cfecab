import { z } from 'zod';
import { claim, entries, text } from './shape-parts.ts';

const anchor = z.strictObject({
  chip: text('Catalog accelerator it was measured on'),
  model: text('Catalog model that was measured'),
  engine: text('Engine and version, for people').optional(),
  precision: text('Number format of the weights, `fp8`; default: the first that the chip has').optional(),
  tensorParallel: z.int().min(1).describe('Devices over which the model was split'),
  users: claim('count', 'Requests under way at once'),
  input: claim('tokens', 'Input tokens per request'),
  output: claim('tokens', 'Output tokens per request'),
  tpot: claim('duration', 'Time per output token, measured'),
});

/** What was measured of models on chips. */
export const anchors = {
  anchors: entries(
    anchor,
    'Measurements of a model on a chip, by id: rates of that model on that chip are corrected by them and more certain',
  ).optional(),
};
