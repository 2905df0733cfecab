import type { PlanFile } from '../../plan/index.ts';
import { formatMoney } from '../../quantity/index.ts';
import { build } from '../program/index.ts';
import type { BuildInput, Line } from '../program/index.ts';
import type { Order, Solution } from '../solution/index.ts';
import type { Solver } from '../solver/index.ts';
import type { RulePrice } from './rule-prices.ts';
import { excessIn, relaxedValue, repriced } from './valuation.ts';
import type { SeriesOptions, Valuation } from './valuation.ts';

type BreakEven = PlanFile['breakEvens'][number];

/** Absent offers reported, the nearest to entering first; planned lines tried for leaving, the largest first. */
const mostAbsent = 8;
const mostPresent = 5;
/** A planned line is tried at prices up to this many times its own, in halvings of the interval. */
const dearest = 3;
const halvings = 5;
/** A price this near to the one that enters is a tie. */
const tie = 1e-4;

/** Price, rule or rate at which a line would leave the plan or an absent one enter, at the prices of the plan. */
export async function findBreakEvens(
  solver: Solver,
  valuation: Valuation,
  solution: Solution,
  rules: readonly RulePrice[],
  options: SeriesOptions,
): Promise<BreakEven[]> {
  const { input } = valuation.built;
  return [
    ...(await leaving(solver, input, solution, options)),
    ...entering(valuation, solution),
    ...freed(rules, solution, input),
  ];
}

/** `offer@site` of a line or an order. */
export function placeOf({ candidate }: Pick<Line, 'candidate'>): string {
  return `${candidate.offer.id}@${candidate.site.id}`;
}

/**
 * Prices at which absent lines enter: where the excess of cost over worth falls to 0. Excess is linear in price, through
 * cost, budgets and shares alike, so two prices give the line. The earliest quarter to enter counts.
 */
function entering(valuation: Valuation, solution: Solution): readonly BreakEven[] {
  const { input, layout } = valuation.built;
  const whole = excessIn(valuation.built.program, valuation);
  const half = excessIn(build(repriced(input, () => true, 0.5)).program, valuation);
  const planned = new Set(solution.orders.map(placeOf));
  const best = new Map<string, { readonly line: Line; readonly factor: number }>();
  for (const line of layout.lines) {
    const place = placeOf(line);
    if (planned.has(place)) continue;
    const excess = whole(line);
    const perPrice = (excess - half(line)) / 0.5;
    const factor = perPrice <= 0 ? 0 : Math.min(1, 1 - excess / perPrice);
    if (factor > (best.get(place)?.factor ?? -1)) best.set(place, { line, factor });
  }
  return [...best]
    .toSorted(([a, x], [b, y]) => y.factor - x.factor || (a < b ? -1 : 1))
    .slice(0, mostAbsent)
    .map(([place, { line, factor }]) => {
      const { offer, site, system } = line.candidate;
      const now = offer.price;
      const flips = factor > 0 ? now * factor : null;
      const named = `${system.name} (${offer.id}) at ${site.name}`;
      return {
        line: place,
        what: 'price',
        now,
        flips,
        unit: unitOf(line, input),
        sentence:
          flips === null
            ? `${named} would not enter the plan at any price.`
            : factor > 1 - tie
              ? `${named} is as good as what the plan has: it could stand in it at its price.`
              : `${named} would enter the plan at ${price(flips, line, input)}, ${percent(1 - factor)} below its price.`,
      };
    });
}

/** Prices at which the largest planned lines leave, found by solving the relaxation at dearer prices. */
async function leaving(
  solver: Solver,
  input: BuildInput,
  solution: Solution,
  options: SeriesOptions,
): Promise<readonly BreakEven[]> {
  const places = new Map<string, { readonly order: Order; value: number }>();
  for (const order of solution.orders.filter((each) => !each.frozen)) {
    const place = placeOf(order);
    const known = places.get(place) ?? { order, value: 0 };
    known.value += order.count * order.candidate.offer.price;
    places.set(place, known);
  }
  const largest = [...places]
    .toSorted(([a, x], [b, y]) => y.value - x.value || (a < b ? -1 : 1))
    .slice(0, mostPresent);
  const found: BreakEven[] = [];
  for (const [place, { order }] of largest) {
    const { offer, site, system } = order.candidate;
    const stays = async (factor: number): Promise<boolean> => {
      const dearer = await relaxedValue(
        solver,
        repriced(input, (id) => id === offer.id, factor),
        options,
      );
      const count = dearer?.built.layout.lines
        .filter((line) => placeOf(line) === place)
        .reduce((sum, { column }) => sum + (dearer.columns[column] ?? 0), 0);
      return (count ?? 0) > 1e-6;
    };
    let low = 1;
    let high = dearest;
    const never = await stays(dearest);
    for (let step = never ? halvings : 0; step < halvings; step += 1) {
      const middle = (low + high) / 2;
      if (await stays(middle)) low = middle;
      else high = middle;
    }
    const named = `${system.name} (${offer.id}) at ${site.name}`;
    found.push({
      line: place,
      what: 'price',
      now: offer.price,
      flips: never ? null : offer.price * high,
      unit: unitOf(order, input),
      sentence: never
        ? `${named} stays in the plan even at ${dearest} times its price.`
        : `${named} leaves the plan at about ${price(offer.price * high, order, input)}, ${percent(high - 1)} above its price.`,
    });
  }
  return found;
}

/** Lines that a single rule keeps out of the plan. */
function freed(rules: readonly RulePrice[], solution: Solution, input: BuildInput): readonly BreakEven[] {
  const planned = new Set(solution.orders.map(placeOf));
  return rules.flatMap(({ rule, title, saves, orders }) =>
    [...orders]
      .filter(([place, count]) => !planned.has(place) && count > 0.5 && (saves ?? 0) > 0)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([place, count]): BreakEven => ({
        line: place,
        what: 'rule',
        now: 1,
        flips: 0,
        unit: `rule:${rule} applies`,
        sentence: `Without ${title}, about ${Math.round(count)} systems of ${place} would enter the plan and it would cost ${formatMoney({ amount: saves ?? 0, currency: input.scenario.currency })} less.`,
      })),
  );
}

function unitOf({ candidate }: Pick<Line, 'candidate'>, { scenario }: BuildInput): string {
  return `${scenario.currency} per system${candidate.offer.kind === 'lease' ? ' and quarter' : ''}`;
}

function price(amount: number, line: Pick<Line, 'candidate'>, { scenario }: BuildInput): string {
  const each = line.candidate.offer.kind === 'lease' ? 'per system and quarter' : 'per system';
  return `${formatMoney({ amount, currency: scenario.currency })} ${each}`;
}

function percent(part: number): string {
  return `${Number((part * 100).toPrecision(2))} %`;
}
