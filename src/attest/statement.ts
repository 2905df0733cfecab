import { z } from 'zod';
import type { Violation } from '../checking/index.ts';
import type { PlanFile } from '../plan/index.ts';

/** Types of the parts, as in-toto and DSSE name them. */
export const payloadType = 'application/vnd.in-toto+json';
export const statementType = 'https://in-toto.io/Statement/v1';
export const predicateType = 'urn:fleetwright:evidence:plan:v1';

const digest = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/u) });
const resource = z.object({ name: z.string(), digest });

/** A file by its name and hash: an in-toto resource descriptor. */
export type Resource = z.infer<typeof resource>;

/** What was asked of the search, so that it can be asked again. */
const search = z.object({
  seed: z.int(),
  gap: z.number(),
  timeLimit: z.number().describe('Seconds'),
});

const finding = z.object({ code: z.string(), where: z.string(), sentence: z.string() });

/** The predicate: what is claimed of the plan. `plan` is derived from the plan file, and is derived again to verify it. */
const predicate = z.object({
  plan: z.record(z.string(), z.unknown()),
  inputs: z.array(resource),
  search,
  checker: z.object({ violations: z.array(finding) }),
  madeBy: z.object({ fleetwright: z.string(), solver: z.string(), node: z.string() }),
  record: z.record(z.string(), z.unknown()).optional(),
  meaning: z.string(),
});

/** An in-toto statement, version 1, about one plan. Source: https://github.com/in-toto/attestation/tree/main/spec/v1. */
export const statementSchema = z.object({
  _type: z.literal(statementType),
  subject: z.array(resource).length(1),
  predicateType: z.literal(predicateType),
  predicate,
});
export type Statement = z.infer<typeof statementSchema>;

/** What may be said, and what may not. */
export const meaning =
  'The plan was found consistent with this rule set as of its date by the checker named here, or with the violations listed. This is not legal advice.';

/** What a statement says of a plan, from the plan file alone. */
export function claimsOf(plan: PlanFile): Record<string, unknown> {
  const { scenario, variant, asOf, status, quarters, currency, objective, bound, gap, seed } = plan;
  return {
    scenario,
    variant,
    asOf,
    status,
    quarters,
    currency,
    objective,
    bound,
    gap,
    seed,
    scenarioHash: plan.scenarioHash,
    catalogHash: plan.catalogHash,
    ruleSet: plan.ruleSet,
    engine: plan.engine,
    replan: plan.replan ?? null,
    verdicts: plan.lines.flatMap(({ id, verdicts }) => verdicts.map((verdict) => ({ line: id, ...verdict }))),
    simulation: plan.proof ?? null,
  };
}

/** Findings of the checker as a statement holds them. */
export function findingsOf(violations: readonly Violation[]): z.infer<typeof finding>[] {
  return violations.map(({ code, where, sentence }) => ({ code, where, sentence }));
}
