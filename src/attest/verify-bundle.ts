import type { KeyObject } from 'node:crypto';
import { checkPlan } from '../checking/index.ts';
import { hasErrors, type Diagnostic } from '../diagnostics/index.ts';
import { canonicalJson, sha256Hex } from '../evidence/index.ts';
import { choiceOf, prepareScenario, version, worldOf, type Prepared } from '../pipeline/index.ts';
import { readPlan, searchOf, type PlanFile } from '../plan/index.ts';
import { planName, scenarioName, scenarioPath, type Bundle } from './bundle.ts';
import { openEnvelope } from './dsse.ts';
import { keyId, parsePublicKey } from './keys.ts';
import { evidenceTrouble } from './messages.ts';
import { claimsOf, findingsOf, payloadType, statementSchema, type Statement } from './statement.ts';

/** What was found of a bundle. */
export interface VerifiedBundle {
  /** Everything that is wrong; empty when the evidence holds. */
  readonly problems: readonly Diagnostic[];
  /** Fingerprint of the key the signature holds under. */
  readonly signer: string | undefined;
  /** True when the key was given by the verifier, not taken from the bundle. */
  readonly trusted: boolean;
  /** Steps that were passed, in order. */
  readonly passed: readonly ('signature' | 'statement' | 'files' | 'claims' | 'inputs' | 'checker')[];
  /** What is needed to plan anew, once all files hold. */
  readonly ground: Ground | undefined;
}

/** A plan, what it was made from and what was asked of the search, all out of the bundle. */
export interface Ground {
  readonly plan: PlanFile;
  readonly prepared: Prepared;
  readonly statement: Statement;
}

/**
 * Verifies a bundle with nothing but itself and, where given, the signer's key. The optimiser has no part in it.
 *
 * ```
 * envelope ─ signature ─ statement ─ hashes of files ─ claims as the plan says ─ inputs resolve ─ checker finds the same
 * ```
 *
 * @param trusted the signer's public key from elsewhere; without it the one in the bundle is used, which shows changes but
 *   not who signed
 */
export function verifyBundle(bundle: Bundle, trusted?: KeyObject): VerifiedBundle {
  const key = trusted ?? parsePublicKey(bundle.publicKey);
  const base = { trusted: trusted !== undefined, signer: undefined, ground: undefined };
  if (key === undefined)
    return {
      ...base,
      passed: [],
      problems: [evidenceTrouble('FW-EVD-0001', 'publicKey', 'the bundle brings no Ed25519 key')],
    };
  const body = openEnvelope(bundle.envelope, payloadType, key);
  if (body === undefined) {
    const message = `no signature of the envelope was made with the key ${keyId(key).slice(0, 16)}…`;
    return { ...base, passed: [], problems: [evidenceTrouble('FW-EVD-0003', 'envelope', message)] };
  }
  const signed = { ...base, signer: keyId(key) };
  const statement = statementOf(body);
  if (statement === undefined) {
    const message = 'what was signed is no statement about a plan';
    return {
      ...signed,
      passed: ['signature'],
      problems: [evidenceTrouble('FW-EVD-0004', 'envelope', message)],
    };
  }
  const files = wrongFiles(bundle, statement);
  if (files.length > 0) return { ...signed, passed: ['signature', 'statement'], problems: files };
  return { ...signed, ...content(bundle, statement) };
}

function statementOf(body: Uint8Array): Statement | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    return statementSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Files that are missing, too many, or not the ones that were signed for. */
function wrongFiles({ files }: Bundle, { subject, predicate }: Statement): readonly Diagnostic[] {
  const named = [...subject, ...predicate.inputs];
  const names = new Set(named.map(({ name }) => name));
  return [
    ...[planName, scenarioName]
      .filter((name) => !names.has(name))
      .map((name) => wrongFile(name, 'is not signed for')),
    ...named.flatMap(({ name, digest }) => {
      const text = Object.hasOwn(files, name) ? files[name] : undefined;
      if (text === undefined) return [wrongFile(name, 'is missing')];
      return sha256Hex(text) === digest.sha256
        ? []
        : [wrongFile(name, 'is not the file that was signed for')];
    }),
    ...Object.keys(files)
      .filter((name) => !names.has(name))
      .map((name) => wrongFile(name, 'was not signed for')),
  ];
}

function wrongFile(name: string, what: string): Diagnostic {
  return evidenceTrouble('FW-EVD-0005', name, `${name} ${what}`);
}

/** What the files say, once they are known to be those that were signed for. */
function content(
  { files }: Bundle,
  statement: Statement,
): Pick<VerifiedBundle, 'passed' | 'problems' | 'ground'> {
  const passed: VerifiedBundle['passed'] = ['signature', 'statement', 'files'];
  const { plan, diagnostics } = readPlan(planName, files[planName] ?? '');
  if (plan === undefined) return { passed, problems: diagnostics, ground: undefined };
  const { plan: claimed, search } = statement.predicate;
  if (canonicalJson([claimsOf(plan), searchOf(plan)]) !== canonicalJson([claimed, search])) {
    const message = 'what the statement says of the plan is not what the plan says';
    return { passed, problems: [evidenceTrouble('FW-EVD-0006', planName, message)], ground: undefined };
  }
  const world = worldOf(
    Object.entries(files)
      .filter(([name]) => name.startsWith('catalog/'))
      .map(([path, text]) => ({ path, text })),
  );
  const scenario = { path: scenarioPath(plan), text: files[scenarioName] ?? '' };
  const prepared = prepareScenario(scenario, world, choiceOf(plan));
  if (!prepared.ok) {
    const why = prepared.diagnostics.find((one) => hasErrors([one]))?.message ?? '';
    const message = `the inputs of the bundle cannot be used: ${why}`;
    return {
      passed: [...passed, 'claims'],
      problems: [evidenceTrouble('FW-EVD-0007', scenarioName, message)],
      ground: undefined,
    };
  }
  const ground = { plan, prepared, statement };
  const found = findingsOf(checkPlan({ plan, ...prepared }));
  const said = statement.predicate.checker.violations;
  if (canonicalJson(found) !== canonicalJson(said)) {
    const { fleetwright } = statement.predicate.madeBy;
    const message = `the checker finds ${count(found.length)}, the statement says ${count(said.length)}${found[0] === undefined ? '' : `: ${found[0].sentence}`}`;
    const hint =
      fleetwright === version ? undefined : `the bundle is of version ${fleetwright}, this is ${version}`;
    return {
      passed: [...passed, 'claims', 'inputs'],
      problems: [evidenceTrouble('FW-EVD-0008', planName, message, hint)],
      ground,
    };
  }
  const problems = found.map(({ code, sentence }) =>
    evidenceTrouble('FW-EVD-0009', planName, `${code}: ${sentence}`),
  );
  return { passed: [...passed, 'claims', 'inputs', 'checker'], problems, ground };
}

function count(violations: number): string {
  return violations === 0 ? 'no violation' : `${violations} violation${violations === 1 ? '' : 's'}`;
}
