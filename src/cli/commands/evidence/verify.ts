import { parsePublicKey, readBundle, reproduce, verifyBundle } from '../../../attest/index.ts';
import { readTextFile } from '../../../files/index.ts';
import { exitCodes, type Command } from '../../command.ts';
import { complaint } from '../../messages.ts';
import { progressLine } from '../../progress-line.ts';
import { textFlag } from '../../record/desk.ts';
import { refuse } from '../../refuse.ts';
import { print } from '../record/look.ts';
import { verifiedTable } from './verified-table.ts';

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
    if ('code' in bundle) return refuse(terminal, [bundle]);
    const keyFile = textFlag(flags.key);
    const pem = keyFile === undefined ? undefined : readTextFile(keyFile);
    if (pem !== undefined && 'code' in pem) return refuse(terminal, [pem]);
    const key = pem === undefined ? undefined : parsePublicKey(pem.text);
    if (pem !== undefined && key === undefined)
      return refuse(terminal, [
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
