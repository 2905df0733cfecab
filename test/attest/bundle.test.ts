import { generateKeyPairSync } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  keyId,
  makeBundle,
  makeKeyPair,
  parsePublicKey,
  readBundle,
  readKeyPair,
  reproduce,
  verifyBundle,
  writeBundle,
  type Bundle,
} from '../../src/attest/index.ts';
import { signEnvelope } from '../../src/attest/dsse.ts';
import { packageRoot } from '../../src/files/index.ts';
import { planScenario, readCatalogFiles } from '../../src/pipeline/index.ts';
import { writePlan, type PlanFile } from '../../src/plan/index.ts';
import { run } from '../../src/cli/listening.ts';
import { freshFolder } from '../fixtures/databases.ts';
import { planGolden, prepareGolden } from '../golden-cases.ts';

const key = generateKeyPairSync('ed25519');
const scenarioText = readFileSync(`${packageRoot}scenarios/research-centre.yaml`, 'utf8');
const plan: PlanFile = await planGolden({ name: 'x', scenario: 'research-centre', status: 'planned' });

function bundleOf(one: PlanFile, scenario = scenarioText): Bundle {
  const made = makeBundle({
    plan: one,
    planText: writePlan(one),
    scenarioText: scenario,
    catalogFiles: readCatalogFiles(),
    key,
  });
  if (!('envelope' in made)) throw new Error(made[0]?.message);
  return made;
}

const good = bundleOf(plan);
type Statement = Record<string, unknown> & { predicate: Record<string, unknown>; subject: unknown[] };

function statementOf({ envelope }: Bundle): Statement {
  return JSON.parse(Buffer.from(envelope.payload, 'base64').toString()) as Statement;
}

/** The statement changed, and signed again: by the same key unless told otherwise. */
function resigned(change: (statement: Statement) => void, type = 'application/vnd.in-toto+json'): Bundle {
  const statement = statementOf(good);
  change(statement);
  const body = new TextEncoder().encode(JSON.stringify(statement));
  return { ...good, envelope: signEnvelope(type, body, key.privateKey, key.publicKey) };
}

function withFile(name: string, text: string): Bundle {
  return { ...good, files: { ...good.files, [name]: text } };
}

function withoutFile(name: string): Bundle {
  return { ...good, files: Object.fromEntries(Object.entries(good.files).filter(([one]) => one !== name)) };
}

const other = generateKeyPairSync('ed25519');
const catalogFile = Object.keys(good.files).find((name) => name.startsWith('catalog/rules/'))!;
const planText = good.files['plan.json']!;

/** Every part of a bundle, spoiled in some way, and what has to be found. */
const mutations: readonly (readonly [string, Bundle, string])[] = [
  [
    'another payload',
    { ...good, envelope: { ...good.envelope, payload: Buffer.from('{}').toString('base64') } },
    'FW-EVD-0003',
  ],
  [
    'a payload with one byte changed',
    { ...good, envelope: { ...good.envelope, payload: good.envelope.payload.replace('a', 'b') } },
    'FW-EVD-0003',
  ],
  ['another type', { ...good, envelope: { ...good.envelope, payloadType: 'text/plain' } }, 'FW-EVD-0003'],
  ['another type, signed', resigned(() => undefined, 'text/plain'), 'FW-EVD-0003'],
  [
    'no good signature',
    { ...good, envelope: { ...good.envelope, signatures: [{ sig: Buffer.alloc(64).toString('base64') }] } },
    'FW-EVD-0003',
  ],
  [
    'another public key',
    { ...good, publicKey: other.publicKey.export({ type: 'spki', format: 'pem' }).toString() },
    'FW-EVD-0003',
  ],
  ['no public key', { ...good, publicKey: 'none' }, 'FW-EVD-0001'],
  [
    'a statement of another type',
    resigned((statement) => (statement._type = 'https://in-toto.io/Statement/v0.1')),
    'FW-EVD-0004',
  ],
  [
    'a statement about something else',
    resigned((statement) => (statement.predicateType = 'https://slsa.dev/provenance/v1')),
    'FW-EVD-0004',
  ],
  ['a statement without a subject', resigned((statement) => (statement.subject = [])), 'FW-EVD-0004'],
  [
    'a statement that is signed but not there',
    {
      ...good,
      envelope: signEnvelope(
        'application/vnd.in-toto+json',
        new Uint8Array([255]),
        key.privateKey,
        key.publicKey,
      ),
    },
    'FW-EVD-0004',
  ],
  [
    'a plan with one character changed',
    withFile('plan.json', planText.replace('"seed": 1', '"seed": 2')),
    'FW-EVD-0005',
  ],
  ['a plan that is spelled differently', withFile('plan.json', `${planText}\n`), 'FW-EVD-0005'],
  ['another scenario', withFile('scenario.yaml', `${scenarioText}# more\n`), 'FW-EVD-0005'],
  ['another rule', withFile(catalogFile, `${good.files[catalogFile]!}# more\n`), 'FW-EVD-0005'],
  ['no plan', withoutFile('plan.json'), 'FW-EVD-0005'],
  ['no scenario', withoutFile('scenario.yaml'), 'FW-EVD-0005'],
  ['a rule less', withoutFile(catalogFile), 'FW-EVD-0005'],
  ['a file more', withFile('catalog/rules/own.yaml', '{}'), 'FW-EVD-0005'],
  [
    'a scenario nobody signed for',
    resigned(({ predicate }) => (predicate.inputs as unknown[]).shift()),
    'FW-EVD-0005',
  ],
  [
    'a verdict that the plan does not give',
    resigned(
      ({ predicate }) =>
        ((predicate.plan as { verdicts: { verdict: string }[] }).verdicts[0]!.verdict = 'conditions'),
    ),
    'FW-EVD-0006',
  ],
  [
    'another rule set',
    resigned(({ predicate }) => ((predicate.plan as { ruleSet: { hash: string } }).ruleSet.hash = '0')),
    'FW-EVD-0006',
  ],
  [
    'another seed',
    resigned(({ predicate }) => ((predicate.plan as { seed: number }).seed = 7)),
    'FW-EVD-0006',
  ],
  [
    'a search that the plan was not made with',
    resigned(({ predicate }) => ((predicate.search as { gap: number }).gap = 0.5)),
    'FW-EVD-0006',
  ],
  [
    'a proof that the plan does not have',
    resigned(({ predicate }) => ((predicate.plan as { simulation: unknown }).simulation = { seed: 1 })),
    'FW-EVD-0006',
  ],
  [
    'a finding the checker does not make',
    resigned(
      ({ predicate }) =>
        ((predicate.checker as { violations: unknown[] }).violations = [
          { code: 'FW-CHK-0001', where: 'plan', sentence: 'no' },
        ]),
    ),
    'FW-EVD-0008',
  ],
];

