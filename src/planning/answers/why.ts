import type { PlanFile } from '../../plan/index.ts';
import { formatMoney, secondsPerQuarter } from '../../quantity/index.ts';
import type { Candidate } from '../candidates/index.ts';
import { discounted, paymentsOf, permittedUses } from '../candidates/index.ts';
import { fromMillion, inShare, workOf } from '../program/index.ts';
import type { Line } from '../program/index.ts';
import type { Order, Solution } from '../solution/index.ts';
import { placeOf } from './break-evens.ts';
import { findingOf } from './conflict-sentences.ts';
import type { RowPrices } from './prices.ts';
import type { Valuation } from './valuation.ts';

/** Discounted cost of one unit of work, plan currency, and the unit. */
interface UnitCost {
  readonly line: Candidate;
  readonly cost: number;
}

/** Dearer than the cheapest by less than this part counts as equally cheap. */
const close = 0.005;

/**
 * Sentences on why an order is in the plan: what it works on, what a unit of that work costs with it and with the
 * next best, what keeps cheaper ways out, which share it serves, and at what price it would leave.
 */
export function whyOf(
  valuation: Valuation,
  solution: Solution,
  prices: RowPrices,
  breakEvens: PlanFile['breakEvens'],
): (order: Order) => readonly string[] {
  const { input, layout } = valuation.built;
  return (order) => {
    if (order.frozen) return ['Ordered before; the plan takes it as given.'];
    const works = workShares(order, valuation, solution);
    const [main] = works;
    if (main === undefined)
      return ['No work is placed on it: it balances a share or a limit on concentration.'];
    const named = works.slice(0, 3).map(({ name, part }) => `${name} (${percent(part)})`);
    const flip = breakEvens.find((each) => each.line === placeOf(order) && each.what === 'price');
    return [
      `Its pool works on ${named.join(', ')}.`,
      ...comparison(order, main.id, valuation),
      ...input.scenario.shares
        .filter((share) => share.binding && inShare(share, order.candidate) && order.candidate.offer.domestic)
        .filter((share) => Math.abs(prices.get(`share:${share.id}`) ?? 0) > 1e-9)
        .map((share) => `It counts as domestic for ${share.name}, which binds.`),
      ...forbidden(main.id, order, valuation),
      ...(flip === undefined ? [] : [flip.sentence]),
    ];
  };

  function forbidden(work: string, order: Order, { built }: Valuation): readonly string[] {
    const own = unitCost(order.candidate, work, built.input)?.cost ?? 0;
    const cheaper = cheapestByPlace(layout.blocked, work, built.input).filter(
      ({ cost }) => cost < own * (1 - close),
    );
    const [first] = cheaper;
    if (first === undefined) return [];
    const rules = [...new Set(first.line.verdicts.flatMap((verdict) => verdict.blockedBy))];
    const titles = rules.map((rule) => findingOf(rule, built.input.judged)?.title ?? rule);
    const others = cheaper.length > 1 ? ` and ${cheaper.length - 1} other ways` : '';
    return [`${describe(first.line)}${others} would be cheaper but is not permitted: ${titles.join('; ')}.`];
  }
}

/** Work of the order's pool by part of systems at work, largest first. */
function workShares(
  order: Order,
  { built }: Valuation,
  solution: Solution,
): readonly { readonly id: string; readonly name: string; readonly part: number }[] {
  const pool = built.layout.lines.find((line) => line.candidate.id === order.candidate.id)?.pool;
  const systems = new Map<string, { readonly name: string; systems: number }>();
  for (const each of [...solution.services, ...solution.runs].filter((placed) => placed.pool === pool)) {
    const known = systems.get(each.work.id) ?? { name: each.work.name, systems: 0 };
    known.systems += each.systems;
    systems.set(each.work.id, known);
  }
  const all = systems.values().reduce((sum, each) => sum + each.systems, 0);
  return [...systems]
    .toSorted(([a, x], [b, y]) => y.systems - x.systems || (a < b ? -1 : 1))
    .map(([id, each]) => ({ id, name: each.name, part: each.systems / all }));
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
  if (next === undefined) return [`At ${text} it is the only permitted way.`];
  const than = describe(next.line);
  if (own.cost <= next.cost * (1 + close)) {
    const dearer = next.cost / own.cost - 1;
    return [
      `At ${text}, discounted and all in, it is the cheapest of ${ways.length} permitted ways that quarter; next is ${than}${dearer < close ? ', about equal' : `, ${percent(dearer)} dearer`}.`,
    ];
  }
  if (!service)
    return [
      `At ${text} it is ${percent(own.cost / next.cost - 1)} dearer than ${than}, where the whole run on one system and at one site would be dearer or late.`,
    ];
  const stops = stoppedBy(next.line, valuation);
  const because = stops.length === 0 ? 'other work needs it more' : `what stops it is ${stops.join(' and ')}`;
  return [`At ${text} it is ${percent(own.cost / next.cost - 1)} dearer than ${than}; ${because}.`];
}

/** Limits that weigh most on a line at the prices of the plan. */
function stoppedBy(candidate: Candidate, { built, result }: Valuation): readonly string[] {
  const { program, layout } = built;
  const line: Line | undefined = layout.lines.find((each) => each.candidate.id === candidate.id);
  if (line === undefined) return [];
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
    .map(({ limit }) => limit);
}

/** The cheapest line of every offer and site for a work, cheapest first. */
function cheapestByPlace(
  candidates: readonly Candidate[],
  work: string,
  input: Valuation['built']['input'],
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
function unitCost(
  candidate: Candidate,
  work: string,
  input: Valuation['built']['input'],
): UnitCost | undefined {
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

function describe({ offer, system, site }: Candidate): string {
  return `${system.name} (${offer.id}) at ${site.name}`;
}

function percent(part: number): string {
  return `${Number((part * 100).toPrecision(2))} %`;
}
