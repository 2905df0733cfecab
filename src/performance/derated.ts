import type { Predicted, RateTable } from './types.ts';

/**
 * Rates of which a plan counts on a part only, because simulation bore out no more. Latencies and configurations stay: a service that
 * asks less of each system keeps its levels.
 *
 * @param parts by service id, above 0 and at most 1; services that are not in it keep their rates
 */
export function deratedRates(table: RateTable, parts: ReadonlyMap<string, number>): RateTable {
  if (parts.size === 0) return table;
  return {
    ...table,
    services: table.services.map((rate) => {
      const part = parts.get(rate.service);
      return part === undefined
        ? rate
        : {
            ...rate,
            requestsPerSecond: times(rate.requestsPerSecond, part),
            outputTokensPerSecond: rate.outputTokensPerSecond * part,
          };
    }),
  };
}

function times({ value, low, high }: Predicted, part: number): Predicted {
  return { value: value * part, low: low * part, high: high * part };
}
