import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { packageRoot } from '../../files/index.ts';
import { etagOf, namesEtag } from '../http/etag.ts';
import type { AppEnv } from '../http/router.ts';

/** Where the build puts the studio. */
const studioFolder = join(packageRoot, 'dist', 'studio');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const packed = new Set(['.html', '.js', '.css', '.json', '.svg']);

/** What the page may do: load and ask from here alone, so that no request leaves the machine. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

interface StudioFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly gzip: Uint8Array<ArrayBuffer> | undefined;
  readonly type: string;
  readonly etag: string;
}

/** True where the studio was built. */
export function studioIsBuilt(folder = studioFolder): boolean {
  return existsSync(join(folder, 'index.html'));
}

/**
 * Puts the built studio on an app: its files under their names, its page for every address that a person may have open.
 * Files with a hash in their name never change; the page is asked for anew each time.
 */
export function mountStudio(app: OpenAPIHono<AppEnv>, folder = studioFolder): void {
  const files = readFolder(folder);
  const page = files.get('/index.html');
  if (page === undefined) throw new Error(`the studio was not built: ${folder} has no index.html`);
  app.get('*', async (c, next) => {
    const { path } = c.req;
    if (path.startsWith('/v1') || path === '/openapi.json' || path === '/healthz' || path === '/readyz') {
      return next();
    }
    const file = files.get(path) ?? (extname(path) === '' ? page : undefined);
    if (file === undefined) return next();
    const zipped = file.gzip !== undefined && (c.req.header('accept-encoding') ?? '').includes('gzip');
    const headers = {
      'content-type': file.type,
      'content-security-policy': policy,
      'referrer-policy': 'no-referrer',
      'cache-control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      etag: file.etag,
      vary: 'accept-encoding',
      ...(zipped && { 'content-encoding': 'gzip' }),
    };
    const seen = c.req.header('if-none-match');
    if (seen !== undefined && namesEtag(seen, file.etag)) return c.body(null, 304, headers);
    return c.body(zipped && file.gzip ? file.gzip : file.bytes, 200, headers);
  });
}

function readFolder(folder: string): ReadonlyMap<string, StudioFile> {
  const found = new Map<string, StudioFile>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (!statSync(path).isFile()) continue;
    const bytes = Uint8Array.from(readFileSync(path));
    const ending = extname(path);
    found.set(`/${relative(folder, path).split(sep).join('/')}`, {
      bytes,
      gzip: packed.has(ending) ? Uint8Array.from(gzipSync(bytes)) : undefined,
      type: types[ending] ?? 'application/octet-stream',
      etag: etagOf(bytes),
    });
  }
  return found;
}
