import { dirname } from 'node:path';
import {
  bundleFiles,
  defaultKeyPath,
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
  type VerifiedBundle,
} from '../../attest/index.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { readTextFile, writeTextFile } from '../../files/index.ts';
import { findScenario, readCatalogFiles } from '../../pipeline/index.ts';
import { readPlan } from '../../plan/index.ts';
import { cell, type Section } from '../../report/index.ts';
import { getText, recordSummary, versionOf } from '../../store/index.ts';
import { exitCodes, type Arguments, type Command, type ExitCode } from '../command.ts';
import { readExport, writeExport } from '../export-folder.ts';
import { complaint } from '../messages.ts';
import { clashingFiles } from '../plan-outputs.ts';
import { progressLine } from '../progress-line.ts';
import { atDesk, recordFlag, storeFlag, textFlag } from '../record/desk.ts';
import type { Terminal } from '../terminal.ts';
import { print } from './record/look.ts';

export const evidence: Command = {
  words: ['evidence'],
  summary:
    'Make a signed bundle of a plan and everything it was made from, for somebody who trusts neither you nor the optimiser',
  details:
    'An in-toto statement in a DSSE envelope, signed with Ed25519: hashes of the plan, the scenario and every file of the catalog and its rules, ' +
    'the rule set, the verdict of every line, what the independent checker found, the proof by simulation, versions and seed. The files go ' +
    'along, so that the bundle is enough to verify and to plan again. --out NAME.json writes one file, any other name a folder.',
  positionals: [
    { name: 'PLAN', summary: 'plan file (JSON); or --version of a record', optional: true, complete: 'file' },
  ],
  flags: [
    { name: 'out', value: 'PATH', summary: 'A file (.json) or a folder', required: true, complete: 'file' },
    { name: 'scenario', value: 'FILE', summary: 'The scenario the plan was made from', complete: 'file' },
    { name: 'key', value: 'FILE', summary: `Private key (default ${defaultKeyPath})`, complete: 'file' },
    {
      name: 'version',
      value: 'VERSION',
      summary: 'Take plan, scenario and approval from this version of a record',
    },
    recordFlag,
    storeFlag,
  ],
  examples: [
    { line: 'fleetwright evidence plan.json --out bundle.json', does: 'one file to send' },
    {
      line: 'fleetwright evidence --version approved --out out/evidence',
      does: 'the plan in force with its approval, as a folder',
    },
  ],
  async run(args, terminal) {
    const keyPath = textFlag(args.flags.key) ?? defaultKeyPath;
    const clash = clashingFiles({ ...args, flags: { ...args.flags, key: keyPath } }, [
      'PLAN',
      'scenario',
      'key',
      'store',
    ]);
    if (clash.length > 0) return bad(terminal, clash);
    const key = readKeyPair(keyPath);
    const source = await sourceOf(args, terminal);
    const problems = [key, source].filter((one) => 'code' in one);
    if ('code' in key || 'code' in source) return bad(terminal, problems);
    const { plan, diagnostics } = readPlan(source.name, source.planText);
    if (plan === undefined) return bad(terminal, diagnostics);
    const made = makeBundle({
      plan,
      ...source,
      catalogFiles: readCatalogFiles(),
      key,
    });
    if (!('envelope' in made)) return bad(terminal, made);
    const out = textFlag(args.flags.out) ?? '';
    const trouble = writeOut(out, made);
    if (trouble !== undefined) return bad(terminal, [trouble]);
    const verified = verifyBundle(made, key.publicKey);
    terminal.diagnostics(verified.problems);
    const signer = keyId(key.publicKey);
    terminal.result(
      () =>
        [
          `Wrote ${out}: ${Object.keys(made.files).length} files, signed by the key ${signer}.`,
          `Give the public key to whoever shall verify it, by another way: fleetwright evidence verify ${out} --key PUBLIC`,
        ].join('\n'),
      () => ({ written: out, signer, files: Object.keys(made.files).length, problems: verified.problems }),
    );
    return verified.problems.length === 0 ? exitCodes.done : exitCodes.no;
  },
};

