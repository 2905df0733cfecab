import type { Catalog } from '../catalog/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import type { Operating } from '../simulation/index.ts';
import type { Arguments, Flag } from './command.ts';
import { complaint } from './messages.ts';

type Routing = NonNullable<Operating['routing']>;

/** Routing by name; what they weigh with where it takes a number is said in docs/simulator.md. */
const routings: Readonly<Record<string, Routing>> = {
  'round-robin': { kind: 'round-robin' },
  'least-loaded': { kind: 'least-loaded' },
  'shortest-queue': { kind: 'shortest-queue' },
  weighted: { kind: 'weighted' },
  'kv-aware': { kind: 'kv-aware' },
  'prefix-aware': { kind: 'prefix-aware', tokensPerRequest: 256 },
  affinity: { kind: 'affinity', slack: 4 },
};

const year = 31_557_600;
/** Seconds from an interruption to work again: finding the cause took ByteRobust 2 to 15 min; the middle. */
const usualRepair = 510;
/** Seconds to provision a replica, load weights and warm up. Assumed. */
const usualColdStart = 120;
/** Part of a step that drafting takes. Assumed. */
const usualDrafting = 0.1;
/** Tokens per second to host memory and back: 50 GB/s over 160 KB a token. Assumed. */
const usualSwap = 300_000;

/** How the fleet is run where that differs from the usual. */
export const operatingFlags: readonly Flag[] = [
  {
    name: 'routing',
    value: 'KIND',
    summary: `How requests find their replica: ${Object.keys(routings).join(', ')} (default least-loaded)`,
    complete: Object.keys(routings),
  },
  { name: 'users', value: 'N', summary: 'A closed loop: N users of the service who wait for their answers' },
  {
    name: 'think',
    value: 'SECONDS',
    summary: 'With --users: mean time before the next question (default 10)',
  },
  {
    name: 'autoscale',
    value: 'MIN..MAX',
    summary: 'Replicas of the fleet follow the load between MIN and MAX',
  },
  {
    name: 'cold-start',
    value: 'SECONDS',
    summary: `With --autoscale: from the decision to the first request (default ${usualColdStart})`,
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
    summary: `With --failures or --mtbf: until a replica is back (default ${usualRepair})`,
  },
  {
    name: 'speculate',
    value: 'TOKENS:CHANCE[:SHARE]',
    summary: `Draft tokens per step, the chance of each to be accepted, part of a step that drafting takes (default ${usualDrafting})`,
  },
  {
    name: 'host-blocks',
    value: 'N',
    summary: `Requests set back go to host memory of N KV blocks per replica, at ${usualSwap} tokens/s, in place of being computed again`,
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

/** The values of `operatingFlags`, how they were written, and what is wrong with them. */
export function operatingOptions({ flags }: Arguments, catalog: Catalog, classes: readonly string[]) {
  const problems: Diagnostic[] = [];
  const text = (name: string): string | undefined => {
    const written = flags[name];
    return typeof written === 'string' ? written : undefined;
  };
  const wrong = (name: string, expected: string): undefined => {
    problems.push(complaint('FW-CLI-0004', name, `--${name} ${String(flags[name])}: expected ${expected}`));
  };
  const number = (name: string, least: number, fallback?: number): number | undefined => {
    const written = text(name);
    if (written === undefined) return fallback;
    const value = numberOf(written);
    return value !== undefined && value >= least ? value : wrong(name, `a number of at least ${least}`);
  };
  const together = (name: string, others: readonly string[]): void => {
    if (flags[name] !== undefined && others.every((other) => flags[other] === undefined))
      wrong(name, `${others.map((other) => `--${other}`).join(' or ')} beside it`);
  };
  together('think', ['users']);
  together('cold-start', ['autoscale']);
  together('repair', ['failures', 'mtbf']);

  const routing = text('routing');
  if (routing !== undefined && routings[routing] === undefined)
    wrong('routing', `one of ${Object.keys(routings).join(', ')}`);
  const users = number('users', 1);
  const think = number('think', 0, 10);
  const range = text('autoscale')?.split('..').map(numberOf);
  const [least, most] = range ?? [];
  const fits =
    least !== undefined && most !== undefined && least >= 1 && most >= least && range?.length === 2;
  if (range !== undefined && !fits) wrong('autoscale', 'MIN..MAX replicas, as in 4..40');
  const coldStart = number('cold-start', 0, usualColdStart);
  const hours = number('mtbf', 1e-6);
  const repair = number('repair', 0, usualRepair);
  const perYear = flags.failures === true && hours === undefined ? failuresPerYear(catalog) : undefined;
  if (flags.failures === true && hours === undefined && perYear === undefined)
    wrong('failures', '--mtbf beside it: the catalog does not say how often accelerators fail');
  const perSecond = hours === undefined ? perYear && perYear / year : 1 / (hours * 3600);
  const drafts = text('speculate')?.split(':').map(numberOf);
  const [tokens, acceptance, draftShare = usualDrafting] = drafts ?? [];
  const drafted =
    drafts !== undefined &&
    drafts.length <= 3 &&
    !drafts.includes(undefined) &&
    tokens !== undefined &&
    acceptance !== undefined &&
    Number.isInteger(tokens) &&
    tokens >= 1 &&
    acceptance <= 1;
  if (drafts !== undefined && !drafted) wrong('speculate', 'TOKENS:CHANCE[:SHARE], as in 4:0.7');
  const hostBlocks = number('host-blocks', 1);
  const byClass = (name: string): ReadonlyMap<string, number> | undefined => {
    const pairs = text(name)
      ?.split(',')
      .map((pair) => pair.split('='));
    if (pairs === undefined) return undefined;
    const values = new Map<string, number>();
    for (const [id = '', written = '', ...more] of pairs) {
      const value = numberOf(written);
      if (!classes.includes(id) || value === undefined || more.length > 0)
        wrong(name, `CLASS=NUMBER,… with classes of ${classes.join(', ')}`);
      else values.set(id, value);
    }
    return values;
  };
  const operating: Operating = {
    routing: routings[routing ?? ''],
    users: users === undefined || think === undefined ? undefined : { count: users, think },
    scaling: fits && coldStart !== undefined ? { least, most, coldStart } : undefined,
    failures:
      perSecond === undefined || repair === undefined
        ? undefined
        : { perAcceleratorSecond: perSecond, meanRepair: repair },
    speculation: drafted ? { tokens, acceptance, draftShare } : undefined,
    swap: hostBlocks === undefined ? undefined : { hostBlocks, tokensPerSecond: usualSwap },
    priorities: byClass('priority'),
    patience: byClass('deadline'),
  };
  const written = operatingFlags.flatMap(({ name }) =>
    flags[name] === undefined ? [] : [flags[name] === true ? `--${name}` : `--${name} ${flags[name]}`],
  );
  return { operating, written, problems };
}

function numberOf(written: string): number | undefined {
  const value = written.trim() === '' ? Number.NaN : Number(written);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** Failures per accelerator and year: those of the Llama 3 405B run. */
function failuresPerYear(catalog: Catalog): number | undefined {
  return catalog.costs.get('failure-per-gpu-year')?.claim.value;
}
