import type { Diagnostic } from '../diagnostics/index.ts';
import { operatingDefaults, routingNames, type OperatingWish } from '../pipeline/index.ts';
import type { Arguments, Flag } from './command.ts';
import { FlagReader, numberOf } from './flag-reader.ts';

/** How the fleet is run where that differs from the usual. */
export const operatingFlags: readonly Flag[] = [
  {
    name: 'routing',
    value: 'KIND',
    summary: `How requests find their replica: ${routingNames.join(', ')} (default least-loaded)`,
    complete: routingNames,
  },
  {
    name: 'overflow',
    value: 'N',
    summary:
      'With --routing region-first: requests on the least loaded replica of the own site from which on other sites are asked (default: as many as a replica holds at its rate)',
  },
  {
    name: 'latency',
    value: 'SECONDS|A:B=SECONDS,…',
    summary: 'Network, one way, between any two sites and between pairs of them (default 0)',
  },
  {
    name: 'origins',
    value: 'SITE=PART,…',
    summary:
      'Parts of the requests by the site they come from (default, where distance matters: as capacity stands)',
  },
  { name: 'users', value: 'N', summary: 'A closed loop: N users of the service who wait for their answers' },
  {
    name: 'think',
    value: 'SECONDS',
    summary: `With --users: mean time before the next question (default ${operatingDefaults.think})`,
  },
  {
    name: 'burst',
    value: 'N',
    summary:
      'Arrivals come in bursts: coefficient of variation of the gaps between them (default 1, Poisson)',
  },
  {
    name: 'autoscale',
    value: 'MIN..MAX',
    summary: 'Replicas of the fleet follow the load between MIN and MAX',
  },
  {
    name: 'cold-start',
    value: 'SECONDS',
    summary: `With --autoscale: from the decision to the first request (default ${operatingDefaults.coldStart})`,
  },
  {
    name: 'failures',
    summary: 'Replicas break down as often as the catalog says of accelerators, and are repaired',
  },
  {
    name: 'mtbf',
    value: 'HOURS',
    summary: 'Mean time between failures of one accelerator, in place of the catalog’s',
  },
  {
    name: 'repair',
    value: 'SECONDS',
    summary: `With --failures or --mtbf: until a replica is back (default ${operatingDefaults.repair})`,
  },
  {
    name: 'maintenance',
    value: '[SITE=]PART@FROM..UNTIL,…',
    summary:
      'That part of the replicas takes nothing new in these hours of the day (0 to 24; the peak is at 12)',
  },
  {
    name: 'split',
    value: 'PART|auto',
    summary:
      'Prompts on that part of the replicas of each placement, answers on the rest, the KV cache handed over; `auto` by the time they take',
  },
  {
    name: 'link',
    value: 'GB/S',
    summary: 'With --split: what a replica of prompts hands over (default: the network of its system)',
  },
  {
    name: 'speculate',
    value: 'TOKENS:CHANCE[:SHARE]',
    summary: `Draft tokens per step, the chance of each to be accepted, part of a step that drafting takes (default ${operatingDefaults.draftShare})`,
  },
  {
    name: 'step-tokens',
    value: 'N',
    summary:
      'Tokens that a group of ranks works on in one step, at most (default: of the engine, up to 4096)',
  },
  {
    name: 'max-queue',
    value: 'N',
    summary: 'Requests that wait at one replica, at most; more are turned away (default: no limit)',
  },
  {
    name: 'max-in-flight',
    value: 'N',
    summary: 'Requests in the whole fleet, at most; more are turned away (default: 1 000 000 of a cell)',
  },
  {
    name: 'host-blocks',
    value: 'N',
    summary: `Requests set back go to host memory of N KV blocks per replica, at ${operatingDefaults.swapTokensPerSecond} tokens/s, in place of being computed again`,
  },
  {
    name: 'priority',
    value: 'CLASS=N,…',
    summary: 'Classes of requests with lower numbers go first (default 0)',
  },
  {
    name: 'deadline',
    value: 'CLASS=SECONDS,…',
    summary: 'A request that has not started by then is dropped; earlier deadlines go first',
  },
];

/** Users of a closed loop, at most: each is kept in memory. */
const mostUsers = 1_000_000;

