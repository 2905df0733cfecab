import {
  extensiveForm,
  loadSolver,
  riskOf,
  solveStaged,
  type QuickPlan,
  type Risk,
} from '../../planning/index.ts';
import type { PlanUncertainty } from '../../plan/index.ts';
import { formatMoney } from '../../quantity/index.ts';
import type { EventProcess } from '../../scenario/index.ts';
import { settle, type Commitment } from '../draws/commitments.ts';
import { openEvaluator } from '../draws/evaluator.ts';
import { depositOf } from '../draws/run-draws.ts';
import type { SamplerName, World } from '../futures/index.ts';
import { keepFutures } from './kept-futures.ts';
import { stancesOf } from './stances.ts';
import { ordersIn, stagedScenario, type OpenFuture } from './staged-world.ts';

export const measures = ['expected', 'cvar', 'worst', 'regret'] as const;
export type MeasureName = (typeof measures)[number];

/** How to plan under uncertainty. */
export interface StageWish {
  readonly draws: number;
  /** Futures kept of the draws. */
  readonly futures: number;
  readonly seed: number;
  readonly sampler: SamplerName;
  readonly measure: MeasureName;
  /** Of CVaR: the worst (1 − alpha) of futures, and how much their mean weighs beside that of all. */
  readonly alpha: number;
  readonly weight: number;
  /** Quarter index from which on ranges are known; events are known from their quarter on. */
  readonly revealed: number;
  /** Events beside those of the scenario. */
  readonly events: readonly EventProcess[];
  /** Orders of a plan to compare with; by default those of the expected world's plan. */
  readonly commitments: readonly Commitment[] | undefined;
  readonly gap: number;
  readonly seconds: number;
  readonly clock: () => number;
  readonly signal: AbortSignal;
  readonly onProgress: (what: string) => void;
}

/** A plan over many futures: the block of the plan file. */
export type StagedReport = PlanUncertainty;

/** Orders valued for their stance, at most. */
const mostValued = 24;

/**
 * Plans what to commit to now over many futures.
 *
 *     draws ─► keep those that stand for all ─► staged program ─► decisions: relaxation, whole, or Benders
 *           ─► candidates: those, the expected world's orders, nothing ─► each future planned around each ─► the best by the measure
 *           ─► stances: what each order is worth now, as a right, or later
 */
