import type { Highs } from 'highs';
import { costsOfHolding, type ExtensiveForm, type Holding } from '../../planning/index.ts';
import { orderKey, type Commitment } from '../draws/commitments.ts';
import type { OpenFuture } from './staged-world.ts';

/** What to do about one order now. Money in the plan currency, as the objective counts it. */
export interface Stance {
  /** `offer@site@quarter`. */
  readonly line: string;
  /** Commit: order it now. Option: hold the right to order it then. Wait: nothing need be done before then. */
  readonly stance: 'commit' | 'option' | 'wait';
  /** Systems: ordered now; or over the futures the mean and the most. */
  readonly now: number;
  readonly mean: number;
  readonly most: number;
  /** Probability that it is ordered at all. */
  readonly chance: number;
  /**
   * Commit: what not ordering it now would cost on average. Option: the most that the right to order it then may cost. Wait:
   * what deciding on its mean now would cost. Null where time ran out or it was too small to be valued.
   */
  readonly value: number | null;
  /** Quarter by which it is decided; null for what is ordered now. */
  readonly until: string | null;
  /** Event that decides it, where one does. */
  readonly event: string | null;
  readonly sentence: string;
}

/** An order as each future has it. */
interface Spread {
  readonly line: string;
  readonly order: number;
  readonly counts: readonly number[];
  readonly money: number;
}

/** Part of the value of everything above which a right is worth holding. */
const worthHolding = 1e-4;
/** Part of the greatest difference between futures with and without an event that makes it the one that decides. */
const decisive = 0.6;

/**
 * The stance on every order that any future places.
 *
 *     ordered now ─► commit;  what not ordering any of its offer now costs
 *     ordered later, differs between futures, and losing the right to it would cost something ─► option, worth that
 *     all others ─► wait;  what settling it now at its mean would cost
 *
 * The right to an order is that to its offer in its quarter, at whichever site. Costs are differences of relaxations of the whole problem, everything else free to adapt.
 *
 * @param most how many orders to value, largest money first
 */
export function stancesOf(
  highs: Highs,
  form: ExtensiveForm,
  futures: readonly OpenFuture[],
  plans: readonly ReadonlyMap<string, number>[],
  commitments: readonly Commitment[],
  how: {
    readonly quarters: readonly string[];
    readonly currency: (amount: number) => string;
    readonly scale: number;
    readonly value: number;
    readonly most: number;
    readonly seed: number;
    readonly secondsLeft: () => number;
    readonly interrupted: () => boolean;
  },
): readonly Stance[] {
  const spreads = spreadsOf(futures, plans, commitments, how.quarters);
  const valued = spreads.slice(0, how.most);
  const columns = valued.map(({ line }) => columnsOf((key) => key === line, form, futures));
  const ofOffer = valued.map(({ line }) =>
    columnsOf((key) => offerAndQuarter(key) === offerAndQuarter(line), form, futures),
  );
  const without = costsOfHolding(
    highs,
    form,
    ofOffer.map((all): Holding => ({ columns: all.flat(), values: all.flat().map(() => 0) })),
    how,
  );
  const settledNow = costsOfHolding(
    highs,
    form,
    valued.map(({ counts }, index): Holding => {
      const mean = meanOver(futures, counts);
      const all = (columns[index] ?? []).flat();
      return { columns: all, values: all.map(() => mean) };
    }),
    how,
  );
  return spreads.map((spread, index) => {
    const access = without[index];
    const settled = settledNow[index];
    const scaled = (cost: number | undefined): number | null =>
      cost === undefined ? null : cost * how.scale;
    return stanceOf(spread, futures, how, scaled(access), scaled(settled));
  });
}

function stanceOf(
  { line, order, counts }: Spread,
  futures: readonly OpenFuture[],
  how: {
    readonly quarters: readonly string[];
    readonly currency: (amount: number) => string;
    readonly value: number;
  },
  access: number | null,
  settled: number | null,
): Stance {
  const mean = meanOver(futures, counts);
  const most = Math.max(...counts);
  const chance = futures.reduce(
    (sum, { probability }, index) => sum + ((counts[index] ?? 0) >= 0.5 ? probability : 0),
    0,
  );
  const quarter = how.quarters[order] ?? '';
  const base = { line, now: order === 0 ? most : 0, mean, most, chance };
  if (order === 0) {
    const cost =
      access === null || access < 1
        ? ''
        : `; ordering none of this offer now would cost ${how.currency(access)} on average`;
    return {
      ...base,
      stance: 'commit',
      value: access,
      until: null,
      event: null,
      sentence: `Order ${round(most)} now${cost}.`,
    };
  }
  const event = decidingEvent(futures, counts);
  const varies = most - Math.min(...counts) > 0.5;
  const when =
    event === undefined
      ? ''
      : event.happens
        ? ` if ${quoted(event.title)} happens`
        : ` unless ${quoted(event.title)} happens`;
  const part = `${Math.round(chance * 100)} % of the futures`;
  if (varies && access !== null && access > worthHolding * Math.abs(how.value)) {
    return {
      ...base,
      stance: 'option',
      value: access,
      until: quarter,
      event: event?.id ?? null,
      sentence: `Hold the right to order up to ${round(most)} in ${quarter}: ordered in ${part}${when}; the right may cost up to ${how.currency(access)}.`,
    };
  }
  const cost =
    settled === null || settled <= 0
      ? ''
      : `; settling ${round(mean)} now would cost ${how.currency(settled)} on average`;
  return {
    ...base,
    stance: 'wait',
    value: settled,
    until: quarter,
    event: event?.id ?? null,
    sentence: `Decide in ${quarter}: ordered in ${part}${when}${cost}.`,
  };
}

