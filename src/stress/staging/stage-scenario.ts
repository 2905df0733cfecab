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
import { openEvaluator, type Evaluator } from '../draws/evaluator.ts';
import { depositOf } from '../draws/run-draws.ts';
import type { Future, SamplerName, World } from '../futures/index.ts';
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
  /** Told what the answer would be if the search stopped here: first orders, without values of stances. */
  readonly onReport?: (soFar: StagedReport) => void;
}

/** A plan over many futures: the block of the plan file. */
export type StagedReport = PlanUncertainty;

/** First orders that were tried, and what each future comes to with them. */
interface Candidate {
  readonly commitments: readonly Commitment[];
  /** Those of the expected world's plan, which the stochastic solution is compared with. */
  readonly asExpected: boolean;
  readonly plans: readonly QuickPlan[];
}

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
    const probabilities = futures.map(({ probability }) => probability);
    const inMoney = riskOfWish(wish, foresight);
    const riskIn = (plans: readonly QuickPlan[]): number =>
      riskOf(
        inMoney,
        plans.map(({ value }) => value),
        probabilities,
      );
    const answer = (
      candidates: readonly Candidate[],
      proven: number,
      method: StagedReport['method'],
      stancesValued: number,
    ): StagedReport => {
      const [best] = candidates.toSorted((x, y) => riskIn(x.plans) - riskIn(y.plans));
      if (best === undefined) throw new Error('there is always a candidate');
      const { commitments } = best;
      const values = best.plans.map(({ value }) => value);
      const expectedPlan = candidates.find(({ asExpected }) => asExpected)?.plans ?? [];
      const value = riskIn(best.plans);
      const bound = Math.min(value, proven);
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
          most: stancesValued,
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
        method,
        expected: mean(values),
        cvar: riskOf({ kind: 'cvar', alpha: wish.alpha, weight: 1 }, values, probabilities),
        worst: Math.max(...values),
        regret: riskOf({ kind: 'regret', foresight }, values, probabilities),
        perfectInformation: mean(values) - mean(foresight),
        stochasticSolution: mean(expectedPlan.map((plan) => plan.value)) - mean(values),
        commitments: [...commitments],
        stances: [...stances],
      };
    };
    if (wish.onReport !== undefined) {
      // Worlds of their own: what the solver remembers of these must not show in the answer.
      const early = futures.map(({ future }) => heldIn(evaluator, future));
      const waiting = riskIn(futures.map((each) => ({ ...each.foresight, value: each.foresight.bound })));
      wish.onReport(
        answer(
          [
            {
              commitments: evaluator.commitments,
              asExpected: true,
              plans: early.map(([planned]) => planned),
            },
            { commitments: [], asExpected: false, plans: early.map(([, nothing]) => nothing) },
          ],
          waiting,
          'extensive',
          0,
        ),
      );
    }
    const solved = solveStaged(highs, staged.problem, risk, {
      seconds: Math.max(5, secondsLeft() / 2),
      gap: wish.gap,
      seed: wish.seed,
      clock: wish.clock,
      interrupted,
    });
    const under = (orders: (index: number) => readonly Commitment[], until: number): readonly QuickPlan[] =>
      futures.map(({ model, world: own, future }, index) =>
        model.best(settle(orders(index), model, own, world.scenario, future, deposit.part, until)),
      );
    const found = (index: number): readonly Commitment[] =>
      ordersIn(staged, solved.decisions, futureAt(futures, index), wish.revealed);
    const candidates: readonly Candidate[] = [
      {
        commitments: found(0).filter(({ order }) => order === 0),
        asExpected: false,
        plans: under(found, wish.revealed),
      },
      { commitments: evaluator.commitments, asExpected: true, plans: under(() => evaluator.commitments, 1) },
      { commitments: [], asExpected: false, plans: under(() => [], 1) },
    ];
    const proven = solved.bound * 1e6;
    wish.onReport?.(answer(candidates, proven, solved.method, 0));
    wish.onProgress('valuing stances');
    return answer(candidates, proven, solved.method, mostValued);
  } finally {
    futures.forEach(({ model }) => model.dispose());
  }
}

/** A future planned around the expected world's first orders, and around none. */
function heldIn(evaluator: Evaluator, future: Future): readonly [QuickPlan, QuickPlan] {
  const opened = evaluator.open(future);
  try {
    return [
      evaluator.committed(opened, future, evaluator.commitments),
      evaluator.committed(opened, future, []),
    ];
  } finally {
    opened.model.dispose();
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
