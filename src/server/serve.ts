import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Logger } from 'pino';
import type { World } from '../pipeline/index.ts';
import type { Store } from '../store/index.ts';
import { Audit } from './access/audit.ts';
import type { TokenCost } from './access/secrets.ts';
import { Team } from './access/team.ts';
import { threads, type Compute } from './compute/compute.ts';
import { Feed } from './events/feed.ts';
import { loopbackNames } from './guards/local.ts';
import type { JobView } from './jobs/job.ts';
import { JobQueue } from './jobs/job-queue.ts';
import { ProcessRunner } from './jobs/process-runner.ts';
import type { JobRunner } from './jobs/runner.ts';
import { StoreJobBook } from './jobs/store-book.ts';
import { Metrics } from './observe/metrics.ts';
import { defaultLimits, type Services, type Settings } from './services.ts';
import { watchWorkspace } from './workspace/watch.ts';
import { Workspace } from './workspace/workspace.ts';

/** How to start the services of a server. */
export interface ServiceOptions extends Partial<Settings> {
  readonly world: World;
  /** Folder of the scenarios. */
  readonly folder: string;
  readonly readOnly?: boolean;
  /** Users, tokens, roles and an audit, kept in the store. */
  readonly team?: boolean;
  /** What hashing a new token costs; the usual by default. */
  readonly tokenCost?: TokenCost | undefined;
  /** Where jobs and records are kept; whoever opened it closes it. */
  readonly store: Store;
  readonly log: Logger;
  /** The clock; that of the machine by default. */
  readonly now?: () => Date;
  /** Jobs that run at a time. */
  readonly jobsAtOnce?: number;
  /** Runs jobs; processes of their own by default. */
  readonly runner?: JobRunner;
  /** Works questions out; threads by default. */
  readonly compute?: Compute;
  /** Jobs that may wait. */
  readonly mostWaiting?: number;
}

/** Services that are under way, and how to end them. */
export interface RunningServices {
  readonly services: Services;
  close(): Promise<void>;
}

/** Starts what the routes answer from: the workspace with its watcher, the jobs with their processes. */
export async function startServices(options: ServiceOptions): Promise<RunningServices> {
  const { world, folder, store, log } = options;
  const now = options.now ?? ((): Date => new Date());
  const stop = new AbortController();
  const run = `${Date.now().toString(36)}${randomBytes(2).toString('hex')}`;
  const workspace = new Workspace(folder, { readOnly: options.readOnly ?? false });
  const happenings = new Feed(run);
  const jobs = new JobQueue({
    book: new StoreJobBook(store, run, now),
    runner: options.runner ?? new ProcessRunner(),
    log,
    atOnce: options.jobsAtOnce ?? 1,
    mostWaiting: options.mostWaiting ?? 100,
    run,
    now,
  });
  jobs.changes.subscribe(({ type, data }) => happenings.publish(type, data));
  await watchWorkspace(workspace, happenings, stop.signal);
  await jobs.start();
  const compute = options.compute ?? threads(world);
  const metrics = new Metrics();
  const team = options.team === true ? new Team(store, now, options.tokenCost) : undefined;
  const audit = team && new Audit(store, now);
  jobs.changes.subscribe(({ data }) => {
    const { kind, state, finishedAt } = data as JobView;
    if (finishedAt !== null) metrics.jobEnded(kind, state);
  });
  const settings: Settings = {
    hosts: options.hosts ?? loopbackNames,
    origins: options.origins ?? [],
    replicasOf: options.replicasOf,
    evidenceKey: options.evidenceKey,
    evidenceKeyFile: options.evidenceKeyFile,
    mostBytes: options.mostBytes ?? defaultLimits.mostBytes,
    mostTime: options.mostTime ?? defaultLimits.mostTime,
    mostAtOnce: options.mostAtOnce ?? defaultLimits.mostAtOnce,
  };
  return {
    services: {
      world,
      workspace,
      happenings,
      store,
      jobs,
      compute,
      metrics,
      log,
      team,
      audit,
      settings,
      now,
      stop: stop.signal,
    },
    async close() {
      stop.abort();
      await Promise.all([jobs.close(), compute.close()]);
    },
  };
}

/** A server that listens. */
export interface Listening {
  readonly host: string;
  readonly port: number;
  /** Stops taking connections and waits for answers under way, at most so many milliseconds. */
  close(patience: number): Promise<void>;
}

/** Longest time a client may take for the head of a request, and for all of it; ms. */
const headersTimeout = 10_000;
const requestTimeout = 60_000;

/** Listens for an app; rejects where the port is taken or may not be used. */
export async function listen(
  app: Pick<Hono, 'fetch'>,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: { headersTimeout, requestTimeout, keepAliveTimeout: 5000, maxHeaderSize: 16_384 },
  }) as Server;
  server.maxConnections = 1000;
  const started = Promise.withResolvers<void>();
  server.once('error', started.reject);
  server.listen(port, host, started.resolve);
  await started.promise;
  const address = server.address() as AddressInfo;
  return {
    host: address.address,
    port: address.port,
    async close(patience) {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), patience);
      await closed.promise;
      clearTimeout(timer);
    },
  };
}
