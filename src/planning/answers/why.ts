import type { PlanFile } from '../../plan/index.ts';
import { formatMoney, secondsPerQuarter } from '../../quantity/index.ts';
import type { Candidate } from '../candidates/index.ts';
import { discounted, paymentsOf, permittedUses } from '../candidates/index.ts';
import { capUses, fromMillion, inShare, workOf } from '../program/index.ts';
import type { BuildInput, BuiltProgram, Line } from '../program/index.ts';
import type { Order, Solution } from '../solution/index.ts';
import { limitName, listed, percent, placeName } from '../words.ts';
import { findingOf } from './conflict-sentences.ts';
import { placeOf, priceText, rateText } from './flips.ts';
import type { RulePrice } from './rule-prices.ts';
import type { SidesByLimit } from './share-sides.ts';
import type { Valuation } from './valuation.ts';
import { workShares } from './work-shares.ts';

/** What the sentences draw on beside the plan and its prices. */
export interface Answered {
  readonly rules: readonly RulePrice[];
  readonly sides: SidesByLimit;
  readonly breakEvens: PlanFile['breakEvens'];
}

/** Discounted cost of one unit of work, plan currency, of the cheapest line of a place. */
interface UnitCost {
  readonly line: Candidate;
  readonly cost: number;
}

/** Dearer than the cheapest by less than this part counts as equally cheap. */
const close = 0.005;

/**
 * Sentences on why an order is in the plan: what it works on; what a unit of that work costs with it and with the next
 * best, and what keeps that out; which share it serves and what that costs; what the rules keep out; and at what price
 * or rate it would leave.
 */
export function whyOf(
  valuation: Valuation,
  solution: Solution,
  answered: Answered,
): (order: Order) => readonly string[] {
  const { built } = valuation;
  return (order) => {
    if (order.frozen) return ['Ordered before; the plan takes it as given.'];
    const works = workShares(order, built, solution);
    const [main] = works;
    if (main === undefined)
      return ['No work is placed on it: it balances a share or a limit on concentration.'];
    const named = works.map(({ name, part }) => (part > 0.995 ? name : `${name} (${percent(part)})`));
    return [
      `Its pool works on ${listed(named)}.`,
      ...comparison(order, main.id, valuation),
      ...domestic(order, built.input, answered.sides),
      ...forbidden(order, main.id, built, answered.rules),
      ...flips(order, built.input, answered.breakEvens),
    ];
  };
}

/** The binding share that a domestic order serves, with what a point of it costs. */
function domestic({ candidate }: Order, { scenario }: BuildInput, sides: SidesByLimit): readonly string[] {
  if (!candidate.offer.domestic) return [];
  return scenario.shares
    .filter((share) => share.binding && share.atLeast !== undefined && inShare(share, candidate))
    .flatMap((share) => {
      const side = sides.get(`share:${share.id}`);
      if (side === undefined) return [];
      const { currency } = scenario;
      const more =
        side.more === null
          ? 'one point more cannot be had'
          : `one point more costs ${formatMoney({ amount: side.more, currency })}`;
      const less =
        side.less === null ? '' : `, one point less saves ${formatMoney({ amount: side.less, currency })}`;
      return [`It counts as domestic for “${share.name}”, which binds: ${more}${less}.`];
    });
}

/** Cheaper ways that the rules keep out, and what the rule costs where a single one does. */
function forbidden(
  order: Order,
  work: string,
  { layout, input }: BuiltProgram,
  prices: readonly RulePrice[],
): readonly string[] {
  const own = unitCost(order.candidate, work, input)?.cost ?? 0;
  const cheaper = cheapestByPlace(layout.blocked, work, input).filter(({ cost }) => cost < own * (1 - close));
  const [first] = cheaper;
  if (first === undefined) return [];
  const rules = [...new Set(first.line.verdicts.flatMap((verdict) => verdict.blockedBy))];
  const titles = rules.map((rule) => `“${findingOf(rule, input.judged)?.title ?? rule}”`);
  const others =
    cheaper.length === 1
      ? ' would be cheaper but is'
      : ` and ${cheaper.length - 1} other ${cheaper.length === 2 ? 'way' : 'ways'} would be cheaper but are`;
  const saves = rules.length === 1 ? prices.find(({ rule }) => rule === rules[0])?.saves : undefined;
  const worth =
    saves === undefined || saves <= 0
      ? ''
      : `; without that rule the plan would cost ${formatMoney({ amount: saves, currency: input.scenario.currency })} less`;
  return [`${placeName(first.line, input.scenario)}${others} not permitted by ${listed(titles)}${worth}.`];
}

/** Price and rate at which it would leave, in one sentence. */
function flips(
  order: Order,
  { scenario }: BuildInput,
  breakEvens: PlanFile['breakEvens'],
): readonly string[] {
  const own = breakEvens.filter((each) => each.line === placeOf(order));
  const price = own.find(({ what }) => what === 'price');
  const rate = own.find(({ what }) => what === 'rate');
  const above =
    price?.flips === undefined || price.flips === null || price.flips <= price.now
      ? undefined
      : `above about ${priceText(price.flips, order, scenario)} (${percent(price.flips / price.now - 1)} more)`;
  const below =
    rate?.flips === undefined || rate.flips === null || rate.flips >= rate.now
      ? undefined
      : `below ${percent(rate.flips / rate.now)} of its rate (${rateText(rate.flips, { kind: rate.unit.startsWith('FLOP') ? 'run' : 'service' })})`;
  const ways = [above, below].filter((way) => way !== undefined);
  if (ways.length > 0) return [`It leaves the plan ${ways.join(', or ')}.`];
  return [price, rate].flatMap((each) => (each === undefined ? [] : [each.sentence]));
}

