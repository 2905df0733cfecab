import type { Path } from '../reading/index.ts';
import { listedNumbers, numberByQuarter } from './by-quarter.ts';
import { say } from './messages.ts';
import type { Reader } from './reader.ts';
import type { ResolvedClass } from './resolved-work.ts';
import type { RawDemand } from './shape-work.ts';

const secondsPerDay = 86_400;
const ways = ['monthlyUsers', 'tokens', 'requests'] as const;
const userKeys = ['dailyActiveShare', 'requestsPerActiveUserDay'] as const;

/**
 * Requests per second in every quarter, on average and at the peak hour, from what people know about demand:
 *
 *     monthly users × daily active share × requests per active user and day ÷ 86 400
 *     or tokens per second ÷ mean tokens per request
 *     or requests per second as given
 *
 * Listed quarters are taken as written; from the last of them on the rate grows by `growthPerQuarter`.
 */
export function resolveDemand(
  reader: Reader,
  demand: RawDemand,
  classes: readonly ResolvedClass[],
  path: Path,
): { readonly mean: readonly number[]; readonly peak: readonly number[] } {
  const at = (key: string): Path => [...path, key];
  const given = ways.filter((way) => demand[way] !== undefined);
  if (given.length !== 1) reader.report(say.oneOf(reader.place(path, 'key'), ways, given));
  if (given.length === 0) return { mean: [], peak: [] };
  if (demand.monthlyUsers === undefined) {
    for (const key of userKeys) {
      if (demand[key] !== undefined)
        reader.report(say.belongsTo(reader.place(at(key), 'key'), key, 'monthlyUsers'));
    }
  }
  const mean = grown(reader, demand, listedRates(reader, demand, classes, path), path);
  const peakOverMean = reader.number(
    reader.claim(demand.peakOverMean, 'ratio', at('peakOverMean')),
    at('peakOverMean'),
    'the peak over the mean',
    { least: 1 },
  );
  return { mean, peak: mean.map((rate) => rate * peakOverMean) };
}

/** Mean requests per second in the listed quarters. */
function listedRates(
  reader: Reader,
  demand: RawDemand,
  classes: readonly ResolvedClass[],
  path: Path,
): readonly number[] {
  const at = (key: string): Path => [...path, key];
  if (demand.requests !== undefined) {
    return listedNumbers(reader, demand.requests, 'request-rate', at('requests'), 'the request rate');
  }
  if (demand.tokens !== undefined) {
    const perRequest = classes.reduce(
      (sum, entry) => sum + entry.share * (entry.inputTokens + entry.outputTokens),
      0,
    );
    return listedNumbers(reader, demand.tokens, 'token-rate', at('tokens'), 'the token rate').map(
      (rate) => rate / perRequest,
    );
  }
  const users = listedNumbers(
    reader,
    demand.monthlyUsers ?? 0,
    'users',
    at('monthlyUsers'),
    'the number of users',
  );
  const daily = reader.number(
    reader.claim(demand.dailyActiveShare, 'ratio', at('dailyActiveShare')),
    at('dailyActiveShare'),
    'the daily active share',
    { most: 1 },
  );
  const requests = reader.number(
    reader.claim(demand.requestsPerActiveUserDay, 'count', at('requestsPerActiveUserDay')),
    at('requestsPerActiveUserDay'),
    'the number of requests per active user and day',
  );
  return users.map((count) => (count * daily * requests) / secondsPerDay);
}

/** The listed rates, then growth quarter by quarter. */
function grown(reader: Reader, demand: RawDemand, listed: readonly number[], path: Path): readonly number[] {
  const { quarters } = reader.horizon;
  const growth = numberByQuarter(
    reader,
    demand.growthPerQuarter ?? { value: 0, reason: 'the scenario names no growth' },
    'ratio',
    [...path, 'growthPerQuarter'],
    'the growth',
    { least: -1 },
  );
  const rates: number[] = [];
  for (const index of quarters.keys()) {
    rates.push(listed[index] ?? (rates[index - 1] ?? 0) * (1 + (growth[index] ?? 0)));
  }
  return rates;
}