function round(count: number): string {
  return String(Math.round(count));
}

function quoted(title: string): string {
  return `“${title}”`;
}

/** What an order is without its site: the same machines can be had for another. */
function offerAndQuarter(key: string): string {
  const [offer = '', , quarter = ''] = key.split('@');
  return `${offer}@${quarter}`;
}

/** Orders of all futures by key, most money first. */
function spreadsOf(
  futures: readonly OpenFuture[],
  plans: readonly ReadonlyMap<string, number>[],
  commitments: readonly Commitment[],
  quarters: readonly string[],
): readonly Spread[] {
  const spreads = new Map<string, { order: number; counts: number[]; money: number }>();
  for (const [index, plan] of plans.entries()) {
    const { world, probability } = futures[index] ?? {};
    const prices = new Map(
      world?.scenario.offers.map((offer) => [offer.id, offer.price * (offer.termQuarters ?? 1)]),
    );
    for (const [line, count] of plan) {
      const key = orderKey(line);
      const order = quarters.indexOf(key.split('@').at(-1) ?? '');
      if (order === 0) continue;
      const known = spreads.get(key) ?? { order, counts: plans.map(() => 0), money: 0 };
      known.counts[index] = (known.counts[index] ?? 0) + count;
      known.money += (probability ?? 0) * count * (prices.get(line.split('@')[0] ?? '') ?? 0);
      spreads.set(key, known);
    }
  }
  for (const { offer, site, order, count } of commitments) {
    if (order === 0)
      spreads.set(`${offer}@${site}@${quarters[0] ?? ''}`, {
        order: 0,
        counts: plans.map(() => count),
        money: Infinity,
      });
  }
  return [...spreads]
    .map(([line, spread]) => ({ line, ...spread }))
    .filter(({ counts }) => Math.max(...counts) >= 0.05)
    .toSorted((a, b) => (a.money === b.money ? (a.line < b.line ? -1 : 1) : b.money - a.money));
}

/** The columns of the extensive form that order what `means`, by future; decisions shared by several are listed once. */
function columnsOf(
  means: (key: string) => boolean,
  form: ExtensiveForm,
  futures: readonly OpenFuture[],
): readonly (readonly number[])[] {
  const seen = new Set<number>();
  return futures.map(({ model }, index) =>
    model.world.built.layout.lines.flatMap(({ candidate, column }) => {
      const at = form.columnOf[index]?.[column];
      if (!means(orderKey(candidate.id)) || at === undefined || seen.has(at)) return [];
      seen.add(at);
      return [at];
    }),
  );
}

function meanOver(futures: readonly OpenFuture[], counts: readonly number[]): number {
  return futures.reduce((sum, { probability }, index) => sum + probability * (counts[index] ?? 0), 0);
}

/** The event whose happening best tells whether the order is placed, where it tells it well. */
function decidingEvent(
  futures: readonly OpenFuture[],
  counts: readonly number[],
): { readonly id: string; readonly title: string; readonly happens: boolean } | undefined {
  const events = new Map(
    futures.flatMap(({ future }) => future.events.map(({ event }) => [event.id, event.title] as const)),
  );
  let best: { readonly id: string; readonly title: string; readonly happens: boolean } | undefined;
  let difference = decisive;
  for (const [id, title] of events) {
    const ordered = (wanted: boolean): number => {
      const those = futures.flatMap(({ future, probability }, index) =>
        future.events.some(({ event }) => event.id === id) === wanted
          ? [{ probability, count: counts[index] ?? 0 }]
          : [],
      );
      const all = those.reduce((sum, { probability }) => sum + probability, 0);
      return all > 0
        ? those.reduce((sum, { probability, count }) => sum + (count >= 0.5 ? probability : 0), 0) / all
        : 0;
    };
    const [does, doesNot] = [ordered(true), ordered(false)];
    if (Math.abs(does - doesNot) > difference) {
      difference = Math.abs(does - doesNot);
      best = { id, title, happens: does > doesNot };
    }
  }
  return best;
}