/** Plan and scenario, as the files or the record hold them. */
interface Source {
  readonly name: string;
  readonly planText: string;
  readonly scenarioText: string;
  readonly record?: Readonly<Record<string, unknown>>;
}

async function sourceOf(args: Arguments, terminal: Terminal): Promise<Source | Diagnostic> {
  const { flags, positionals } = args;
  const path = positionals.PLAN;
  if (path === undefined) return recordSource(args, terminal);
  const file = readTextFile(path);
  if ('code' in file) return file;
  const { plan } = readPlan(path, file.text);
  // What is no plan has no scenario to look for; what is wrong with it is said where it is read for the bundle.
  if (plan === undefined) return { name: path, planText: file.text, scenarioText: '' };
  const scenario = readTextFile(textFlag(flags.scenario) ?? findScenario(plan.scenario, dirname(path)));
  if ('code' in scenario) return { ...scenario, hint: 'say where the scenario is: --scenario FILE' };
  return { name: path, planText: file.text, scenarioText: scenario.text };
}

async function recordSource(args: Arguments, terminal: Terminal): Promise<Source | Diagnostic> {
  const written = textFlag(args.flags.version);
  if (written === undefined)
    return complaint('FW-CLI-0003', 'PLAN', 'missing PLAN: a plan file, or --version of a record');
  let found: Source | Diagnostic = complaint('FW-CLI-0008', 'version', `no version ${written} could be read`);
  await atDesk(args, terminal, async ({ store, state, version }) => {
    const current = await state();
    const number = 'code' in current ? current : version(current, written);
    if ('code' in current || typeof number !== 'number') {
      if (typeof number !== 'number') found = number;
      return exitCodes.badInput;
    }
    const shown = versionOf(current, number);
    const planText = await getText(store, shown?.plan ?? '');
    const scenarioText = await getText(store, shown?.scenario ?? '');
    if (shown !== undefined && planText !== undefined && scenarioText !== undefined)
      found = {
        name: `${current.id} v${number}`,
        planText,
        scenarioText,
        record: recordSummary(current, shown),
      };
    return exitCodes.done;
  });
  return found;
}

function writeOut(out: string, bundle: Bundle): Diagnostic | undefined {
  if (out.endsWith('.json')) return writeTextFile(out, writeBundle(bundle));
  const shape = { shape: 'folder', name: 'evidence' } as const;
  const strange = readExport(out, shape, '').foreign[0];
  if (strange === undefined) return writeExport(out, shape, bundleFiles(bundle));
  return complaint(
    'FW-CLI-0007',
    out,
    `${out} holds ${strange}, which is no part of a bundle; nothing was written`,
    'choose another folder',
  );
}

export const evidenceKey: Command = {
  words: ['evidence', 'key'],
  summary: 'Make a key pair to sign evidence with (Ed25519)',
  details:
    'The private key is written for its owner alone (mode 600) and never overwritten; the public one beside it with `.pub`. Publish the ' +
    'fingerprint where people can compare it.',
  positionals: [],
  flags: [{ name: 'out', value: 'FILE', summary: `Where (default ${defaultKeyPath})`, complete: 'file' }],
  examples: [{ line: 'fleetwright evidence key', does: `makes ${defaultKeyPath} and ${defaultKeyPath}.pub` }],
  async run(args, terminal) {
    const path = textFlag(args.flags.out) ?? defaultKeyPath;
    const made = makeKeyPair(path);
    if ('code' in made) return bad(terminal, [made]);
    const fingerprint = keyId(made.publicKey);
    terminal.result(
      () => `Wrote ${path} (keep it to yourself) and ${path}.pub.\nFingerprint: ${fingerprint}`,
      () => ({ privateKey: path, publicKey: `${path}.pub`, fingerprint }),
    );
    return exitCodes.done;
  },
};