export async function stageScenario(world: World, wish: StageWish): Promise<StagedReport> {
  const highs = await loadSolver();
  const began = wish.clock();
  const secondsLeft = (): number => (wish.signal.aborted ? 0 : wish.seconds - (wish.clock() - began));
  const interrupted = (): boolean => wish.signal.aborted;
  const deposit = depositOf(world);
  const evaluator = await openEvaluator(
    world,
    { seed: wish.seed, sampler: wish.sampler, deposit: deposit.part },
    { commitments: wish.commitments, events: wish.events },
  );
  const kept = keepFutures(
    evaluator,
    wish.draws,
    wish.futures,
    (done) => {
      if (done % 8 === 0 || done === wish.draws) wish.onProgress(`drawing futures: ${done} of ${wish.draws}`);
    },
    () => secondsLeft() <= wish.seconds / 2,
  );
  const futures: readonly OpenFuture[] = kept.kept.map((each) => ({
    ...each,
    ...evaluator.open(each.future),
  }));
  try {
    wish.onProgress(`planning over ${futures.length} futures`);
    const staged = stagedScenario(world, futures, wish.revealed, deposit.part);
    const foresight = futures.map((each) => each.foresight.value);
    const risk = riskOfWish(
      wish,
      foresight.map((value) => value / 1e6),
    );
    const solved = solveStaged(highs, staged.problem, risk, {
      seconds: Math.max(5, secondsLeft() / 2),
      gap: wish.gap,
      seed: wish.seed,
      clock: wish.clock,
      interrupted,
    });
    const probabilities = futures.map(({ probability }) => probability);
    const inMoney = riskOfWish(wish, foresight);
    const under = (orders: (index: number) => readonly Commitment[], until: number): readonly QuickPlan[] =>
      futures.map(({ model, world: own, future }, index) =>
        model.best(settle(orders(index), model, own, world.scenario, future, deposit.part, until)),
      );
    const candidates = [
      {
        decisions: solved.decisions,
        plans: under(
          (index) => ordersIn(staged, solved.decisions, futureAt(futures, index), wish.revealed),
          wish.revealed,
        ),
      },
      { decisions: undefined, plans: under(() => evaluator.commitments, 1) },
      { decisions: [], plans: under(() => [], 1) },
    ];
    const riskIn = (plans: readonly QuickPlan[]): number =>
      riskOf(
        inMoney,
        plans.map(({ value }) => value),
        probabilities,
      );
    const [best = candidates[0]] = candidates.toSorted((a, b) => riskIn(a.plans) - riskIn(b.plans));
    if (best === undefined) throw new Error('there is always a candidate');
    const commitments =
      best.decisions === undefined
        ? evaluator.commitments
        : best.decisions.length === 0
          ? []
          : ordersIn(staged, best.decisions, futureAt(futures, 0), wish.revealed).filter(
              ({ order }) => order === 0,
            );
    wish.onProgress('valuing stances');
    const values = best.plans.map(({ value }) => value);
    const expectedPlan = candidates[1]?.plans ?? [];
    const value = riskIn(best.plans);
    const bound = Math.min(value, solved.bound * 1e6);
    const { currency, quarters } = world.scenario;
    const stances = stancesOf(
      highs,
      extensiveForm(staged.problem, { kind: 'expected' }),
      futures,
      best.plans.map(({ orders }) => orders),
      commitments,
      {
        quarters,
        currency: (amount) => formatMoney({ amount, currency }),
        scale: 1e6,
        value: riskOf({ kind: 'expected' }, values, probabilities),
        most: mostValued,
        seed: wish.seed,
        secondsLeft,
        interrupted,
      },
    );
    const mean = (each: readonly number[]): number => riskOf({ kind: 'expected' }, each, probabilities);
    return {
      measure: {
        kind: wish.measure,
        alpha: wish.alpha,
        weight: wish.measure === 'cvar' ? wish.weight : null,
      },
      seed: wish.seed,
      sampler: wish.sampler,
      draws: kept.draws,
      lost: kept.lost,
      revealed: quarters[wish.revealed] ?? null,
      deposit,
      futures: futures.map(({ future, probability, foresight: known }, index) => ({
        draw: future.draw ?? 0,
        probability,
        events: future.events.map(({ event, quarter }) => ({
          id: event.id,
          quarter: quarters[quarter] ?? '',
        })),
        value: best.plans[index]?.value ?? 0,
        cost: best.plans[index]?.cost ?? 0,
        unmet: best.plans[index]?.unmet ?? 0,
        foresight: known.value,
        expectedPlan: expectedPlan[index]?.value ?? 0,
      })),
      value,
      bound,
      gap: (value - bound) / Math.max(1, Math.abs(value)),
      method: solved.method,
      expected: mean(values),
      cvar: riskOf({ kind: 'cvar', alpha: wish.alpha, weight: 1 }, values, probabilities),
      worst: Math.max(...values),
      regret: riskOf({ kind: 'regret', foresight }, values, probabilities),
      perfectInformation: mean(values) - mean(foresight),
      stochasticSolution: mean(expectedPlan.map((plan) => plan.value)) - mean(values),
      commitments: [...commitments],
      stances: [...stances],
    };
  } finally {
    futures.forEach(({ model }) => model.dispose());
  }
}

function futureAt(futures: readonly OpenFuture[], index: number): OpenFuture['future'] {
  const future = futures[index]?.future;
  if (future === undefined) throw new Error(`there is no future ${index}`);
  return future;
}

function riskOfWish({ measure, alpha, weight }: StageWish, foresight: readonly number[]): Risk {
  switch (measure) {
    case 'cvar':
      return { kind: 'cvar', alpha, weight };
    case 'regret':
      return { kind: 'regret', foresight };
    default:
      return { kind: measure };
  }
}
