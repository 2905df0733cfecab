import { checkPlan } from '../checking/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { canonicalJson, sha256Hex } from '../evidence/index.ts';
import type { TextFile } from '../files/index.ts';
import { choiceOf, prepareScenario, version, worldOf } from '../pipeline/index.ts';
import { searchOf, type PlanFile } from '../plan/index.ts';
import { planName, scenarioName, scenarioPath, type Bundle } from './bundle.ts';
import { signEnvelope } from './dsse.ts';
import { publicPem, type KeyPair } from './keys.ts';
import {
  claimsOf,
  findingsOf,
  meaning,
  payloadType,
  predicateType,
  statementType,
  type Resource,
  type Statement,
} from './statement.ts';

/** What a bundle is made from. */
export interface BundleInput {
  readonly plan: PlanFile;
  /** The plan file and the scenario file, byte for byte. */
  readonly planText: string;
  readonly scenarioText: string;
  /** Every file of the catalog, rules too, by its path from `catalog/` on. */
  readonly catalogFiles: readonly TextFile[];
  /** What the record says of the plan, where it comes from one: approval, signatures, end of the history. */
  readonly record?: Readonly<Record<string, unknown>>;
  readonly key: KeyPair;
}

/**
 * Makes a bundle that stands for itself:
 *
 * ```
 * plan, scenario, catalog ─ checker ─► statement (in-toto) ─ Ed25519 ─► envelope (DSSE) + every file it names
 * ```
 *
 * The plan may hold violations; the statement then says so. The same inputs and key give the same bytes.
 */
export function makeBundle(input: BundleInput): Bundle | readonly Diagnostic[] {
  const { plan, planText, scenarioText, catalogFiles, key } = input;
  const prepared = prepareScenario(
    { path: scenarioPath(plan), text: scenarioText },
    worldOf(catalogFiles),
    choiceOf(plan),
  );
  if (!prepared.ok) return prepared.diagnostics;
  const catalog = Object.fromEntries(catalogFiles.map(({ path, text }) => [path, text]));
  const statement: Statement = {
    _type: statementType,
    subject: [resourceOf(planName, planText)],
    predicateType,
    predicate: {
      plan: claimsOf(plan),
      inputs: [
        resourceOf(scenarioName, scenarioText),
        ...Object.entries(catalog).map(([name, text]) => resourceOf(name, text)),
      ],
      search: searchOf(plan),
      checker: { violations: findingsOf(checkPlan({ plan, ...prepared })) },
      madeBy: { fleetwright: version, solver: plan.engine.solver, node: process.versions.node },
      ...(input.record !== undefined && { record: { ...input.record } }),
      meaning,
    },
  };
  const body = new TextEncoder().encode(canonicalJson(statement));
  return {
    format: 'fleetwright-evidence',
    version: 1,
    publicKey: publicPem(key.publicKey),
    envelope: signEnvelope(payloadType, body, key.privateKey, key.publicKey),
    files: { [planName]: planText, [scenarioName]: scenarioText, ...catalog },
  };
}

function resourceOf(name: string, text: string): Resource {
  return { name, digest: { sha256: sha256Hex(text) } };
}