export const evidenceVerify: Command = {
  words: ['evidence', 'verify'],
  keepsWork: true,
  summary:
    'Verify a bundle: signature, hashes, and the checker run again on the inputs in the bundle; the optimiser has no part in it',
  details:
    'Without --key the signature is held against the key that comes with the bundle: that shows changes, not who signed. ' +
    '--reproduce plans anew from the bundle alone and compares the bytes. Exit code 3 when anything does not hold.',
  positionals: [{ name: 'BUNDLE', summary: 'file or folder', complete: 'file' }],
  flags: [
    {
      name: 'key',
      value: 'FILE',
      summary: 'Public key of the signer (PEM), got by another way',
      complete: 'file',
    },
    { name: 'reproduce', summary: 'Also plan anew from the bundle, and compare' },
  ],
  examples: [
    {
      line: 'fleetwright evidence verify bundle.json --key theirs.pub',
      does: 'does everything hold, and did they sign it?',
    },
    {
      line: 'fleetwright evidence verify bundle.json --reproduce',
      does: 'does the same plan come out again?',
    },
  ],
  async run({ positionals, flags }, terminal) {
    const path = positionals.BUNDLE ?? '';
    const bundle = readBundle(path);
    if ('code' in bundle) return bad(terminal, [bundle]);
    const keyFile = textFlag(flags.key);
    const pem = keyFile === undefined ? undefined : readTextFile(keyFile);
    if (pem !== undefined && 'code' in pem) return bad(terminal, [pem]);
    const key = pem === undefined ? undefined : parsePublicKey(pem.text);
    if (pem !== undefined && key === undefined)
      return bad(terminal, [
        complaint(
          'FW-CLI-0004',
          'key',
          `${keyFile} holds no public Ed25519 key`,
          'name the file that ends with .pub',
        ),
      ]);
    const verified = verifyBundle(bundle, key);
    const problems = [...verified.problems];
    const again = flags.reproduce === true && problems.length === 0 && verified.ground !== undefined;
    if (again && verified.ground !== undefined) {
      const differs = await reproduce(verified.ground, {
        signal: terminal.signal,
        onProgress: (progress) => terminal.progress(progressLine(progress)),
      });
      terminal.progress('');
      if (differs !== undefined) problems.push(differs);
    }
    terminal.diagnostics(problems);
    const reproduced = again ? problems.length === 0 : null;
    print(terminal, [verifiedTable(path, verified, reproduced)], () => ({
      ok: problems.length === 0,
      signer: verified.signer ?? null,
      trusted: verified.trusted,
      passed: verified.passed,
      reproduced,
      statement: verified.ground?.statement ?? null,
      problems,
    }));
    return problems.length === 0 ? exitCodes.done : exitCodes.no;
  },
};

const steps = [
  ['signature', 'The signature holds'],
  ['statement', 'What is signed is a statement about a plan'],
  ['files', 'Every file is the one that was signed for'],
  ['claims', 'The statement says what the plan says'],
  ['inputs', 'Scenario, catalog and rules of the bundle can be read'],
  ['checker', 'The checker finds again what was signed'],
] as const;

function verifiedTable(path: string, verified: VerifiedBundle, reproduced: boolean | null): Section {
  const { signer, trusted, passed, ground } = verified;
  const plan = ground?.plan;
  const yes = { tone: 'good' } as const;
  const no = { tone: 'bad' } as const;
  return {
    id: 'evidence',
    title: plan === undefined ? path : `${plan.title}, as of ${plan.asOf}: ${plan.status}`,
    intro:
      signer === undefined
        ? 'Nobody is known to have signed it.'
        : `Signed by ${signer}${trusted ? ', the key you gave.' : ', the key that came with it: compare it with one you got by another way.'}`,
    columns: [{ title: 'What was verified' }, { title: 'Holds' }],
    rows: [
      ...steps.map(([step, title]) => [
        cell(title),
        passed.includes(step) ? cell('yes', yes) : cell('no', no),
      ]),
      ...(ground !== undefined && passed.includes('checker')
        ? [
            [
              cell('The plan keeps every rule and limit'),
              ground.statement.predicate.checker.violations.length === 0 ? cell('yes', yes) : cell('no', no),
            ],
          ]
        : []),
      ...(reproduced === null
        ? []
        : [
            [
              cell('The same plan comes out again, byte for byte'),
              reproduced ? cell('yes', yes) : cell('no', no),
            ],
          ]),
    ],
    empty: '',
  };
}

function bad(terminal: Terminal, problems: readonly Diagnostic[]): ExitCode {
  terminal.diagnostics(problems);
  return exitCodes.badInput;
}
