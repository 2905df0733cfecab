import { z } from 'zod';
import { scenarioShape } from './shape.ts';

/** JSON Schema (draft 7) of a scenario file, for editors that check and complete YAML; written to `schemas/scenario.schema.json`. */
export function scenarioJsonSchema(): object {
  return {
    ...z.toJSONSchema(scenarioShape, { target: 'draft-07', io: 'input' }),
    title: 'Fleetwright scenario',
  };
}
