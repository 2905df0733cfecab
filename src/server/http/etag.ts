import { createHash } from 'node:crypto';

/** A strong ETag of some bytes: the first half of their SHA-256, quoted. */
export function etagOf(content: string | Uint8Array): string {
  return `"${createHash('sha256').update(content).digest('hex').slice(0, 32)}"`;
}

/** True when a header `If-Match` or `If-None-Match` names this ETag; weak marks and `*` count as the header means them. */
export function namesEtag(header: string, etag: string): boolean {
  const listed = header.split(',').map((each) => each.trim());
  return listed.includes('*') || listed.some((each) => each.replace(/^W\//u, '') === etag);
}
