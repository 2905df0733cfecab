import type { ResolvedScenario } from '../../scenario/index.ts';
import {
  changed,
  scaled,
  offerPlace,
  scalePrice,
  leadPlace,
  allocationPlace,
  unknownAllocation,
  sitePlace,
  puePlace,
  powerPlace,
  systemPower,
  demandPlace,
  growthPlace,
  levelPlace,
  computePlace,
  penaltyPlace,
  costPlace,
  words,
  type Place,
} from './place-makers.ts';

type Maker = (match: readonly string[], scenario: ResolvedScenario) => Place | undefined;

/**
 * Paths of the lineage that a draw can be laid over, by pattern. A claim outside them enters in ways that are not a
 * plain proportion (lengths of requests, latencies, exchange rates) and is reported as not drawn.
 */
const makers: readonly (readonly [RegExp, Maker])[] = [
  [/^offers\.(.+)\.price$/, ([, id = '']) => offerPlace('price', `price of ${id}`, id, scalePrice)],
  [/^offers\.(.+)\.leadWeeks$/, ([path = '', id = ''], scenario) => leadPlace(path, id, scenario)],
  [
    /^offers\.(?:change\.|add\.)?(.+)\.allocation(?:\.(\d+))?$/,
    ([, id = '', q], scenario) => allocationPlace(id, q, scenario),
  ],
  [/^offers\.allocationWhereUnknown(?:\.(\d+))?$/, ([, q], scenario) => unknownAllocation(q, scenario)],
  [/^sites\.(.+)\.pue$/, ([, id = ''], scenario) => puePlace(id, scenario)],
  [
    /^sites\.(.+)\.tariff$/,
    ([, id = '']) =>
      sitePlace('cost', `electricity price of ${id}`, id, (site, f) => ({
        ...site,
        tariff: site.tariff * f,
      })),
  ],
  [
    /^sites\.(.+)\.space$/,
    ([, id = '']) =>
      sitePlace('cost', `building cost of ${id}`, id, (site, f) => ({
        ...site,
        spacePerWattQuarter: site.spacePerWattQuarter * f,
      })),
  ],
  [/^sites\.(.+)\.(?:itPower|power)(?:\.(\d+))?$/, ([, id = '', q], scenario) => powerPlace(id, q, scenario)],
  [/^systems\.(.+)\.power$/, ([, id = '']) => systemPower(id)],
  [
    /^services\.(.+)\.demand\.growthPerQuarter(?:\.(\d+))?$/,
    ([, id = '', q], scenario) => growthPlace(id, q, scenario),
  ],
  [
    /^services\.(.+)\.demand\.peakOverMean$/,
    ([, id = '']) => demandPlace(id, `peak over mean of ${id}`, (f) => ({ peak: () => f, mean: () => 1 })),
  ],
  [
    /^services\.(.+)\.demand\.(monthlyUsers|tokens|requests)(?:\.(\d+))?$/,
    ([, id = '', way = '', q], scenario) => levelPlace(id, way, q, scenario),
  ],
  [
    /^services\.(.+)\.demand\.(dailyActiveShare|requestsPerActiveUserDay)$/,
    ([, id = '', key = '']) =>
      demandPlace(id, `${words[key] ?? key} of ${id}`, (f) => ({ peak: () => f, mean: () => f })),
  ],
  [/^services\.(.+)\.unmetPenalty$/, ([, id = '']) => penaltyPlace('services', id)],
  [/^runs\.(.+)\.unmetPenalty$/, ([, id = '']) => penaltyPlace('runs', id)],
  [/^runs\.(.+)\.flop$/, ([, id = ''], scenario) => computePlace(id, scenario)],
  [
    /^budgets\.(.+)\.amount$/,
    ([, id = '']) => ({
      kind: 'budget',
      title: `budget ${id}`,
      lay: (s, f) => ({
        ...s,
        budgets: changed(s.budgets, id, (budget) => ({
          ...budget,
          amount: budget.amount * f,
          limit: budget.limit * f,
        })),
      }),
    }),
  ],
  [
    /^fleet\.(.+)\.count(?:\.(\d+))?$/,
    ([, id = '', q]) => ({
      kind: 'fleet',
      title: `fleet ${id}`,
      lay: (s, f) => ({
        ...s,
        fleet: changed(s.fleet, id, (fleet) => ({ ...fleet, count: scaled(fleet.count, q, f) })),
      }),
    }),
  ],
  [
    /^costs\.(networkShare|supportPerYear|loadFactor|lifeYears|resaleFraction|availability)$/,
    ([, key = '']) => costPlace(key as keyof ResolvedScenario['costs']),
  ],
];

/** Where a path of the lineage enters; undefined where a draw cannot be laid over it. */
export function placeOf(path: string, scenario: ResolvedScenario): Place | undefined {
  for (const [pattern, make] of makers) {
    const match = pattern.exec(path);
    if (match !== null) return make(match, scenario);
  }
  return undefined;
}
