import { z } from 'zod';
import { planSchema, planVersion } from './schema.ts';

/** A JSON Schema, as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** JSON Schema (draft 7) of the plan file, for editors and for programs in other languages. */
export function planJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(planSchema, { target: 'draft-07', io: 'input' });
  return { ...schema, title: `Fleetwright plan file, version ${planVersion}` };
}