describe('evidence', () => {
  it('holds as it was made, with nothing but itself and the signer’s key', () => {
    const verified = verifyBundle(good, key.publicKey);
    expect(verified.problems).toEqual([]);
    expect(verified.passed).toEqual(['signature', 'statement', 'files', 'claims', 'inputs', 'checker']);
    expect(verified).toMatchObject({ signer: keyId(key.publicKey), trusted: true });
    expect(verifyBundle(good)).toMatchObject({ problems: [], trusted: false });
  });

  it('is an in-toto statement with hashes that others work out too', () => {
    expect(statementOf(good)).toMatchObject({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: 'plan.json' }],
      predicateType: 'urn:fleetwright:evidence:plan:v1',
    });
    expect(good.envelope.payloadType).toBe('application/vnd.in-toto+json');
  });

  it('is the same bytes from the same inputs and key', () => {
    expect(writeBundle(bundleOf(plan))).toBe(writeBundle(good));
  });

  it.each(mutations)('does not hold with %s', (_, bundle, code) => {
    const { problems } = verifyBundle(bundle);
    expect(problems[0]).toMatchObject({ code });
  });

  it('does not hold under a key that did not sign', () => {
    expect(verifyBundle(good, other.publicKey).problems).toMatchObject([{ code: 'FW-EVD-0003' }]);
  });

  it('says so when the plan it is about holds violations, and when that was hidden', () => {
    const [line, ...lines] = plan.lines;
    const spoiled = { ...plan, lines: [{ ...line!, count: line!.count + 1 }, ...lines] };
    const bundle = bundleOf(spoiled);
    const { problems, passed } = verifyBundle(bundle, key.publicKey);
    expect(passed).toContain('checker');
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.every(({ code }) => code === 'FW-EVD-0009')).toBe(true);
    const statement = statementOf(bundle);
    (statement.predicate.checker as { violations: unknown[] }).violations = [];
    const body = new TextEncoder().encode(JSON.stringify(statement));
    const hidden = {
      ...bundle,
      envelope: signEnvelope('application/vnd.in-toto+json', body, key.privateKey, key.publicKey),
    };
    expect(verifyBundle(hidden, key.publicKey).problems).toMatchObject([{ code: 'FW-EVD-0008' }]);
  });

  it('plans the same bytes again from the bundle alone, and sees when it cannot', async () => {
    const watch = { signal: new AbortController().signal, onProgress: () => undefined };
    const ground = verifyBundle(good).ground!;
    expect(await reproduce(ground, watch)).toBeUndefined();
    const different = { ...ground, plan: { ...plan, title: 'Another' } };
    expect(await reproduce(different, watch)).toMatchObject({
      code: 'FW-EVD-0010',
      message: expect.stringContaining('title'),
    });
  });
});

