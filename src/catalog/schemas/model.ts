import { z } from 'zod';
import { claimSchema } from '../../reading/index.ts';
import { countSchema, notesSchema } from './common.ts';

const size = countSchema.optional();
const sizeOrNone = z.number().int().nonnegative().optional();

/** Architecture of a language model, `catalog/models/<family>.yaml`. */
export const modelSchema = z.strictObject({
  family: z.string().min(1),
  layers: countSchema,
  hidden: size,
  heads: size,
  kvHeads: size,
  headDim: size,
  ffn: sizeOrNone,
  vocab: size,
  experts: sizeOrNone,
  topK: sizeOrNone,
  moeFfn: sizeOrNone,
  sharedExperts: sizeOrNone,
  sharedFfn: sizeOrNone,
  firstDenseLayers: sizeOrNone,
  moeEvery: size,
  slidingWindow: sizeOrNone,
  fullAttentionEvery: size,
  qLoraRank: sizeOrNone,
  kvLoraRank: sizeOrNone,
  qkNopeHeadDim: sizeOrNone,
  qkRopeHeadDim: sizeOrNone,
  vHeadDim: sizeOrNone,
  tieEmbeddings: z.boolean().optional(),
  mtpLayers: sizeOrNone,
  maxPosition: size,
  parameters: claimSchema('count'),
  activeParameters: claimSchema('count'),
  kvElementsPerToken: claimSchema('count'),
  /** Where the configuration was read. */
  origin: claimSchema('text'),
  incomplete: z.boolean().optional(),
  notes: notesSchema,
});
