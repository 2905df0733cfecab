import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder } from '../fixtures/databases.ts';
import { eventsOf, startServer, until } from './harness.ts';

const fresh = { 'if-none-match': '*' };

describe('scenarios', () => {
  it('are listed, page by page, with title and ETag', async () => {
    const { ask, folder } = await startServer();
    for (const name of ['a', 'b', 'c']) writeFileSync(join(folder, `${name}.yaml`), `title: "The ${name}"\n`);
    writeFileSync(join(folder, 'notes.txt'), 'no scenario');
    writeFileSync(join(folder, '.hidden.yaml'), 'title: hidden');
    const names: string[] = [];
    let path: string | undefined = '/v1/scenarios?limit=2';
    while (path !== undefined) {
      const { items, next } = (await (await ask('GET', path)).json()) as {
        items: { name: string; title: string; etag: string }[];
        next: string | null;
      };
      names.push(...items.map(({ name, title }) => `${name}: ${title}`));
      path = next === null ? undefined : `/v1/scenarios?limit=2&cursor=${next}`;
    }
    expect(names).toEqual([
      'a: The a',
      'b: The b',
      'c: The c',
      'cn-bank: A bank with 5,000 cards of three domestic vendors',
    ]);
  });

  it('are written only against the state that was read', async () => {
    const { ask, folder } = await startServer();
    expect((await ask('PUT', '/v1/scenarios/mine', { text: 'title: x\n' })).status).toBe(428);
    const made = await ask('PUT', '/v1/scenarios/mine', { text: 'title: x\n', headers: fresh });
    expect([made.status, made.headers.get('location')]).toEqual([201, '/v1/scenarios/mine']);
    expect((await ask('PUT', '/v1/scenarios/mine', { text: 'title: y\n', headers: fresh })).status).toBe(412);
    const etag = made.headers.get('etag') ?? '';
    const read = await ask('GET', '/v1/scenarios/mine');
    expect([await read.text(), read.headers.get('etag')]).toEqual(['title: x\n', etag]);
    expect((await ask('GET', '/v1/scenarios/mine', { headers: { 'if-none-match': etag } })).status).toBe(304);
    const replaced = await ask('PUT', '/v1/scenarios/mine', {
      text: 'title: z\n',
      headers: { 'if-match': etag },
    });
    expect(replaced.status).toBe(200);
    const stale = await ask('PUT', '/v1/scenarios/mine', {
      text: 'title: w\n',
      headers: { 'if-match': etag },
    });
    expect([stale.status, stale.headers.get('etag')]).toEqual([412, replaced.headers.get('etag')]);
    expect(readFileSync(join(folder, 'mine.yaml'), 'utf8')).toBe('title: z\n');
    expect((await ask('DELETE', '/v1/scenarios/mine', { headers: { 'if-match': etag } })).status).toBe(412);
    expect((await ask('DELETE', '/v1/scenarios/mine', { headers: { 'if-match': '*' } })).status).toBe(204);
    expect((await ask('GET', '/v1/scenarios/mine')).status).toBe(404);
  });

  it('lose no update of fifty clients that edit the same document', async () => {
    const { ask, folder } = await startServer();
    writeFileSync(join(folder, 'count.yaml'), '0');
    const client = async (): Promise<number> => {
      for (let tries = 1; ; tries += 1) {
        const read = await ask('GET', '/v1/scenarios/count');
        const text = String(Number(await read.text()) + 1);
        const written = await ask('PUT', '/v1/scenarios/count', {
          text,
          headers: { 'if-match': read.headers.get('etag') ?? '' },
        });
        if (written.status === 200) return tries;
        expect(written.status).toBe(412);
      }
    };
    const tries = await Promise.all(Array.from({ length: 50 }, client));
    expect(readFileSync(join(folder, 'count.yaml'), 'utf8')).toBe('50');
    expect(Math.max(...tries)).toBeGreaterThan(1);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it.each([
    '/v1/scenarios/..%2f..%2fetc%2fpasswd',
    '/v1/scenarios/%2e%2e%2fsecret',
    '/v1/scenarios/..',
    '/v1/scenarios/a%2fb',
    '/v1/scenarios/a%5cb',
    '/v1/scenarios/.hidden',
    '/v1/scenarios/a%00b',
    '/v1/scenarios/a..b',
    `/v1/scenarios/${'a'.repeat(300)}`,
  ])('cannot be had or written outside the folder: %s', async (path) => {
    const { ask, folder } = await startServer();
    const above = join(folder, '..', 'secret.yaml');
    writeFileSync(above, 'title: secret');
    for (const answer of [
      await ask('GET', path),
      await ask('PUT', path, { text: 'title: x', headers: fresh }),
    ]) {
      expect([400, 404, 405]).toContain(answer.status);
      expect(await answer.text()).not.toMatch(/secret$|root:|\/tmp|ENOENT/u);
    }
    expect(readFileSync(above, 'utf8')).toBe('title: secret');
    expect(readdirSync(folder)).toEqual(['cn-bank.yaml']);
  });

  it('that are links out of the folder are neither read nor written', async () => {
    const { ask, folder } = await startServer();
    const outside = join(freshFolder(), 'outside.yaml');
    writeFileSync(outside, 'title: outside');
    symlinkSync(outside, join(folder, 'link.yaml'));
    mkdirSync(join(folder, 'dir.yaml'));
    for (const name of ['link', 'dir']) {
      expect((await ask('GET', `/v1/scenarios/${name}`)).status).toBe(404);
      const put = await ask('PUT', `/v1/scenarios/${name}`, { text: 'title: x', headers: fresh });
      expect(put.status).toBe(409);
    }
    expect(readFileSync(outside, 'utf8')).toBe('title: outside');
    const { items } = (await (await ask('GET', '/v1/scenarios')).json()) as { items: unknown[] };
    expect(items).toHaveLength(1);
  });

  it('that are no text are refused and nothing is written', async () => {
    const { app, ask, folder } = await startServer();
    const bytes = await app.request('/v1/scenarios/bin', {
      method: 'PUT',
      headers: { 'content-type': 'application/yaml', ...fresh },
      body: new Uint8Array([0xff, 0xfe, 0x00]),
    });
    expect(bytes.status).toBe(422);
    const json = await ask('PUT', '/v1/scenarios/bin', { body: {}, headers: fresh });
    expect(json.status).toBe(415);
    expect(readdirSync(folder)).toEqual(['cn-bank.yaml']);
  });

  it('tell of edits made by other programs', async () => {
    const { ask, folder } = await startServer();
    const stream = await ask('GET', '/v1/events');
    const path = join(folder, 'outside.yaml');
    const seen = eventsOf(stream, (events) => events.some(({ type }) => type === 'scenario.removed'));
    writeFileSync(path, 'title: 1');
    const named = async (): Promise<boolean> => (await ask('GET', '/v1/scenarios/outside')).status === 200;
    await until(async () => ((await named()) ? true : undefined));
    await new Promise((resolve) => {
      setTimeout(resolve, 250);
    });
    writeFileSync(path, 'title: 2');
    await new Promise((resolve) => {
      setTimeout(resolve, 250);
    });
    rmSync(path);
    const events = await seen;
    expect(events.map(({ type }) => type)).toEqual([
      'hello',
      'scenario.created',
      'scenario.changed',
      'scenario.removed',
    ]);
    expect(events[1]?.data).toMatchObject({ name: 'outside' });
    const again = await ask('GET', '/v1/events', { headers: { 'last-event-id': events[1]?.id ?? '' } });
    const missed = await eventsOf(again, (found) => found.length === 2);
    expect(missed).toEqual(events.slice(2));
  });
});

async function validated(
  text: string,
): Promise<{ ok: boolean; diagnostics: { code: string; span: unknown }[] }> {
  const { ask } = await startServer();
  const answer = await ask('POST', '/v1/validate', { body: { scenario: { name: 'x', text } } });
  expect(answer.status).toBe(200);
  return (await answer.json()) as never;
}

describe('validation', () => {
  it('says where and what, under the name that was sent', async () => {
    const { ok, diagnostics } = await validated('title: 3\nfoo: [1');
    expect(ok).toBe(false);
    expect(diagnostics[0]).toMatchObject({ code: 'FW-READ-0003', span: { file: 'x.yaml', line: 2 } });
  });

  it.each([
    [
      'an alias bomb',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
        .split('')
        .map((key, index) => `${key}: &${key} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(',')}]`)
        .join('\n')}`,
    ],
    ['deep nesting', '['.repeat(20_000)],
    ['a NUL byte', 'title: "\0"'],
    ['a prototype', '__proto__: {polluted: true}\nconstructor: {prototype: {polluted: true}}'],
    ['a tag', 'title: !!js/function "function(){}"'],
    ['nothing', ''],
    [
      'a merge bomb',
      `x: &x {a: 1}\n${Array.from({ length: 200 }, (_, index) => `k${index}: {<<: *x}`).join('\n')}`,
    ],
  ])('survives %s', async (_, text) => {
    const { ok, diagnostics } = await validated(text);
    expect(ok).toBe(false);
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
