import {
  makeBundle,
  parseBundle,
  parsePublicKey,
  verifyBundle,
  type Bundle,
  type KeyPair,
  type VerifiedBundle,
} from '../../attest/index.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { readCatalogFiles, type Answer } from '../../pipeline/index.ts';
import { readPlan } from '../../plan/index.ts';

/** A plan to sign for, with what it was made from. */
export interface ToSign {
  readonly plan: string;
  readonly scenario: string;
  /** What the record says of it, where it is a version of one. */
  readonly record: Readonly<Record<string, unknown>> | undefined;
  readonly key: KeyPair;
}

/** Makes a signed bundle of a plan and everything it was made from. */
export function makeEvidenceTask({ plan: text, scenario, record, key }: ToSign): Answer<Bundle> {
  const { plan, diagnostics } = readPlan('plan.json', text);
  if (!plan) return { ok: false, problems: diagnostics };
  const made = makeBundle({
    plan,
    planText: text,
    scenarioText: scenario,
    catalogFiles: readCatalogFiles(),
    ...(record && { record }),
    key,
  });
  return 'envelope' in made ? { ok: true, value: made } : { ok: false, problems: made };
}

/** What was found of a bundle, as plain data. */
export interface EvidenceVerdict extends Pick<VerifiedBundle, 'trusted'> {
  readonly ok: boolean;
  readonly signer: string | null;
  readonly passed: VerifiedBundle['passed'][number][];
  readonly statement: Record<string, unknown> | null;
  readonly problems: readonly Diagnostic[];
}

/** Verifies a bundle with nothing but itself and, where given, the signer's key (PEM). */
export function verifyEvidenceTask({
  bundle: text,
  key,
}: {
  readonly bundle: string;
  readonly key: string | undefined;
}): Answer<EvidenceVerdict> {
  const bundle = parseBundle('bundle', text);
  if ('code' in bundle) return { ok: false, problems: [bundle] };
  const trusted = key === undefined ? undefined : parsePublicKey(key);
  if (key !== undefined && trusted === undefined) return { ok: false, problems: [noKey] };
  const found = verifyBundle(bundle, trusted);
  return {
    ok: true,
    value: {
      ok: found.problems.length === 0,
      signer: found.signer ?? null,
      trusted: found.trusted,
      passed: [...found.passed],
      statement: found.ground === undefined ? null : { ...found.ground.statement },
      problems: found.problems,
    },
  };
}

const noKey: Diagnostic = {
  code: 'FW-EVD-0001',
  severity: 'error',
  path: ['body', 'key'],
  message: 'this is no public Ed25519 key in PEM',
};
