import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, TokenCost, Buffer>(scrypt);

/** Cost of scrypt; each hash says its own, so that it can be changed. */
export interface TokenCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** 16 MiB and some tens of milliseconds. A secret of 256 bits needs no more. */
export const usualTokenCost: TokenCost = { N: 16_384, r: 8, p: 1 };

/** A token that was made: shown once, then only its hash is known. */
export interface FreshToken {
  readonly id: string;
  /** `fw_ID_SECRET`. */
  readonly token: string;
  readonly hash: string;
}

/** Makes a token. */
export async function makeToken(cost: TokenCost = usualTokenCost): Promise<FreshToken> {
  const id = randomBytes(8).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  const salt = randomBytes(16);
  const derived = await derive(secret, salt, 32, cost);
  const hash = [
    'scrypt',
    cost.N,
    cost.r,
    cost.p,
    salt.toString('base64url'),
    derived.toString('base64url'),
  ].join('$');
  return { id, token: `fw_${id}_${secret}`, hash };
}

/** Id and secret of a token as written; undefined where it is none. */
export function splitToken(token: string): { readonly id: string; readonly secret: string } | undefined {
  const { id, secret } = /^fw_(?<id>[0-9a-f]{16})_(?<secret>[\w-]{43})$/u.exec(token)?.groups ?? {};
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

/** True when a secret is the one of a hash. */
export async function fits(secret: string, hash: string): Promise<boolean> {
  const [kind, N, r, p, salt, derived] = hash.split('$');
  if (kind !== 'scrypt' || salt === undefined || derived === undefined) return false;
  const expected = Buffer.from(derived, 'base64url');
  const found = await derive(secret, Buffer.from(salt, 'base64url'), expected.length, {
    N: Number(N),
    r: Number(r),
    p: Number(p),
  });
  return timingSafeEqual(found, expected);
}

/** A short name of a token in memory, from which it cannot be had. */
export function fingerprint(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
