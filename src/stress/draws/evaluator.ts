import { judge } from '../../rules/index.ts';
import { quickPlanner, type QuickModel, type QuickPlan, type QuickPlanner } from '../../planning/index.ts';
import type { EventProcess } from '../../scenario/index.ts';
import {
  applyFuture,
  asPlanned,
  drawFuture,
  samplerOf,
  uncertaintiesOf,
  type Future,
  type Sampler,
  type SamplerName,
  type Uncertainties,
  type World,
} from '../futures/index.ts';
import { orderKey, settle, type Commitment } from './commitments.ts';

/** How draws are made. */
export interface DrawOptions {
  readonly seed: number;
  readonly sampler: SamplerName;
  /** Part of the price lost on a cancelled order. */
  readonly deposit: number;
}

/** One draw: what the future is, what the best plan for it would have been, and what becomes of the plan at hand in it. */
export interface DrawResult {
  readonly future: Future;
  /** With foresight: planned for this future and no other. */
  readonly foresight: QuickPlan;
  /** The commitments as they turn out, and the best that can be done around them. */
  readonly committed: QuickPlan;
  /** The same for other commitments that could have been made. */
  readonly alternatives: readonly QuickPlan[];
}

/** A scenario ready to be drawn. */
export interface Evaluator {
  readonly world: World;
  readonly uncertainties: Uncertainties;
  readonly events: readonly EventProcess[];
  readonly sampler: Sampler;
  readonly options: DrawOptions;
  /** The plan of the expected world, and what it commits to now. */
  readonly base: QuickPlan;
  readonly commitments: readonly Commitment[];
  /** Other commitments that draws are tried with, so that what a fact is worth can be told. */
  readonly alternatives: readonly (readonly Commitment[])[];
  /** Orders that may be placed in the first quarter of the expected world, by `offer@site@quarter`; sorted. */
  readonly nowCandidates: readonly string[];
  future(draw: number): Future;
  /** Opens the world of a future; whoever opens it disposes of it. */
  open(future: Future): { readonly world: World; readonly model: QuickModel };
  evaluate(draw: number): DrawResult;
  /** Value of given commitments in an open world. */
  committed(
    opened: { readonly world: World; readonly model: QuickModel },
    future: Future,
    commitments: readonly Commitment[],
  ): QuickPlan;
}

/** What is decided before a future shows. */
export interface Decisions {
  /** By default what the plan of the expected world orders in the first quarter. */
  readonly commitments?: readonly Commitment[] | undefined;
  readonly alternatives?: readonly (readonly Commitment[])[] | undefined;
  /** Events that may happen beside those of the scenario. */
  readonly events?: readonly EventProcess[] | undefined;
}

/** Makes a scenario ready for draws: beliefs from its claims, events with a probability, the plan of the world as planned. */
export async function openEvaluator(
  world: World,
  options: DrawOptions,
  { commitments, alternatives = [], events: more = [] }: Decisions = {},
): Promise<Evaluator> {
  const planner = await quickPlanner(options.seed);
  const uncertainties = uncertaintiesOf(world.scenario, world.rates);
  const horizon = world.scenario.quarters.length;
  const events = [...(world.scenario.uncertainties?.events ?? []), ...more].filter(
    ({ probability, from, to }) => probability !== undefined && to >= 0 && from < horizon,
  );
  const sampler = samplerOf(options.sampler, options.seed);
  const open = (future: Future): { readonly world: World; readonly model: QuickModel } =>
    openFuture(planner, world, uncertainties, future);
  const planned = open(asPlanned).model;
  const [now] = world.scenario.quarters;
  const nowCandidates = planned.world.built.layout.lines
    .filter(({ candidate }) => candidate.order === 0)
    .map(({ candidate }) => `${candidate.offer.id}@${candidate.site.id}@${now ?? ''}`)
    .toSorted();
  const base = planOnce(planned);
  const made = commitments ?? nowOrders(base, world);
  const future = (draw: number): Future => drawFuture(uncertainties.drawn, events, sampler, draw);
  const committed: Evaluator['committed'] = (opened, drawn, orders) =>
    opened.model.best(settle(orders, opened.model, opened.world, world.scenario, drawn, options.deposit));
  return {
    world,
    uncertainties,
    events,
    sampler,
    options,
    base,
    commitments: made,
    alternatives,
    nowCandidates,
    future,
    open,
    committed,
    evaluate: (draw) => {
      const drawn = future(draw);
      const opened = open(drawn);
      try {
        return {
          future: drawn,
          foresight: opened.model.best(),
          committed: committed(opened, drawn, made),
          alternatives: alternatives.map((orders) => committed(opened, drawn, orders)),
        };
      } finally {
        opened.model.dispose();
      }
    },
  };
}

function openFuture(
  planner: QuickPlanner,
  base: World,
  { drawn }: Uncertainties,
  future: Future,
): { readonly world: World; readonly model: QuickModel } {
  const world = applyFuture(base, drawn, future);
  const { scenario, rates, rules } = world;
  return { world, model: planner.open({ scenario, rates, judge: (question) => judge(question, rules) }) };
}

function planOnce(model: QuickModel): QuickPlan {
  try {
    return model.best();
  } finally {
    model.dispose();
  }
}

/** What a plan orders in the first quarter of the horizon. */
export function nowOrders({ orders }: QuickPlan, { scenario }: World): readonly Commitment[] {
  const [now] = scenario.quarters;
  return [...orders].flatMap(([line, count]): readonly Commitment[] => {
    const [offer = '', site = '', quarter] = orderKey(line).split('@');
    return quarter === now ? [{ offer, site, order: 0, count }] : [];
  });
}
