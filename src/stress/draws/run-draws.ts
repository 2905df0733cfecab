import { z } from 'zod';
import type { Diagnostic } from '../../diagnostics/index.ts';
import type { TextFile } from '../../files/index.ts';
import { prepareScenario, readWorld, type Choice, type Prepared } from '../../pipeline/index.ts';
import { makeSweep, runSweep, type RunEnd, type SweepEngine, type Watch } from '../sweep/index.ts';
import type { SamplerName, Undrawn } from '../futures/index.ts';
import type { SobolIndex } from '../sensitivity/sobol-indices.ts';
import { groupIndices } from './group-indices.ts';
import { tornadoOf, type TornadoBar } from './tornado.ts';
import { alternativesOf } from './alternatives.ts';
import type { Commitment } from './commitments.ts';
import { openEvaluator, type Evaluator } from './evaluator.ts';
import { summariseDraws, type DrawSummary } from './summary.ts';
import type { StressInput } from './task.ts';

/** What to draw, and how. */
export interface StressWish {
  readonly scenario: TextFile;
  readonly asOf: string | undefined;
  readonly variant: string | undefined;
  readonly draws: number;
  readonly seed: number;
  readonly sampler: SamplerName;
  /** Measurements beside those of the scenario. */
  readonly anchors?: Choice['anchors'];
  /** Orders placed before a future shows; by default those of the expected world's plan. */
  readonly commitments: readonly Commitment[] | undefined;
  /** Other commitments to try, at most; 0 leaves out what facts are worth. */
  readonly alternatives: number;
  /** Base points of the Sobol indices of groups of quantities; 0 leaves them out. Each costs as many plans as there are groups, and two. */
  readonly indices: number;
  readonly engine: SweepEngine;
  /** Folder in which the draws are kept, so that the same call goes on where an earlier one stopped. */
  readonly folder: string | undefined;
}

/** What a stress test answers; all of it is plain data. Money in the plan currency. */
export interface StressReport extends DrawSummary {
  readonly scenario: string;
  readonly title: string;
  readonly variant: string | null;
  readonly asOf: string;
  readonly currency: string;
  readonly quarters: readonly string[];
  readonly seed: number;
  readonly sampler: SamplerName;
  /** How the run of the draws ended; fewer draws than wanted unless `done`. */
  readonly end: Exclude<RunEnd['end'], 'failed'>;
  readonly deposit: { readonly part: number; readonly basis: string };
  /** The plan of the world as planned, of whole systems near enough: what is compared with. */
  readonly expected: { readonly value: number; readonly cost: number; readonly unmet: number };
  readonly commitments: readonly Commitment[];
  /** Quantities that were drawn, and claims with a range that were not. */
  readonly quantities: number;
  readonly undrawn: readonly Undrawn[];
  /** One quantity at a time at its 10th and 90th percentile, all else as planned: widest first. */
  readonly tornado: readonly TornadoBar[];
  /** Sobol indices of the value by kind of quantity; empty where they were not asked for. */
  readonly indices: readonly SobolIndex[];
}

/** What a cancelled order loses where the scenario does not say. */
export const assumedDeposit = {
  part: 0.2,
  basis:
    'assumed: a fifth of the price, as no terms of cancellation are public; `uncertainties.deposit` says otherwise',
} as const;

/** Quantities tried one at a time: those that the draws say drive most. */
const tornadoBars = 10;
/** Draws of the pilot from which other commitments are taken. */
const pilotDraws = 16;
/** Draws of a chunk: small enough that progress shows, large enough that opening a chunk does not weigh. */
const chunkDraws = 32;

/**
 *     scenario ─► evaluator ─► pilot: other commitments ─► sweep of draws on an engine ─► summary
 *
 * Undefined where it is interrupted before any draw is done; later an interrupt keeps the draws that are.
 */
export async function runDraws(
  wish: StressWish,
  watch: Watch,
): Promise<StressReport | { readonly problems: readonly Diagnostic[] } | undefined> {
  const prepared = prepareScenario(wish.scenario, readWorld(), wish);
  if (!prepared.ok) return { problems: prepared.diagnostics };
  const deposit = depositOf(prepared);
  const options = { seed: wish.seed, sampler: wish.sampler, deposit: deposit.part };
  const pilot = await openEvaluator(prepared, options, { commitments: wish.commitments });
  const alternatives =
    wish.alternatives === 0
      ? []
      : await alternativesOf(pilot, Math.min(pilotDraws, wish.draws), wish.alternatives, watch.signal);
  // What a cut-off pilot chose is another sweep: it must not go to the folder.
  if (watch.signal.aborted) return undefined;
  const evaluator: Evaluator = { ...pilot, alternatives };
  const input: StressInput = {
    scenario: { path: wish.scenario.path, text: wish.scenario.text },
    asOf: wish.asOf ?? null,
    variant: wish.variant ?? null,
    ...(prepared.given !== undefined && { measurements: [...prepared.given] }),
    sampler: wish.sampler,
    deposit: deposit.part,
    commitments: [...pilot.commitments],
    alternatives: alternatives.map((orders) => [...orders]),
  };
  const sweep = makeSweep({
    task: 'stress',
    input: z.json().parse(input),
    count: wish.draws,
    chunkSize: chunkDraws,
    seed: wish.seed,
  });
  const done = await runSweep(sweep, wish.engine, watch, wish.folder);
  if ('problems' in done) return done;
  if (done.rows.length === 0) return undefined;
  const { scenario } = prepared;
  const summary = summariseDraws(evaluator, done.rows);
  return {
    scenario: scenario.id,
    title: scenario.title,
    variant: scenario.variant ?? null,
    asOf: scenario.asOf,
    currency: scenario.currency,
    quarters: scenario.quarters,
    seed: wish.seed,
    sampler: wish.sampler,
    end: done.end,
    deposit,
    expected: { value: pilot.base.value, cost: pilot.base.cost, unmet: pilot.base.unmet },
    commitments: pilot.commitments,
    quantities: pilot.uncertainties.drawn.length,
    undrawn: pilot.uncertainties.undrawn,
    ...summary,
    tornado: await tornadoOf(evaluator, summary.drivers.slice(0, tornadoBars), watch.signal),
    indices: await groupIndices(evaluator, wish.indices, wish.seed, watch.signal),
  };
}

/** What a cancelled order loses: as the scenario says, or as assumed. */
export function depositOf({ scenario }: Pick<Prepared, 'scenario'>): StressReport['deposit'] {
  const said = scenario.uncertainties?.deposit;
  return said === undefined ? assumedDeposit : { part: said, basis: 'said by the scenario' };
}
