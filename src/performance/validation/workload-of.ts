import type { Configuration } from './configuration-of.ts';
import { arrivalsAt, lengths, spreadOf } from './lengths.ts';
import type { Workload } from './play.ts';
import type { Prepared } from './prepared.ts';
import { cell, numberIn, type TruthRow } from './truth.ts';

/** Most requests of a closed loop that are played, beyond four for each user: what follows repeats. */
const mostPlayed = 3000;
/** Requests of an open loop where a row does not say for how long it ran. */
const openRequests = 500;
/** Requests of one stage of an open loop, at most. */
const mostOfStage = 6000;

/** The requests of a run, for one copy of the replica; or why they are not known. */
export function workloadOf(
  row: TruthRow,
  regime: string,
  { copies }: Configuration,
  prepared: Prepared,
  { prompt, answer }: { readonly prompt: number; readonly answer: number },
): Workload | string {
  const spread = spreadOf(row);
  const base = {
    prompt: lengths(prompt, spread, 0),
    answer: lengths(answer, spread, 1),
    arrival: () => 0,
    cached: cachedPart(row),
  };
  const users = numberIn(row, 'concurrency');
  const counted = Number(/\bn=(\d+)/u.exec(cell(row, 'notes'))?.[1] ?? Number.NaN);
  const together = (requests: number): Workload => ({ ...base, users: requests, requests });
  switch (regime) {
    case 'closed-loop': {
      if (users === undefined) return 'the number of users is not stated';
      const each = Math.max(1, Math.round(users / copies));
      const requests = Number.isFinite(counted) ? Math.max(each, Math.round(counted / copies)) : each * 10;
      return { ...base, users: each, requests: Math.min(requests, Math.max(mostPlayed, 4 * each)) };
    }
    case 'static-batch':
      return users === undefined ? 'the batch is not stated' : together(Math.max(1, users / copies));
    case 'batch-1':
      return together(1);
    case 'burst-at-t0':
      return together(
        Math.max(1, Math.round((Number.isFinite(counted) ? counted : (users ?? 1000)) / copies)),
      );
    case 'max-throughput': {
      const fit = prepared.allowed.cacheTokens / (prompt + answer / 2);
      const running = Math.max(1, Math.min(fit, prepared.allowed.running));
      return together(Math.round(Math.min(Math.max(running * 3, 200), 6000)));
    }
    case 'open-loop': {
      const stages = stagesOf(row);
      if (stages.length === 0)
        return /inf/iu.test(cell(row, 'qps')) ? together(openRequests) : 'the rate of arrivals is not stated';
      const even = /constant/u.test(cell(row, 'workload'));
      const arrivals: number[] = [];
      for (const { rate, seconds } of stages) {
        const requests =
          seconds === undefined ? openRequests : Math.min(mostOfStage, Math.ceil((rate * seconds) / copies));
        const start = arrivals.at(-1) ?? 0;
        for (const at of arrivalsAt(rate / copies, requests, even, arrivals.length))
          arrivals.push(start + at);
      }
      return {
        ...base,
        users: Infinity,
        requests: arrivals.length,
        arrival: (index) => arrivals[index] ?? Infinity,
      };
    }
    default:
      return `the regime ${regime} is not known here`;
  }
}

interface Stage {
  readonly rate: number;
  readonly seconds: number | undefined;
}

/** Rates of arrivals one after another: `(8->20 req/s, 600 s each)` is two. */
function stagesOf(row: TruthRow): readonly Stage[] {
  const workload = cell(row, 'workload');
  const seconds = /(\d+) s each/u.exec(workload)?.[1];
  const pooled = /\((\d+(?:\.\d+)?(?:->\d+(?:\.\d+)?)+) req\/s/u.exec(workload)?.[1];
  const lasting = seconds === undefined ? undefined : Number(seconds);
  if (pooled !== undefined)
    return pooled.split('->').map((rate) => ({ rate: Number(rate), seconds: lasting }));
  const rate = numberIn(row, 'qps');
  // Stages of the same study last as long as those it pools.
  const staged = /; stage \d/u.test(workload) ? 600 : undefined;
  return rate === undefined ? [] : [{ rate, seconds: staged }];
}

/** Part of a prompt that an earlier one has left in the cache. */
function cachedPart(row: TruthRow): number {
  const workload = cell(row, 'workload');
  const notes = cell(row, 'notes');
  const shared = /(\d+)-tok shared prefix/u.exec(workload)?.[1];
  const prompt = numberIn(row, 'isl') ?? 1;
  if (shared !== undefined && /prefix_cach/u.test(notes)) return Math.min(0.95, Number(shared) / prompt);
  if (/multi-turn agentic/u.test(workload)) return 0.45;
  // A system prompt of 100-150 tokens and earlier turns, in prompts of 500-1,000. The middle, assumed.
  if (/multi-turn chat on/u.test(notes) && /prefix caching/u.test(notes)) return 0.4;
  return 0;
}
