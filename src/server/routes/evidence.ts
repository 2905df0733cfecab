import { createRoute, z } from '@hono/zod-openapi';
import { bundleSchema, keyId, makeKeyPair, publicPem, type KeyPair } from '../../attest/index.ts';
import { readRecord, recordSummary, versionOf } from '../../store/index.ts';
import { json, jsonBody } from '../http/media.ts';
import { planReference, planTexts, scenarioMissing, type PlanReference } from '../http/plan-reference.ts';
import { diagnosticSchema, problem, problems, refused, sent } from '../http/problem.ts';
import { scenarioReference } from '../http/references.ts';
import { router, type Router } from '../http/router.ts';
import { trouble } from '../messages.ts';
import type { Services } from '../services.ts';

const tags = ['evidence'];

/** A bundle under its name in the OpenAPI document; its numbers and names are checked again where it is read. */
const bundle = z
  .object(bundleSchema.shape)
  .openapi('EvidenceBundle', { description: 'A signed statement (DSSE, in-toto) and every file it names' });

const make = createRoute({
  method: 'post',
  path: '/v1/evidence',
  operationId: 'makeEvidence',
  tags,
  summary:
    'A signed bundle of a plan and everything it was made from, for whoever trusts neither you nor the optimiser',
  description:
    'Signed with the key of the server (`--evidence-key`). Of a version of a record, who made, signed for and approved it is in the statement. Save the answer as it is: `fleetwright evidence verify FILE` verifies it.',
  request: {
    body: jsonBody(
      z
        .strictObject({
          plan: planReference,
          scenario: scenarioReference.optional().describe('What it was made from, where that is not known'),
        })
        .openapi('MakeEvidence'),
    ),
  },
  responses: { 200: json('The bundle', bundle), ...problems(400, 404, 409, 415, 422, 503) },
});

const verify = createRoute({
  method: 'post',
  path: '/v1/evidence/verify',
  operationId: 'verifyEvidence',
  tags,
  summary: 'Verifies a bundle: signature, hashes, and the checker run again on what is in it',
  request: {
    body: jsonBody(
      z
        .strictObject({
          bundle,
          key: z
            .string()
            .max(10_000)
            .optional()
            .describe(
              'Public key of the signer (PEM), got by another way; without it changes show, not who signed',
            ),
        })
        .openapi('VerifyEvidence'),
    ),
  },
  responses: {
    200: json(
      'What was found',
      z
        .object({
          ok: z.boolean().describe('Everything holds'),
          signer: z.string().nullable().describe('Fingerprint of the key the signature holds under'),
          trusted: z.boolean().describe('The key is the one you gave'),
          passed: z
            .array(z.enum(['signature', 'statement', 'files', 'claims', 'inputs', 'checker']))
            .describe('Steps that were passed, in order'),
          statement: z
            .record(z.string(), z.unknown())
            .nullable()
            .describe('What was signed, once all files hold'),
          problems: z.array(diagnosticSchema).describe('Everything that is wrong'),
        })
        .openapi('EvidenceVerdict'),
    ),
    ...problems(400, 415, 422, 503),
  },
});

const keyResponse = json(
  'Compare the fingerprint with one got by another way',
  z
    .object({ fingerprint: z.string().describe('SHA-256, hex'), publicKey: z.string().describe('PEM') })
    .openapi('EvidenceKey'),
);

const key = createRoute({
  method: 'get',
  path: '/v1/evidence/key',
  operationId: 'readEvidenceKey',
  tags,
  summary: 'The public key that evidence of this server is signed with',
  responses: { 200: keyResponse, ...problems(404) },
});

const makeKey = createRoute({
  method: 'post',
  path: '/v1/evidence/key',
  operationId: 'makeEvidenceKey',
  tags,
  summary: 'Makes the key that evidence is signed with, where this server may keep one and has none yet',
  description:
    'As `fleetwright evidence key` does: the private key goes to a file that only its owner reads, and never over HTTP. The studio may; `serve` is given its key with `--evidence-key`.',
  responses: { 200: keyResponse, ...problems(409) },
});

const unsigned = trouble(
  'FW-HTTP-0019',
  ['evidence'],
  'this server has no key to sign with',
  'start it with --evidence-key FILE',
);

const keyed = trouble('FW-HTTP-0019', ['evidence'], 'this server has a key already; it is never replaced');

function shown({ publicKey }: KeyPair): { readonly fingerprint: string; readonly publicKey: string } {
  return { fingerprint: keyId(publicKey), publicKey: publicPem(publicKey) };
}

/** Evidence: signed bundles of plans. */
export function evidenceRoutes(services: Services): Router {
  const app = router();
  const { compute, settings } = services;
  let pair = settings.evidenceKey;

  app.openapi(make, async (c) => {
    const { plan, scenario } = c.req.valid('json');
    if (pair === undefined) return problem(c, 409, [unsigned]);
    const texts = await planTexts(services, plan, scenario);
    if ('code' in texts) return problem(c, 404, [texts]);
    if (texts.scenario === undefined) return refused(c, [scenarioMissing]);
    const answer = await compute.run(
      'makeEvidence',
      {
        plan: texts.plan,
        scenario: texts.scenario.text,
        record: await summaryFor(services, plan),
        key: pair,
      },
      c.req.raw.signal,
    );
    return answer.ok ? c.json(answer.value, 200) : refused(c, answer.problems);
  });

  app.openapi(verify, async (c) => {
    const asked = c.req.valid('json');
    const input = { bundle: JSON.stringify(asked.bundle), key: asked.key };
    const answer = await compute.run('verifyEvidence', input, c.req.raw.signal);
    if (!answer.ok) return refused(c, answer.problems);
    return c.json({ ...answer.value, problems: sent(answer.value.problems) }, 200);
  });

  app.openapi(key, (c) => {
    if (pair === undefined) return problem(c, 404, [unsigned]);
    return c.json(shown(pair), 200);
  });

  app.openapi(makeKey, (c) => {
    const file = settings.evidenceKeyFile;
    if (pair !== undefined) return problem(c, 409, [keyed]);
    if (file === undefined) return problem(c, 409, [unsigned]);
    const made = makeKeyPair(file);
    if ('code' in made) return problem(c, 409, [made]);
    pair = made;
    return c.json(shown(made), 200);
  });

  return app;
}

async function summaryFor(
  { store }: Pick<Services, 'store'>,
  plan: PlanReference,
): Promise<ReturnType<typeof recordSummary> | undefined> {
  if (!('record' in plan)) return undefined;
  const state = await readRecord(store, plan.record);
  const version = 'code' in state ? undefined : versionOf(state, plan.version);
  return 'code' in state || version === undefined ? undefined : recordSummary(state, version);
}
