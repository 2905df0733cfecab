import { statSync } from 'node:fs';
import { readKeyPair } from '../../attest/index.ts';
import { hasErrors, type Diagnostic } from '../../diagnostics/index.ts';
import { errorCode, fileTrouble } from '../../files/index.ts';
import { readWorld } from '../../pipeline/index.ts';
import { defaultStorePath, openStore, parseStoreLocation } from '../../store/index.ts';
import { exitCodes, type Arguments, type Command } from '../command.ts';
import { complaint } from '../messages.ts';
import { FlagReader } from '../flag-reader.ts';
import { refuse } from '../refuse.ts';

const defaults = { host: '127.0.0.1', port: 7415, jobs: 1, maxBody: 16, bodyTime: 30, drain: 10 } as const;

export const serve: Command = {
  words: ['serve'],
  summary:
    'Answer over HTTP: scenarios, plans, checks, rules, rates and the record, for programs and the studio',
  details:
    'Listens on this machine alone, without login, until Ctrl-C. GET /openapi.json describes every route, docs/http.md tells how to use them. ' +
    'The first line on stdout is JSON with the address; the log is JSON lines on stderr (--quiet: warnings only).',
  positionals: [],
  flags: [
    { name: 'dir', value: 'DIR', summary: 'Folder of the scenarios (default: here)', complete: 'file' },
    {
      name: 'store',
      value: 'PLACE',
      summary: `Where jobs and records are kept: a file or postgres://… (default ${defaultStorePath})`,
      complete: 'file',
    },
    { name: 'port', value: 'N', summary: `Port; 0 takes a free one (default ${defaults.port})` },
    { name: 'host', value: 'ADDRESS', summary: `Address to listen on (default ${defaults.host})` },
    { name: 'host-name', value: 'NAMES', summary: 'Further names the server goes by, separated by commas' },
    { name: 'origin', value: 'ORIGINS', summary: 'Other sites whose pages may call it, separated by commas' },
    {
      name: 'team',
      summary:
        'Users with roles sign in with tokens; needs --store postgres://… and lets --host be another address',
    },
    {
      name: 'replicas-of',
      value: 'RECORD',
      summary: 'Answer AIBrix autoscalers from the plan in force of this record',
    },
    {
      name: 'evidence-key',
      value: 'FILE',
      summary: 'Private key to sign evidence with, as `fleetwright evidence key` makes it',
      complete: 'file',
    },
    { name: 'read-only', summary: 'Scenarios cannot be written' },
    { name: 'jobs', value: 'N', summary: `Plans and simulations at a time (default ${defaults.jobs})` },
    { name: 'max-body', value: 'MB', summary: `Largest body that is taken (default ${defaults.maxBody})` },
    {
      name: 'body-time',
      value: 'SECONDS',
      summary: `How long a body may take to arrive (default ${defaults.bodyTime})`,
    },
    {
      name: 'drain',
      value: 'SECONDS',
      summary: `How long answers under way may take when it is stopped (default ${defaults.drain})`,
    },
  ],
  examples: [
    {
      line: 'fleetwright serve --dir scenarios',
      does: `serves the scenarios on http://127.0.0.1:${defaults.port}`,
    },
    { line: 'fleetwright serve --dir scenarios --port 0', does: 'takes a free port and prints it' },
    {
      line: 'fleetwright serve --team --dir scenarios --store postgres://fleet@db/fleetwright --host 0.0.0.0 --host-name fleet.example',
      does: 'serves a team, behind a proxy that speaks TLS; see `serve user add`',
    },
    {
      line: `curl -s http://127.0.0.1:${defaults.port}/v1/plan -H 'content-type: application/json' -d '{"scenario":{"name":"cn-bank"}}'`,
      does: 'plans a scenario: gives a job to follow',
    },
  ],
  keepsWork: true,
  async run(args, terminal) {
    const wish = readWish(args);
    if ('problems' in wish) return refuse(terminal, wish.problems);
    const keyFile = args.flags['evidence-key'];
    const evidenceKey = typeof keyFile === 'string' ? readKeyPair(keyFile) : undefined;
    if (evidenceKey !== undefined && 'code' in evidenceKey) return refuse(terminal, [evidenceKey]);
    const world = readWorld();
    if (hasErrors(world.diagnostics)) return refuse(terminal, world.diagnostics);
    const place = parseStoreLocation(typeof args.flags.store === 'string' ? args.flags.store : undefined);
    const store = 'code' in place ? place : await openStore(place);
    if ('code' in store) return refuse(terminal, [store]);
    // Loaded only now: every other command starts without the libraries of the server.
    const { createApp, listen, loopbackNames, startServices } = await import('../../server/index.ts');
    const { pino } = await import('pino');
    const log = pino({ level: terminal.quiet ? 'warn' : 'info', base: null }, pino.destination(2));
    const running = await startServices({
      world,
      store,
      log,
      folder: wish.folder,
      readOnly: wish.readOnly,
      team: wish.team,
      replicasOf: wish.replicasOf,
      evidenceKey,
      hosts: [...loopbackNames, ...wish.hostNames],
      origins: wish.origins,
      jobsAtOnce: wish.jobs,
      mostBytes: wish.maxBody * 1e6,
      mostTime: wish.bodyTime * 1000,
    });
    const listening = await listen(createApp(running.services), wish).catch((error: unknown) => {
      const why = { EADDRINUSE: 'the port is taken', EACCES: 'you may not use this port' }[errorCode(error)];
      return complaint(
        'FW-CLI-0009',
        'port',
        `cannot listen on ${wish.host}:${wish.port}: ${why ?? errorCode(error)}`,
        'choose another one, or --port 0 for a free one',
      );
    });
    if ('code' in listening) {
      await running.close();
      await store.close();
      return refuse(terminal, [listening]);
    }
    const url = `http://${listening.host.includes(':') ? `[${listening.host}]` : listening.host}:${listening.port}`;
    terminal.raw(`${JSON.stringify({ url, port: listening.port, dir: wish.folder })}\n`);
    await new Promise<void>((resolve) => {
      if (terminal.signal.aborted) resolve();
      terminal.signal.addEventListener('abort', () => resolve());
    });
    log.info('stopping');
    await running.close();
    await listening.close(wish.drain * 1000);
    await store.close();
    return exitCodes.done;
  },
};

