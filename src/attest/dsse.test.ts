import { createPrivateKey, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openEnvelope, preAuthenticationEncoding, signEnvelope } from './dsse.ts';

const type = 'http://example.com/HelloWorld';
const body = new TextEncoder().encode('hello world');

/** A decimal number as a coordinate of a JSON Web Key. */
function coordinate(digits: string): string {
  return Buffer.from(BigInt(digits).toString(16).padStart(64, '0'), 'hex').toString('base64url');
}

function encoded(kind: string, what: string): string {
  return Buffer.from(preAuthenticationEncoding(kind, new TextEncoder().encode(what))).toString();
}

function urlSafe(text: string): string {
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

describe('the encoding that is signed', () => {
  it('is that of the example of the specification', () => {
    const expected = 'DSSEv1 29 http://example.com/HelloWorld 11 hello world';
    expect(Buffer.from(preAuthenticationEncoding(type, body)).toString()).toBe(expected);
  });

  it('is what the signature of the specification was made over', () => {
    // Source: https://github.com/secure-systems-lab/dsse/blob/master/protocol.md, test vectors: ECDSA P-256, r and s.
    const key = createPublicKey({
      format: 'jwk',
      key: {
        kty: 'EC',
        crv: 'P-256',
        x: coordinate('46950820868899156662930047687818585632848591499744589407958293238635476079160'),
        y: coordinate('5640078356564379163099075877009565129882514886557779369047442380624545832820'),
      },
    });
    const signature =
      'A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA==';
    const holds = (text: string): boolean =>
      verify(
        'sha256',
        preAuthenticationEncoding(type, new TextEncoder().encode(text)),
        { key, dsaEncoding: 'ieee-p1363' },
        Buffer.from(signature, 'base64'),
      );
    expect([holds('hello world'), holds('hello World')]).toEqual([true, false]);
  });

  it('counts bytes, not letters, and tells type from body', () => {
    expect(encoded('ü', '字')).toBe('DSSEv1 2 ü 3 字');
    expect(encoded('a', ' b')).not.toBe(encoded('a ', 'b'));
    expect(encoded('', '')).toBe('DSSEv1 0  0 ');
  });
});

describe('an envelope', () => {
  const pair = generateKeyPairSync('ed25519');
  const envelope = signEnvelope(type, body, pair.privateKey, pair.publicKey);

  it('is signed with keys as RFC 8032 makes them: its first test vector', () => {
    const seed = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
    const prefix = '302e020100300506032b657004220420';
    const key = createPrivateKey({ key: Buffer.from(prefix + seed, 'hex'), format: 'der', type: 'pkcs8' });
    const expected = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a';
    const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
    expect(spki.subarray(-32).toString('hex')).toBe(expected);
    expect(
      openEnvelope(signEnvelope(type, body, key, createPublicKey(key)), type, createPublicKey(key)),
    ).toEqual(body);
  });

  it('opens with its key only, and only as its type', () => {
    expect(openEnvelope(envelope, type, pair.publicKey)).toEqual(body);
    expect(openEnvelope(envelope, `${type}2`, pair.publicKey)).toBeUndefined();
    expect(openEnvelope(envelope, type, generateKeyPairSync('ed25519').publicKey)).toBeUndefined();
  });

  it('may be written in either base64, and have signatures of others', () => {
    const [own] = envelope.signatures;
    const other = {
      ...envelope,
      payload: urlSafe(envelope.payload),
      signatures: [{ sig: 'AAAA' }, { keyid: 'x', sig: urlSafe(own!.sig) }],
    };
    expect(openEnvelope(other, type, pair.publicKey)).toEqual(body);
  });

  it('does not open with a keyid alone, nor when anything is spelled wrong', () => {
    const [own] = envelope.signatures;
    const spoiled = [
      { ...envelope, signatures: [{ ...own!, sig: '' }] },
      { ...envelope, signatures: [{ ...own!, sig: `${own!.sig}!` }] },
      { ...envelope, signatures: [{ ...own!, sig: own!.sig.slice(4) }] },
      { ...envelope, payload: `${envelope.payload} ` },
      { ...envelope, payload: Buffer.from('hello World').toString('base64') },
      { ...envelope, payloadType: 'application/json' },
    ];
    for (const one of spoiled) expect(openEnvelope(one, type, pair.publicKey)).toBeUndefined();
  });
});
