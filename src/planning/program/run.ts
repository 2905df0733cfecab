import { secondsPerQuarter } from '../../quantity/index.ts';
import type { System } from '../../catalog/index.ts';
import type { ResolvedRun, ResolvedSite } from '../../scenario/index.ts';
import type { ProgramBuilder } from './builder.ts';
import type { BuildInput, Layout, RunChoice, RunPlacement } from './layout.ts';
import type { Stands } from './lines.ts';
import { million } from './money.ts';
import type { UnmetColumn } from './unmet.ts';
import { workOf } from './work.ts';

export type Runs = Pick<Layout, 'runPlacements' | 'choices'> & { readonly unmet: readonly UnmetColumn[] };

interface Option {
  readonly system: System;
  readonly site: ResolvedSite;
  readonly rate: number;
  readonly pools: number[];
}

/**
 * Training runs. Each works on one system at one site: a yes-or-no column per option, exactly one of them yes.
 * The work of the chosen option is all of the run, Σ systems × FLOP/s × seconds ≥ FLOP × choice − unmet, and in each
 * quarter its accelerators are at most gangMax × choice. Work rows per option keep the relaxation tight. That a gang
 * at work is at least gangMin costs a yes-or-no column per quarter, so it is held only for the runs in `gangs`.
 */
export function addRuns(builder: ProgramBuilder, input: BuildInput, { pools }: Stands): Runs {
  const options = new Map<ResolvedRun, Map<string, Option>>();
  for (const [index, pool] of pools.entries()) {
    for (const { run, rate } of workOf(pool.system, pool.site, pool.uses, input).runs) {
      const ofRun = options.get(run) ?? new Map<string, Option>();
      const key = `${pool.system.id}@${pool.site.id}`;
      const option = ofRun.get(key) ?? { system: pool.system, site: pool.site, rate, pools: [] };
      const stands = pool.stock.some(
        (column, q) => column !== undefined && q >= run.start && q <= run.deadline,
      );
      if (!stands) continue;
      option.pools.push(index);
      options.set(run, ofRun.set(key, option));
    }
  }
  const parts = input.scenario.runs.map((run) =>
    addRun(builder, input, run, [...(options.get(run)?.values() ?? [])], pools),
  );
  return {
    runPlacements: parts.flatMap((part) => part.runPlacements),
    choices: parts.flatMap((part) => part.choices),
    unmet: parts.flatMap((part) => part.unmet),
  };
}

function addRun(
  builder: ProgramBuilder,
  input: BuildInput,
  run: ResolvedRun,
  options: readonly Option[],
  pools: Stands['pools'],
): Runs {
  const optional = input.scenario.objective.kind !== 'least-cost';
  const penalty = million(run.unmetPenalty);
  const name = { limit: `run:${run.id}`, group: `run:${run.id}`, kind: 'run' as const };
  if (optional && options.length === 0) {
    builder.penaltyOffset += penalty;
    return { runPlacements: [], choices: [], unmet: [] };
  }
  const exactlyOne = builder.row(1, 1, { ...name, priced: false });
  const choices: RunChoice[] = [];
  const runPlacements: RunPlacement[] = [];
  const unmet: UnmetColumn[] = [];
  for (const option of options) {
    const choice = builder.column({ upper: 1, integer: 2 });
    choices.push({ run, system: option.system, site: option.site, column: choice });
    builder.entry(exactlyOne, choice, 1);
    const work = builder.row(0, Infinity, { ...name, priced: true });
    builder.entry(work, choice, -1);
    if (optional) {
      const column = builder.column({ penalty, upper: 1 });
      unmet.push({ column, penalty });
      builder.entry(work, column, 1);
    }
    const gang: number[] = [];
    for (let q = run.start; q <= run.deadline; q += 1) {
      const placed = option.pools
        .filter((pool) => pools[pool]?.stock[q] !== undefined)
        .map((pool): RunPlacement => ({
          pool,
          run,
          quarter: q,
          column: builder.column({}),
          rate: option.rate,
        }));
      if (placed.length === 0) continue;
      runPlacements.push(...placed);
      for (const { column } of placed)
        builder.entry(work, column, (option.rate * secondsPerQuarter) / run.flop);
      gang.push(...addGang(builder, input, run, option.system.accelerators, choice, placed));
    }
    if (gang.length > 0) builder.gangs.push(gang);
  }
  builder.choices.push(choices.map((choice) => choice.column));
  return { runPlacements, choices, unmet };
}

/** Accelerators of one option in one quarter: at most gangMax × choice; and, where held, 0 or at least gangMin by a yes-or-no column. */
function addGang(
  builder: ProgramBuilder,
  { gangs }: BuildInput,
  run: ResolvedRun,
  accelerators: number,
  choice: number,
  placed: readonly RunPlacement[],
): readonly number[] {
  const name = { limit: `run:${run.id}`, group: `run:${run.id}`, kind: 'run' as const, priced: false };
  const most = builder.row(-Infinity, 0, name);
  for (const { column } of placed) builder.entry(most, column, accelerators / run.gangMax);
  if (!gangs.has(run.id)) {
    builder.entry(most, choice, -1);
    return [];
  }
  const active = builder.column({ upper: 1, integer: 3 });
  builder.entry(most, active, -1);
  const onlyChosen = builder.row(-Infinity, 0, name);
  builder.entry(onlyChosen, active, 1);
  builder.entry(onlyChosen, choice, -1);
  const least = builder.row(0, Infinity, name);
  for (const { column } of placed) builder.entry(least, column, accelerators / run.gangMax);
  builder.entry(least, active, -run.gangMin / run.gangMax);
  return [active];
}
