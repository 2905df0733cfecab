import type { Pool } from '../fleet/fleet.ts';
import { requestsHeld } from './requests-held.ts';
import type { ServiceFleet } from './service-fleet.ts';

/** Prompts on some replicas of each placement, answers on the others, with the KV cache handed over on links. */
export interface Split {
  /** Part of the replicas that works on prompts; undefined: by the time that prompts and answers take. */
  readonly part: number | undefined;
  /** Bytes per second that a replica of prompts hands over; undefined: what the network of its system carries. */
  readonly bytesPerSecond: number | undefined;
  /** Seconds before the first byte. */
  readonly latency: number;
}

/** Bytes per second of an accelerator whose network is not known: one port of 200 Gb/s. Assumed. */
const usualPort = 25e9;

/**
 * Splits every pool of two replicas or more in two at its site; one that has a single replica keeps doing both, beside the pools of
 * prompts, and one that the plan has split already stays as it is. Both halves keep the configuration of the rate; each does all that
 * the whole pool does.
 */
export function splitFleet(
  pools: readonly Pool[],
  { placed, service }: Pick<ServiceFleet, 'placed' | 'service'>,
  { part, bytesPerSecond, latency }: Split,
): readonly Pool[] {
  const made: Pool[] = [];
  for (const [index, pool] of pools.entries()) {
    const place = placed[index];
    if (pool.role !== 'both' || pool.replicas < 2 || place === undefined) {
      // A pool of prompts that the plan has split already hands over to the one after it.
      const handOver = pool.handOver && { ...pool.handOver, pool: made.length + 1 };
      made.push({ ...pool, ...(handOver !== undefined && { handOver }) });
      continue;
    }
    const wanted = Math.round(pool.replicas * (part ?? promptPart(pool, service)));
    const prompts = Math.min(pool.replicas - 1, Math.max(1, wanted));
    const port = bytesPerSecond ?? place.linkBytesPerSecond ?? usualPort * place.acceleratorsPerReplica;
    const answers = made.length + 1;
    made.push(
      {
        ...pool,
        id: `${pool.id}, prompts`,
        role: 'prefill',
        replicas: prompts,
        rate: (pool.rate * pool.replicas) / prompts,
        handOver: {
          pool: answers,
          bytesPerToken: place.kvBytesPerToken,
          bytesPerSecond: port * prompts,
          latency,
        },
      },
      {
        ...pool,
        id: `${pool.id}, answers`,
        role: 'decode',
        replicas: pool.replicas - prompts,
        rate: (pool.rate * pool.replicas) / (pool.replicas - prompts),
      },
    );
  }
  return made;
}

/** Load up to which a pool of prompts is filled: beyond it the wait for the first token grows fast. As the rating of split pools assumes. */
const promptLoad = 0.7;

/** Part of the replicas that prompts need, from the seconds that the prompt and the answer of a mean request take of a replica. */
function promptPart({ steps, engine, rate, role }: Pool, service: ServiceFleet['service']): number {
  const { classes } = service;
  const mean = (of: (each: (typeof classes)[number]) => number): number =>
    classes.reduce((sum, each) => sum + each.share * of(each), 0);
  const fresh = mean(({ inputTokens, cachedInput }) => inputTokens * (1 - cachedInput));
  const input = mean(({ inputTokens }) => inputTokens);
  const output = mean(({ outputTokens }) => outputTokens);
  const chunk = Math.max(1, engine.maxBatchedTokens);
  const prompt = (steps.seconds(0, 0, chunk, input / 2) * fresh) / chunk / promptLoad;
  const together = Math.max(1, requestsHeld(service, rate, role));
  const answer = (steps.seconds(together, input + output / 2, 0, 0) * output) / together;
  return prompt / (prompt + answer);
}
