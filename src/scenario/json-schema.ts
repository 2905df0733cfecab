import { z } from 'zod';
import { scenarioShape } from './shape.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * JSON Schema (draft 7) of a scenario file, for editors that check and complete YAML; written to
 * `schemas/scenario.schema.json`. The long form of a claim, which nearly every key accepts, is told once.
 */
export function scenarioJsonSchema(): object {
  const claims = new Map<string, Json>();
  const schema = withSharedClaim(
    z.toJSONSchema(scenarioShape, { target: 'draft-07', io: 'input' }),
    claims,
  ) as Json;
  const [claim] = claims.values();
  return { ...schema, title: 'Fleetwright scenario', definitions: { claim } };
}

function withSharedClaim(node: unknown, claims: Map<string, Json>): unknown {
  if (Array.isArray(node)) return node.map((member) => withSharedClaim(member, claims));
  if (typeof node !== 'object' || node === null) return node;
  if (isLongClaim(node as Json)) {
    claims.set(JSON.stringify(node), node as Json);
    return { $ref: '#/definitions/claim' };
  }
  return Object.fromEntries(
    Object.entries(node).map(([key, member]) => [key, withSharedClaim(member, claims)]),
  );
}

/** The only object of the format that has both a value and a grade. */
function isLongClaim(node: Json): boolean {
  const { properties } = node;
  return (
    typeof properties === 'object' && properties !== null && 'value' in properties && 'grade' in properties
  );
}
