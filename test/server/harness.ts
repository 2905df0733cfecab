import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import type { KeyPair } from '../../src/attest/index.ts';
import { readWorld, type World } from '../../src/pipeline/index.ts';
import { createApp, startServices, type Role, type Services } from '../../src/server/index.ts';
import type { TokenCost } from '../../src/server/access/secrets.ts';
import type { Compute } from '../../src/server/compute/compute.ts';
import { work } from '../../src/server/compute/tasks.ts';
import type { JobOutcome, JobRunner, JobTask } from '../../src/server/jobs/runner.ts';
import { openStore, type Store, type StoreLocation } from '../../src/store/index.ts';
import { freshFolder } from '../fixtures/databases.ts';

let known: World | undefined;

/** The catalog, read once for all tests of a file. */
export function world(): World {
  known ??= readWorld();
  return known;
}

/** Works questions out at once, on this thread. */
const atOnce: Compute = {
  run: async (name, input) => structuredClone(await work({ name, input: input as never })) as never,
  close: async () => undefined,
};

/** Runs jobs as a test says. */
export class ScriptedRunner implements JobRunner {
  readonly tasks: JobTask[] = [];
  readonly #script: (task: JobTask, hooks: Parameters<JobRunner['run']>[1]) => Promise<JobOutcome>;
  #close: (() => void)[] = [];

  constructor(script: (task: JobTask, hooks: Parameters<JobRunner['run']>[1]) => Promise<JobOutcome>) {
    this.#script = script;
  }

  run(task: JobTask, hooks: Parameters<JobRunner['run']>[1]): Promise<JobOutcome> {
    this.tasks.push(task);
    const closed = new Promise<JobOutcome>((resolve) => {
      this.#close.push(() => resolve({ kind: 'died', why: 'closed' }));
    });
    return Promise.race([this.#script(task, hooks), closed]);
  }

  close(): void {
    for (const close of this.#close) close();
  }
}

/** A job that ends at once with a small result. */
export const done = async (): Promise<JobOutcome> => ({
  kind: 'done',
  result: '{"a":1}\n',
  summary: { a: 1 },
});

/** A server without a socket, over a fresh workspace with one scenario. */
export interface TestServer {
  readonly app: ReturnType<typeof createApp>;
  readonly services: Services;
  readonly folder: string;
  readonly store: Store;
  /** Sends a request; JSON bodies are written as such. */
  readonly ask: (method: string, path: string, options?: AskOptions) => Promise<Response>;
  readonly close: () => Promise<void>;
}

export interface AskOptions {
  readonly body?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function startServer(
  options: {
    readonly place?: StoreLocation;
    readonly team?: boolean;
    readonly runner?: JobRunner;
    readonly replicasOf?: string;
    readonly evidenceKey?: KeyPair;
    readonly evidenceKeyFile?: string;
    /** Cheap by default; undefined: as in earnest. */
    readonly tokenCost?: TokenCost | undefined;
    readonly now?: () => Date;
    readonly mostBytes?: number;
    readonly mostTime?: number;
    readonly mostWaiting?: number;
    readonly folder?: string;
  } = {},
): Promise<TestServer> {
  const folder = options.folder ?? join(freshFolder(), 'workspace');
  mkdirSync(folder, { recursive: true });
  if (options.folder === undefined) copyFileSync('scenarios/cn-bank.yaml', join(folder, 'cn-bank.yaml'));
  const store = await openStore(options.place ?? { kind: 'sqlite', path: ':memory:' });
  if ('code' in store) throw new Error(store.message);
  const running = await startServices({
    tokenCost: { N: 16, r: 1, p: 1 },
    ...options,
    world: world(),
    folder,
    store,
    log: pino({ level: 'silent' }),
    runner: options.runner ?? new ScriptedRunner(done),
    compute: atOnce,
  });
  const app = createApp(running.services);
  let open = true;
  const close = async (): Promise<void> => {
    if (!open) return;
    open = false;
    await running.close();
    await store.close();
  };
  onTestFinished(close);
  return {
    app,
    services: running.services,
    folder,
    store,
    async ask(method, path, { body, text, headers } = {}) {
      const content = body === undefined ? text : JSON.stringify(body);
      return app.request(path, {
        method,
        headers: {
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(text !== undefined && { 'content-type': 'application/yaml' }),
          ...headers,
        },
        ...(content !== undefined && { body: content }),
      });
    },
    close,
  };
}

/** A token of a new user with these roles. */
export async function tokenOf(
  { services }: TestServer,
  name: string,
  roles: readonly Role[],
): Promise<string> {
  await services.team?.addUser(name, roles, 'test');
  const made = await services.team?.addToken(name, 'test', undefined, 'test');
  if (made === undefined) throw new Error('the server has no team');
  return made.token;
}

/** Waits until something holds, at most a minute: the machine may be busy with other things. */
export async function until<T>(look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (let turn = 0; turn < 2400; turn += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => {
      setTimeout(resolve, 25);
    });
  }
  throw new Error('waited in vain');
}

/** The events of a stream until `enough`, or its end. */
export async function eventsOf(
  response: Response,
  enough: (events: readonly StreamEvent[]) => boolean = () => false,
): Promise<readonly StreamEvent[]> {
  const events: StreamEvent[] = [];
  let text = '';
  for await (const part of response.body ?? []) {
    text += Buffer.from(part).toString('utf8');
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const field = (name: string): string | undefined =>
        block
          .split('\n')
          .find((line) => line.startsWith(`${name}: `))
          ?.slice(name.length + 2);
      const type = field('event');
      if (type !== undefined)
        events.push({ type, id: field('id') ?? '', data: JSON.parse(field('data') ?? 'null') });
    }
    if (enough(events)) break;
  }
  return events;
}

export interface StreamEvent {
  readonly type: string;
  readonly id: string;
  readonly data: unknown;
}
