import type { Claim } from '../../evidence/index.ts';
import type { RateTable } from '../../performance/index.ts';
import { fromInterval, type Distribution, type Money } from '../../quantity/index.ts';
import type { ResolvedScenario } from '../../scenario/index.ts';
import { placeOf } from './places.ts';
import type { Uncertainty, Undrawn } from './uncertainty.ts';

/** What is uncertain about a scenario, and what has a range but is not drawn. */
export interface Uncertainties {
  /** Sorted by id. */
  readonly drawn: readonly Uncertainty[];
  readonly undrawn: readonly Undrawn[];
}

/**
 * Beliefs from claims.
 *
 *     claims with low and high ─► multiples of the value, triangular ─┐
 *     factors of the scenario  ─► in their place                      ├─ same words, same source: one quantity ─► sorted
 *     rates of each chip       ─► one normal score per chip           ┘
 *
 * Ends of a range are the lowest and highest value still credible. A range on one side only is taken as it is.
 * The discount rate is a choice, not a fact of the world: it is never drawn.
 */
export function uncertaintiesOf(scenario: ResolvedScenario, rates: RateTable): Uncertainties {
  const wish = scenario.uncertainties;
  const undrawn: Undrawn[] = [];
  const found: Uncertainty[] = [];
  for (const [path, claim] of scenario.lineage) {
    const factor = wish?.factors.get(path);
    const belief = factor === undefined ? beliefOf(claim) : ({ kind: 'triangular', ...factor } as const);
    if (belief === undefined || (factor === undefined && wish?.ranges === false)) continue;
    if (isCertain(path, scenario)) {
      undrawn.push({ path, why: 'the scenario says that it is certain' });
      continue;
    }
    const place = placeOf(path, scenario);
    if (place === undefined) {
      undrawn.push({ path, why: notLaid(path) });
      continue;
    }
    found.push({
      id: path,
      kind: place.kind,
      title: place.title,
      paths: [path],
      stream: path,
      written: claim.written,
      distribution: belief,
      grade: claim.grade,
      basis: factor === undefined ? basisOf(claim) : 'factor of the scenario',
    });
  }
  const chips =
    wish?.rates === false ? [] : ratesOf(scenario, rates).filter(({ id }) => !isCertain(id, scenario));
  return { drawn: tied([...merged(found, scenario), ...chips], scenario), undrawn };
}

/** Multiples of the central value from the range of a claim; undefined where there is none. */
function beliefOf(claim: Claim<unknown>): Distribution | undefined {
  const value = numberOf(claim.value);
  if (value === undefined || value === 0 || !Number.isFinite(value)) return undefined;
  const low = numberOf(claim.low);
  const high = numberOf(claim.high);
  const belief = fromInterval({
    value: 1,
    low: low === undefined ? undefined : low / value,
    high: high === undefined ? undefined : high / value,
  });
  return belief.kind === 'point' ? undefined : belief;
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  const money = value as Partial<Money> | null | undefined;
  return typeof money === 'object' && typeof money?.amount === 'number' ? money.amount : undefined;
}

function basisOf({ source, reason, note }: Claim<unknown>): string {
  return [source, reason, note].filter((part) => part !== undefined).join('; ');
}

function isCertain(path: string, { uncertainties }: ResolvedScenario): boolean {
  return uncertainties?.certain.some((prefix) => path === prefix || path.startsWith(`${prefix}.`)) ?? false;
}

function notLaid(path: string): string {
  return path === 'discountRate'
    ? 'a choice of the buyer, not a fact of the world'
    : 'rates and limits follow from it in ways that a draw does not repeat; plan a variant instead';
}

/** Claims of one kind in the same words with the same range from the same source are one fact, so they move as one. */
function merged(found: readonly Uncertainty[], { lineage }: ResolvedScenario): readonly Uncertainty[] {
  const groups = new Map<string, Uncertainty>();
  for (const each of found) {
    const claim = lineage.get(each.id);
    const key = JSON.stringify([
      each.kind,
      each.written,
      each.distribution,
      claim?.source,
      claim?.reason,
      claim?.note,
    ]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, each);
    else groups.set(key, { ...known, paths: [...known.paths, ...each.paths] });
  }
  return [...groups.values()];
}

/** What the scenario ties together takes one stream of draws. */
function tied(found: readonly Uncertainty[], { uncertainties }: ResolvedScenario): readonly Uncertainty[] {
  const ties = [...(uncertainties?.together ?? [])];
  return found
    .map((each) => {
      const tie = ties.find(([, paths]) => each.paths.some((path) => paths.includes(path)));
      return tie === undefined ? each : { ...each, stream: tie[0] };
    })
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** One normal score per accelerator whose rates have an interval: the error of a chip is shared by all its rates. */
function ratesOf(
  { systems, accelerators }: ResolvedScenario,
  { services, runs }: RateTable,
): readonly Uncertainty[] {
  const chips = new Map<string, string[]>();
  const note = (
    system: string,
    work: string,
    { low, high }: { readonly low: number; readonly high: number },
  ): void => {
    const chip = systems.get(system)?.accelerator;
    if (chip !== undefined && low < high)
      chips.set(chip, [...(chips.get(chip) ?? []), `${system} × ${work}`]);
  };
  for (const rate of services) note(rate.system, rate.service, rate.requestsPerSecond);
  for (const rate of runs) note(rate.system, rate.run, rate.flopPerSecond);
  return [...chips].map(([chip, pairs]) => ({
    id: `rates.${chip}`,
    kind: 'rate',
    title: `rates of ${accelerators.get(chip)?.name ?? chip}`,
    paths: [`rates.${chip}`],
    stream: `rates.${chip}`,
    written: `${pairs.length} predicted rates`,
    distribution: { kind: 'lognormal', median: 1, sigma: 1 },
    grade: 'derived',
    basis: '80 % intervals of the predictions, one error per chip',
  }));
}
