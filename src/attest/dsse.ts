import { sign, verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { keyId } from './keys.ts';

/**
 * A DSSE envelope: a payload with signatures over it and its type. `keyid` is a hint, and no decision rests on it.
 * Source: https://github.com/secure-systems-lab/dsse/blob/master/envelope.md, version 1.0.0.
 */
export const envelopeSchema = z.object({
  payload: z.string(),
  payloadType: z.string(),
  signatures: z.array(z.object({ keyid: z.string().optional(), sig: z.string() })).min(1),
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** `DSSEv1 SP LEN(type) SP type SP LEN(body) SP body`, lengths in bytes: what is signed. */
export function preAuthenticationEncoding(type: string, body: Uint8Array): Uint8Array {
  const typeBytes = Buffer.from(type, 'utf8');
  return Buffer.concat([
    Buffer.from(`DSSEv1 ${typeBytes.length} `),
    typeBytes,
    Buffer.from(` ${body.length} `),
    body,
  ]);
}

/** Signs a payload with an Ed25519 key. */
export function signEnvelope(
  payloadType: string,
  body: Uint8Array,
  key: KeyObject,
  publicKey: KeyObject,
): Envelope {
  const signature = sign(null, preAuthenticationEncoding(payloadType, body), key);
  return {
    payloadType,
    payload: Buffer.from(body).toString('base64'),
    signatures: [{ keyid: keyId(publicKey), sig: signature.toString('base64') }],
  };
}

/** The payload when the key signed it and it has the type; undefined else. Signatures of others are passed over. */
export function openEnvelope(
  envelope: Envelope,
  payloadType: string,
  key: KeyObject,
): Uint8Array | undefined {
  const body = decodeBase64(envelope.payload);
  if (body === undefined || envelope.payloadType !== payloadType) return undefined;
  const signed = preAuthenticationEncoding(envelope.payloadType, body);
  const holds = envelope.signatures.some(({ sig }) => {
    const bytes = decodeBase64(sig);
    return bytes !== undefined && bytes.length === ed25519Length && verify(null, signed, key, bytes);
  });
  return holds ? body : undefined;
}

const ed25519Length = 64;

/** Standard or URL-safe base64, with or without padding, as DSSE asks; undefined for anything else. */
function decodeBase64(text: string): Uint8Array | undefined {
  const plain = text
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/={1,2}$/u, '');
  const bytes = Buffer.from(plain, 'base64');
  return bytes.toString('base64').replace(/=+$/u, '') === plain ? new Uint8Array(bytes) : undefined;
}
