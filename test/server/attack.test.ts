import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ajv2020 from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from '../../src/server/index.ts';
import { shotsAt, type Described, type Schema } from './requests.ts';
import { startServer, tokenOf, type TestServer } from './harness.ts';

/** Requests per operation; more with FLEETWRIGHT_ATTACK=1000. */
const shots = Number(process.env.FLEETWRIGHT_ATTACK ?? 4);
const seed = Number(process.env.FLEETWRIGHT_SEED ?? 42);

/** What a leak looks like: folders of the machine, stacks, names of libraries, hashes of secrets. */
const leaks =
  /\/(?:tmp|home|root|usr|opt|Users)\/|node_modules|node:internal|\.ts:\d+|\bat \w+ \(|sqlite|scrypt\$|SELECT |kysely/u;

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Everything that lasts: files of the workspace, and rows of the store but the audit. */
async function lasting({ folder, store }: TestServer): Promise<string> {
  const files = readdirSync(folder)
    .toSorted()
    .map((name) => {
      const path = join(folder, name);
      return [name, name.endsWith('.yaml') ? readFileSync(path, 'utf8') : ''];
    });
  const rows = await Promise.all(
    (['records', 'history', 'contents', 'users', 'tokens'] as const).map(async (table) => {
      const { count } = await store.db
        .selectFrom(table)
        .select((select) => select.fn.countAll().as('count'))
        .executeTakeFirstOrThrow();
      return `${table} ${Number(count)}`;
    }),
  );
  const jobs = await store.db.selectFrom('jobs').select('id').orderBy('id').execute();
  const users = await store.db
    .selectFrom('users')
    .select(['name', 'roles', 'disabled'])
    .orderBy('name')
    .execute();
  return JSON.stringify([files, rows, jobs, users]);
}

describe.each(['alone', 'team'] as const)('whatever is sent to a server (%s)', (mode) => {
  it(`is answered as documented, leaks nothing, and changes nothing where it is refused (seed ${seed})`, async () => {
    const server = await startServer({ team: mode === 'team', mostBytes: 200_000, mostWaiting: 1_000_000 });
    const document = openApiDocument(server.app) as unknown as Document;
    const ajv = new ajv2020.default({ strict: false, validateFormats: false, allErrors: false });
    ajv.addSchema({ $id: 'doc', components: document.components });
    const fits = (schema: Schema | undefined, data: unknown): string => {
      if (schema === undefined) return '';
      const text = JSON.stringify(schema).replaceAll('"#/components', '"doc#/components');
      const check = ajv.compile(JSON.parse(text) as object);
      return check(data) ? '' : ajv.errorsText(check.errors);
    };
    const authorization =
      mode === 'alone'
        ? undefined
        : `Bearer ${await tokenOf(server, 'ana', ['viewer', 'planner', 'approver'])}`;
    await server.ask('POST', '/v1/records', {
      body: { id: 'r', title: 'A record' },
      ...(authorization !== undefined && { headers: { authorization } }),
    });
    const counts = new Map<number, number>();
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        // Streams do not end, and a question that plans takes seconds: both have tests of their own.
        if (['followEvents', 'followJob', 'askWhatIf'].includes(operation.operationId)) continue;
        const shoot = async (shot: {
          path: string;
          headers: Readonly<Record<string, string>>;
          body: string | undefined;
        }): Promise<void> => {
          const before = method === 'get' ? '' : await lasting(server);
          const answer = await server.app.request(shot.path, {
            method: method.toUpperCase(),
            headers: { ...shot.headers, ...(authorization !== undefined && { authorization }) },
            ...(shot.body !== undefined && { body: shot.body }),
          });
          const text = await answer.text();
          counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1);
          if (answer.status === 429) return;
          const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
          const described = operation.responses[String(answer.status)];
          const expected = described?.content?.[type]?.schema;
          const refused = answer.status >= 400;
          const faults = {
            server: answer.status >= 500,
            undocumented: !refused && described === undefined,
            type: refused && type !== 'application/problem+json' ? type : '',
            shape: refused
              ? fits({ $ref: '#/components/schemas/Problem' }, JSON.parse(text))
              : type === 'application/json'
                ? fits(expected, JSON.parse(text))
                : '',
            leak: refused ? (leaks.exec(text)?.[0] ?? (text.includes(server.folder) ? 'folder' : '')) : '',
            changed: refused && method !== 'get' && (await lasting(server)) !== before,
          };
          const told = `${method} ${shot.path} ${shot.body ?? ''} → ${answer.status} ${text.slice(0, 400)}`;
          expect({ told, ...faults }).toEqual({
            told,
            server: false,
            undocumented: false,
            type: '',
            shape: '',
            leak: '',
            changed: false,
          });
        };
        await fc.assert(fc.asyncProperty(shotsAt(path, operation, document.components.schemas), shoot), {
          numRuns: shots,
          seed,
          endOnFailure: true,
        });
      }
    }
    expect(counts.get(200)).toBeGreaterThan(30);
    expect(counts.get(400)).toBeGreaterThan(30);
  });
});
