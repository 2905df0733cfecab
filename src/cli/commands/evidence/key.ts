import { defaultKeyPath, keyId, makeKeyPair } from '../../../attest/index.ts';
import { exitCodes, type Command } from '../../command.ts';
import { textFlag } from '../../record/desk.ts';
import { refuse } from '../../refuse.ts';

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
    if ('code' in made) return refuse(terminal, [made]);
    const fingerprint = keyId(made.publicKey);
    terminal.result(
      () => `Wrote ${path} (keep it to yourself) and ${path}.pub.\nFingerprint: ${fingerprint}`,
      () => ({ privateKey: path, publicKey: `${path}.pub`, fingerprint }),
    );
    return exitCodes.done;
  },
};
