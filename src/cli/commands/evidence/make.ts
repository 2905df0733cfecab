import {
  bundleFiles,
  defaultKeyPath,
  keyId,
  makeBundle,
  readKeyPair,
  verifyBundle,
  writeBundle,
  type Bundle,
} from '../../../attest/index.ts';
import type { Diagnostic } from '../../../diagnostics/index.ts';
import { writeTextFile } from '../../../files/index.ts';
import { readCatalogFiles } from '../../../pipeline/index.ts';
import { readPlan } from '../../../plan/index.ts';
import { exitCodes, type Command } from '../../command.ts';
import { readExport, writeExport } from '../../export-folder.ts';
import { complaint } from '../../messages.ts';
import { clashingFiles } from '../../plan-outputs.ts';
import { recordFlag, storeFlag, textFlag } from '../../record/desk.ts';
import { refuse } from '../../refuse.ts';
import { sourceOf } from './source.ts';

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
    if (clash.length > 0) return refuse(terminal, clash);
    const key = readKeyPair(keyPath);
    const source = await sourceOf(args, terminal);
    const problems = [key, source].filter((one) => 'code' in one);
    if ('code' in key || 'code' in source) return refuse(terminal, problems);
    const { plan, diagnostics } = readPlan(source.name, source.planText);
    if (plan === undefined) return refuse(terminal, diagnostics);
    const made = makeBundle({
      plan,
      ...source,
      catalogFiles: readCatalogFiles(),
      key,
    });
    if (!('envelope' in made)) return refuse(terminal, made);
    const out = textFlag(args.flags.out) ?? '';
    const trouble = writeOut(out, made);
    if (trouble !== undefined) return refuse(terminal, [trouble]);
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
