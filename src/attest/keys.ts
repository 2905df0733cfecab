import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Diagnostic } from '../diagnostics/index.ts';
import { errorCode, fileTrouble, makeFolders, readTextFile } from '../files/index.ts';
import { evidenceTrouble } from './messages.ts';

/** Both halves of a key. */
export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** Where the private key is unless the user says otherwise; the public one stands beside it as `.pub`. */
export const defaultKeyPath = '.fleetwright/evidence.key';

/** SHA-256 of the public key (SubjectPublicKeyInfo, DER), hex: what two people compare. */
export function keyId(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

/** A public key as PEM. */
export function publicPem(publicKey: KeyObject): string {
  return publicKey.export({ type: 'spki', format: 'pem' }).toString();
}

/**
 * Makes an Ed25519 key pair: the private key in a file that only its owner reads (mode 600), the public one beside it with
 * `.pub`. Existing keys are never written over, as what they signed could not be signed again.
 */
export function makeKeyPair(path: string): KeyPair | Diagnostic {
  const pair = generateKeyPairSync('ed25519');
  const pem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  try {
    makeFolders(dirname(path));
    writeFileSync(path, pem, { mode: 0o600, flag: 'wx' });
    chmodSync(path, 0o600);
    writeFileSync(`${path}.pub`, publicPem(pair.publicKey), { mode: 0o644, flag: 'wx' });
    return pair;
  } catch (error) {
    return errorCode(error) === 'EEXIST'
      ? evidenceTrouble(
          'FW-EVD-0001',
          path,
          `there is a key at ${path} already; nothing was written`,
          'name another file: --out FILE',
        )
      : fileTrouble('FW-FILE-0002', path, `cannot write ${path}: ${errorCode(error)}`);
  }
}

/** Reads a private key to sign with. */
export function readKeyPair(path: string): KeyPair | Diagnostic {
  const file = readTextFile(path);
  if ('code' in file) return { ...file, hint: `make a key first: fleetwright evidence key --out ${path}` };
  try {
    const privateKey = createPrivateKey(file.text);
    if (privateKey.asymmetricKeyType === 'ed25519')
      return { privateKey, publicKey: createPublicKey(privateKey) };
  } catch {
    // Said below, like a key of another kind.
  }
  return evidenceTrouble(
    'FW-EVD-0001',
    path,
    `${path} holds no private Ed25519 key`,
    'make one: fleetwright evidence key',
  );
}

/** Reads a public key in PEM; undefined when it is none. A private key is none: its owner should not have to show it. */
export function parsePublicKey(pem: string): KeyObject | undefined {
  if (pem.includes('PRIVATE KEY')) return undefined;
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch {
    return undefined;
  }
}
