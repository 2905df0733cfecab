import type { Diagnostic } from '../diagnostics/index.ts';
import { checkShape, readYaml, valueAt } from '../reading/index.ts';
import { planError } from './messages.ts';
import { planSchema, planVersion, type PlanFile } from './schema.ts';

/** Plan files are written by machines: a large one of 12 sites × 24 systems × 20 quarters holds about 20 MB. */
const largestPlan = 100_000_000;

/** A plan as read, or every reason why it could not be. */
export interface ReadPlan {
  readonly plan?: PlanFile;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a plan file: text → JSON → version → shape. Says nothing about whether the plan is right; that is `checkPlan`.
 *
 * A good file takes the short way through the JSON parser of the platform. Only a file with something wrong in it is
 * read again as YAML, which JSON is a part of, to say at which line and column. Keys this version does not know are
 * left out, so that a file with additions of a later minor version stays readable.
 *
 * @param file name for messages
 */
export function readPlan(file: string, text: string): ReadPlan {
  const json = parseJson(text);
  if (json !== undefined && versionOf(json) === planVersion) {
    const result = planSchema.safeParse(json);
    if (result.success) return { plan: result.data, diagnostics: [] };
  }
  return { diagnostics: problemsOf(file, text, json) };
}

function problemsOf(file: string, text: string, json: unknown): readonly Diagnostic[] {
  const document = readYaml(file, text, largestPlan);
  if (document.diagnostics.length > 0) return document.diagnostics;
  if (json === undefined) {
    const hint = 'write it with `fleetwright plan SCENARIO --out FILE`';
    return [planError('FW-PLAN-0002', [], document.span([]), 'this is not a JSON file', hint)];
  }
  const version = versionOf(json);
  if (typeof version === 'string' && version !== planVersion) {
    const message = `the plan file has version ${version}; this program reads ${planVersion}`;
    const hint = 'plan again with this program';
    return [planError('FW-PLAN-0001', ['version'], document.span(['version']), message, hint)];
  }
  return checkShape(planSchema, document).diagnostics;
}

function versionOf(json: unknown): unknown {
  return valueAt(json, ['version']);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