/** The wish that `operatingFlags` say, and which of them cannot be understood. Whether it makes sense, the pipeline says. */
export function operatingWish(args: Arguments): {
  readonly wish: OperatingWish;
  readonly problems: readonly Diagnostic[];
} {
  const read = new FlagReader(args);
  const latency = latencyOf(read);
  const wish: OperatingWish = {
    routing: read.word('routing', routingNames),
    overflow: read.number('overflow', { least: 1, whole: true }),
    latency: latency?.usual,
    latencies: latency?.pairs,
    origins: read.byName('origins'),
    users: read.fitting('users', {
      fits: (value) => value >= 1 && value <= mostUsers,
      expected: `a number from 1 to ${mostUsers}`,
    }),
    think: read.number('think', { least: 0 }),
    burst: read.number('burst', { least: 0.01 }),
    autoscale: autoscaleOf(read),
    coldStart: read.number('cold-start', { least: 0 }),
    failures: args.flags.failures === true ? true : undefined,
    mtbf: read.number('mtbf', { least: 1e-6 }),
    repair: read.number('repair', { least: 0 }),
    maintenance: maintenanceOf(read),
    split: splitOf(read),
    link: read.number('link', { least: 1e-3 }),
    speculate: speculateOf(read),
    stepTokens: read.number('step-tokens', { least: 16, whole: true }),
    maxQueue: read.number('max-queue', { least: 0, whole: true }),
    maxInFlight: read.number('max-in-flight', { least: 1, whole: true }),
    hostBlocks: read.number('host-blocks', { least: 1 }),
    priority: read.byName('priority'),
    deadline: read.byName('deadline'),
  };
  return { wish, problems: read.problems };
}

function latencyOf(read: FlagReader) {
  const parts = read.text('latency')?.split(',');
  const usual = parts?.filter((part) => !part.includes('=')).map(numberOf);
  if (usual !== undefined && (usual.length > 1 || usual.includes(undefined)))
    read.wrong('latency', 'SECONDS, pairs such as A:B=0.03, or both');
  const named = parts?.filter((part) => part.includes('='));
  const pairs = named?.length ? read.pairs('latency', named) : undefined;
  return parts && { usual: usual?.[0], pairs };
}

function autoscaleOf(read: FlagReader): OperatingWish['autoscale'] {
  const written = read.text('autoscale');
  if (written === undefined) return undefined;
  const [least, most, ...more] = written.split('..').map(numberOf);
  if (least !== undefined && most !== undefined && least >= 1 && most >= least && more.length === 0)
    return { least, most };
  return read.wrong('autoscale', 'MIN..MAX replicas, as in 4..40');
}

function maintenanceOf(read: FlagReader): OperatingWish['maintenance'] {
  return read
    .text('maintenance')
    ?.split(',')
    .flatMap((written) => {
      const [, site, part = '', from = '', until = ''] =
        /^(?:([^=@]+)=)?([^=@]+)@(.+)\.\.(.+)$/u.exec(written) ?? [];
      const window = { part: numberOf(part), from: numberOf(from), until: numberOf(until) };
      const { part: share, from: first, until: last } = window;
      if (
        share === undefined ||
        first === undefined ||
        last === undefined ||
        share > 1 ||
        first > 24 ||
        last > 24
      ) {
        read.wrong('maintenance', '[SITE=]PART@FROM..UNTIL, as in 0.1@2..5 or west=0.5@22..4');
        return [];
      }
      return [{ ...(site !== undefined && { site }), part: share, from: first, until: last }];
    });
}

function splitOf(read: FlagReader): OperatingWish['split'] {
  const written = read.text('split');
  if (written === undefined || written === 'auto') return written;
  const part = numberOf(written);
  return part !== undefined && part > 0 && part < 1
    ? part
    : read.wrong('split', 'a part between 0 and 1, or auto');
}

function speculateOf(read: FlagReader): OperatingWish['speculate'] {
  const written = read.text('speculate');
  if (written === undefined) return undefined;
  const parts = written.split(':').map(numberOf);
  const [tokens, acceptance, draftShare] = parts;
  const whole = tokens !== undefined && Number.isInteger(tokens) && tokens >= 1;
  if (!whole || acceptance === undefined || acceptance > 1 || parts.length > 3 || parts.includes(undefined))
    return read.wrong('speculate', 'TOKENS:CHANCE[:SHARE], as in 4:0.7');
  return { tokens, acceptance, ...(draftShare !== undefined && { draftShare }) };
}