function comparison(order: Order, work: string, valuation: Valuation): readonly string[] {
  const { input, layout } = valuation.built;
  const own = unitCost(order.candidate, work, input);
  if (own === undefined) return [];
  const sameQuarter = layout.lines
    .map((line) => line.candidate)
    .filter((each) => each.order === order.candidate.order);
  const ways = cheapestByPlace(sameQuarter, work, input);
  const next = ways.find(({ line }) => placeOf({ candidate: line }) !== placeOf(order));
  const service = input.scenario.services.some((each) => each.id === work);
  const unit = service ? 'request/s and quarter' : '1e21 FLOP';
  const text = `${formatMoney({ amount: own.cost, currency: input.scenario.currency })} per ${unit}`;
  if (next === undefined) return [`At ${text} it is the only permitted way that quarter.`];
  const than = placeName(next.line, input.scenario);
  if (own.cost <= next.cost * (1 + close)) {
    const dearer = next.cost / own.cost - 1;
    return [
      `At ${text}, discounted and all in, it is the cheapest of ${ways.length} permitted ways that quarter; next is ${than}, ${dearer < close ? 'about as cheap' : `${percent(dearer)} dearer`}.`,
    ];
  }
  const dearer = `At ${text} it is ${percent(own.cost / next.cost - 1)} dearer than ${than}`;
  if (!service)
    return [
      `${dearer}; but a run works on one system at one site, and the whole of it would be dearer or late there.`,
    ];
  const stops = stoppedBy(next.line, valuation);
  return [
    `${dearer}; ${stops.length === 0 ? 'other work needs that more' : `what stops that is ${listed(stops)}`}.`,
  ];
}

/** Limits that weigh most on a line at the prices of the plan, as nouns. */
function stoppedBy(candidate: Candidate, { built, result }: Valuation): readonly string[] {
  const { program, layout, input } = built;
  const line: Line | undefined = layout.lines.find((each) => each.candidate.id === candidate.id);
  if (line === undefined) return [];
  const caps = capUses(candidate, input.scenario);
  const charges: { readonly limit: string; readonly charge: number }[] = [];
  const named = new Map(layout.limits.map(({ row, limit }) => [row, limit]));
  const stock = new Set(layout.pools[line.pool]?.stock.filter((column) => column !== undefined));
  for (const column of [line.column, ...stock]) {
    for (let at = program.starts[column] ?? 0; at < (program.starts[column + 1] ?? 0); at += 1) {
      const row = program.indices[at] ?? 0;
      const limit = named.get(row);
      const charge = -((program.values[at] ?? 0) / (program.rowScale[row] ?? 1)) * (result.rowDual[row] ?? 0);
      if (limit !== undefined && charge > 0) charges.push({ limit, charge: fromMillion(charge) });
    }
  }
  return charges
    .toSorted((a, b) => b.charge - a.charge || (a.limit < b.limit ? -1 : 1))
    .slice(0, 2)
    .map(({ limit }) => {
      const cap = caps.find(({ id }) => limit === `cap:${id}`);
      return cap === undefined ? limitName(limit, input.scenario) : `“${cap.title}”`;
    });
}

/** The cheapest line of every offer and site for a work, cheapest first. */
function cheapestByPlace(
  candidates: readonly Candidate[],
  work: string,
  input: BuildInput,
): readonly UnitCost[] {
  const best = new Map<string, UnitCost>();
  for (const candidate of candidates) {
    const cost = unitCost(candidate, work, input);
    const place = placeOf({ candidate });
    if (cost !== undefined && cost.cost < (best.get(place)?.cost ?? Infinity)) best.set(place, cost);
  }
  return [...best].toSorted(([a, x], [b, y]) => x.cost - y.cost || (a < b ? -1 : 1)).map(([, each]) => each);
}

/**
 * Discounted cost of one system over what it can do of one work while both last: per request/s and quarter, or per
 * 1e21 FLOP. Undefined where it cannot do the work. Rules are not asked: blocked lines have a unit cost too.
 */
function unitCost(candidate: Candidate, work: string, input: BuildInput): UnitCost | undefined {
  const { scenario } = input;
  const every = new Set(candidate.verdicts.flatMap((verdict) => verdict.blockedBy));
  const { services, runs } = workOf(
    candidate.system,
    candidate.site,
    permittedUses(candidate.verdicts, every),
    input,
  );
  const service = services.find((each) => each.service.id === work);
  const run = runs.find((each) => each.run.id === work);
  const quarters = [...scenario.quarters.keys()].filter(
    (q) =>
      q >= candidate.delivery &&
      q < candidate.end &&
      (run === undefined ? (service?.service.peak[q] ?? 0) > 0 : q >= run.run.start && q <= run.run.deadline),
  ).length;
  const perQuarter = service?.rate ?? ((run?.rate ?? 0) * secondsPerQuarter) / 1e21;
  const done = quarters * perQuarter * scenario.costs.availability;
  return done === 0
    ? undefined
    : { line: candidate, cost: discounted(paymentsOf(candidate, scenario), scenario) / done };
}
