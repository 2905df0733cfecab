import type { PlanFile } from '../../plan/index.ts';
import { build, fromMillion } from '../program/index.ts';
import type { BuildInput } from '../program/index.ts';
import type { Solver } from '../solver/index.ts';
import { changesFor } from './changes.ts';
import type { Change } from './changes.ts';
import { findConflict } from './conflict.ts';
import type { ConflictMember } from './conflict.ts';
import type { Feasible } from './feasible.ts';
import type { SolveOptions } from './solve-options.ts';

type Repair = PlanFile['repair'][number];

/** A repair and what it is sorted by: cost after it and what it gives up. */
interface Ranked {
  readonly repair: Repair;
  readonly order: number;
}

/** More conflicts than this, one behind the other, and the repair is no repair. */
const mostChanges = 6;

/**
 * The cheapest single repairs of a conflict: for each of its members, what would mend it. Where another conflict
 * stands behind the first, it is mended in the same way (a licence by a licence, a dropped run by a dropped run) and
 * the repair names all of it. Each is planned again; they are sorted by the cost of the plan they allow, what they
 * give up counted as cost. `objective` is null where no plan was found in time.
 */
export async function findRepairs(
  base: BuildInput,
  conflict: readonly ConflictMember[],
  solver: Solver,
  feasible: Feasible,
  options: SolveOptions,
): Promise<Repair[]> {
  const repairs: Ranked[] = [];
  for (const member of conflict) {
    for (const first of await changesFor(base, member, solver, feasible, options)) {
      const changes = await untilFeasible(first, member.kind, solver, feasible, options);
      const last = changes?.at(-1);
      if (changes === undefined || last === undefined) continue;
      // Without time nothing is infeasible, so what was found last may mend nothing.
      if (options.secondsLeft() <= 0) return sorted(repairs);
      const objective = await planned(last.after, solver, options);
      const givenUp = changes.reduce((sum, each) => sum + each.givenUp, 0);
      const repair: Repair = {
        id: changes.map((each) => each.id).join('+'),
        sentence: `${capitalised(changes.map((each) => each.phrase).join('; and '))}.`,
        change: changes.length === 1 ? first.change : null,
        unit: changes.length === 1 ? first.unit : null,
        objective,
      };
      repairs.push({ repair, order: (objective ?? Infinity) + givenUp });
    }
  }
  return sorted(repairs);
}

function sorted(repairs: readonly Ranked[]): Repair[] {
  const distinct = [...new Map(repairs.map((each) => [each.repair.id, each])).values()];
  return distinct
    .toSorted((a, b) => a.order - b.order || (a.repair.id < b.repair.id ? -1 : 1))
    .map(({ repair }) => repair);
}

async function untilFeasible(
  first: Change,
  kind: ConflictMember['kind'],
  solver: Solver,
  feasible: Feasible,
  options: SolveOptions,
): Promise<readonly Change[] | undefined> {
  const changes = [first];
  for (let current = first; !(await feasible(current.after));) {
    if (changes.length >= mostChanges) return undefined;
    const conflict = await findConflict(current.after, feasible);
    const member =
      conflict.find((each) => each.kind === kind) ??
      conflict.find((each) => each.kind === 'run' || each.kind === 'demand');
    const [next] =
      member === undefined ? [] : await changesFor(current.after, member, solver, feasible, options);
    if (next === undefined) return undefined;
    changes.push(next);
    current = next;
  }
  return changes;
}

/** Cost of the plan after a repair, plan currency; null where none was found in time. */
async function planned(input: BuildInput, solver: Solver, options: SolveOptions): Promise<number | null> {
  const { program } = build(input);
  const found = await solver.findPlan(
    {
      kind: 'plan',
      program,
      objective: input.scenario.objective.kind,
      gap: Math.max(0.01, options.gap),
      seconds: options.secondsLeft(),
      seed: options.seed,
    },
    () => undefined,
  );
  return found.columns === undefined ? null : fromMillion(found.value);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