interface Wish {
  readonly folder: string;
  readonly team: boolean;
  readonly host: string;
  readonly port: number;
  readonly replicasOf: string | undefined;
  readonly hostNames: readonly string[];
  readonly origins: readonly string[];
  readonly readOnly: boolean;
  readonly jobs: number;
  readonly maxBody: number;
  readonly bodyTime: number;
  readonly drain: number;
}

const loopbackAddresses = new Set(['127.0.0.1', '::1', 'localhost']);

function readWish({ flags }: Arguments): Wish | { readonly problems: readonly Diagnostic[] } {
  const read = new FlagReader({ flags });
  const { problems } = read;
  const number = (name: string, fallback: number, least: number, most: number): number =>
    read.fitting(name, {
      fits: (value) => Number.isInteger(value) && value >= least && value <= most,
      expected: `a whole number from ${least} to ${most}`,
    }) ?? fallback;
  const list = (name: string): readonly string[] => {
    const written = flags[name];
    return typeof written === 'string' ? written.split(',').map((each) => each.trim()) : [];
  };
  const folder = typeof flags.dir === 'string' ? flags.dir : '.';
  const trouble = folderTrouble(folder);
  if (trouble) problems.push(trouble);
  const host = typeof flags.host === 'string' ? flags.host : defaults.host;
  const team = flags.team === true;
  if (team && !/^postgres(?:ql)?:/u.test(String(flags.store ?? ''))) {
    problems.push(
      complaint('FW-CLI-0004', 'store', '--team keeps its users in PostgreSQL', 'say --store postgres://…'),
    );
  }
  if (!team && !loopbackAddresses.has(host)) {
    problems.push(
      complaint(
        'FW-CLI-0004',
        'host',
        `--host ${host}: without login the server listens on this machine alone`,
        'use 127.0.0.1 or ::1, or let users sign in: --team',
      ),
    );
  }
  const wish = {
    folder,
    team,
    host,
    port: number('port', defaults.port, 0, 65_535),
    replicasOf: typeof flags['replicas-of'] === 'string' ? flags['replicas-of'] : undefined,
    hostNames: list('host-name'),
    origins: list('origin'),
    readOnly: flags['read-only'] === true,
    jobs: number('jobs', defaults.jobs, 1, 64),
    maxBody: number('max-body', defaults.maxBody, 1, 512),
    bodyTime: number('body-time', defaults.bodyTime, 1, 3600),
    drain: number('drain', defaults.drain, 0, 3600),
  };
  return problems.length > 0 ? { problems } : wish;
}

function folderTrouble(folder: string): Diagnostic | undefined {
  try {
    if (statSync(folder).isDirectory()) return undefined;
    return fileTrouble('FW-FILE-0001', folder, `${folder} is no folder`, 'name the folder of your scenarios');
  } catch (error) {
    return fileTrouble(
      'FW-FILE-0001',
      folder,
      `cannot read the folder ${folder}: ${errorCode(error)}`,
      'name the folder of your scenarios: --dir DIR',
    );
  }
}
