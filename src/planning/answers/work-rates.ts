import type { BuildInput } from '../program/index.ts';
import { inSentence } from '../words.ts';
import type { WorkRate } from './flips.ts';

/** What one system does of a service or run; none where it is not rated for it. */
export function rateOf(
  system: string,
  work: string,
  { rates, scenario }: Pick<BuildInput, 'rates' | 'scenario'>,
): WorkRate | undefined {
  const service = scenario.services.find(({ id }) => id === work);
  const run = scenario.runs.find(({ id }) => id === work);
  const rate =
    service === undefined
      ? rates.runs.find((each) => each.system === system && each.run === work)?.flopPerSecond
      : rates.services.find((each) => each.system === system && each.service === work)?.requestsPerSecond;
  const name = service?.name ?? run?.name;
  if (rate === undefined || name === undefined) return undefined;
  return { work, name: inSentence(name), kind: service === undefined ? 'run' : 'service', rate: rate.value };
}