describe('a plan searched otherwise', () => {
  it('comes out again with its own gap and time, and with the rates it counts on', async () => {
    const watch = { signal: new AbortController().signal, onProgress: () => undefined };
    const prepared = prepareGolden({ name: 'x', scenario: 'eu-neocloud', status: 'planned' });
    const [service] = prepared.scenario.services;
    const text = readFileSync(`${packageRoot}scenarios/eu-neocloud.yaml`, 'utf8');
    const asked = { gap: 0.3, timeLimit: 600, seed: 3 };
    const made = await planScenario(prepared, { ...asked, ...watch }, new Map([[service!.id, 0.9]]));
    expect(made).toMatchObject({ search: { gap: 0.3, timeLimit: 600 }, seed: 3 });
    const { ground, problems } = verifyBundle(bundleOf(made, text));
    expect(problems).toEqual([]);
    expect(ground?.statement.predicate.search).toEqual(asked);
    expect(await reproduce(ground!, watch)).toBeUndefined();
  });
});

describe('the command', () => {
  it('makes keys for their owner alone, and never over others', async () => {
    const path = join(freshFolder(), 'deep', 'signing.key');
    const made = makeKeyPair(path);
    if ('code' in made) throw new Error(made.message);
    expect(process.platform === 'win32' || statSync(path).mode % 0o1000 === 0o600).toBe(true);
    const kept = readFileSync(path, 'utf8');
    expect(makeKeyPair(path)).toMatchObject({ code: 'FW-EVD-0001' });
    expect(readFileSync(path, 'utf8')).toBe(kept);
    const pair = readKeyPair(path);
    if ('code' in pair) throw new Error(pair.message);
    expect(keyId(pair.publicKey)).toBe(keyId(parsePublicKey(readFileSync(`${path}.pub`, 'utf8'))!));
    expect(parsePublicKey(kept)).toBeUndefined();
    expect(readKeyPair(`${path}.pub`)).toMatchObject({ code: 'FW-EVD-0001' });
  });

  it('makes a file or a folder that verifies, and refuses what is none', async () => {
    const folder = freshFolder();
    const at = (name: string): string => join(folder, name);
    writeFileSync(at('plan.json'), planText);
    const asked = [
      at('plan.json'),
      '--scenario',
      `${packageRoot}scenarios/research-centre.yaml`,
      '--key',
      at('k'),
    ];
    expect((await run(['evidence', ...asked, '--out', at('b.json')])).code).toBe(2);
    expect((await run(['evidence', 'key', '--out', at('k')])).code).toBe(0);
    for (const out of ['plan.json', 'k'])
      expect((await run(['evidence', ...asked, '--out', at(out)])).err).toContain('is read by this command');
    expect(readFileSync(at('plan.json'), 'utf8')).toBe(planText);
    writeFileSync(at('none.json'), '{}');
    expect((await run(['evidence', at('none.json'), '--key', at('k'), '--out', at('b.json')])).err).toContain(
      'missing key `status`',
    );
    for (const out of ['b.json', 'b']) {
      expect((await run(['evidence', ...asked, '--out', at(out)])).code).toBe(0);
      const { code, out: text } = await run(['evidence', 'verify', at(out), '--key', at('k.pub'), '--json']);
      expect(code).toBe(0);
      expect(JSON.parse(text)).toMatchObject({ ok: true, trusted: true });
    }
    writeFileSync(at('b/files/scenario.yaml'), `${scenarioText}\n`);
    expect((await run(['evidence', 'verify', at('b')])).code).toBe(3);
    for (const text of [
      '',
      '{}',
      '[]',
      'null',
      JSON.stringify({ ...good, files: { '../x': '' } }),
      '{"format":',
    ])
      expect((writeFileSync(at('bad.json'), text), readBundle(at('bad.json')))).toMatchObject({
        code: 'FW-EVD-0002',
      });
  });

  it('verifies without the solver: it is not there', () => {
    const folder = freshFolder();
    writeFileSync(join(folder, 'b.json'), writeBundle(good));
    const hook = `import { registerHooks } from 'node:module';
      registerHooks({ resolve(name, context, next) {
        if (name === 'highs') throw new Error('there is no solver here');
        return next(name, context);
      } });`;
    writeFileSync(join(folder, 'hook.mjs'), hook);
    const verify = (...more: readonly string[]): string =>
      execFileSync(
        process.execPath,
        [
          '--import',
          join(folder, 'hook.mjs'),
          `${packageRoot}bin/fleetwright.js`,
          'evidence',
          'verify',
          join(folder, 'b.json'),
          ...more,
        ],
        { encoding: 'utf8', stdio: 'pipe' },
      );
    expect(JSON.parse(verify())).toMatchObject({ ok: true });
  });
});
