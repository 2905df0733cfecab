import { build, fromMillion } from '../program/index.ts';
import type { Solver } from '../solver/index.ts';
import type { SolveOptions } from './solve-options.ts';
import { heldChoices, valued } from './valuation.ts';
import type { Valuation } from './valuation.ts';
import { variation } from './variation.ts';

/** What one point more of a share costs and one point less saves, plan currency; null where that cannot be had. */
interface ShareSides {
  readonly more: number | null;
  readonly less: number | null;
}

/** Sides of the shares that cost something at the plan, by limit id. */
export type SidesByLimit = ReadonlyMap<string, ShareSides>;

const point = 0.01;

/**
 * Solves again with each binding share one point stricter and one point looser, training options held: a dual is the
 * slope at the plan, which may be a corner with another slope on either side. Stricter is up for a floor and down for
 * a ceiling.
 */
export async function findShareSides(
  solver: Solver,
  { built, result, chosen }: Valuation,
  { seed, secondsLeft }: SolveOptions,
): Promise<SidesByLimit> {
  const { input, layout, program } = built;
  const weighed = input.scenario.shares.filter(({ id }) =>
    layout.limits.some(
      ({ limit, row }) => limit === `share:${id}` && Math.abs(result.rowDual[row] ?? 0) > 1e-9,
    ),
  );
  const held = heldChoices(built, chosen);
  const steps = weighed.flatMap(({ id }) =>
    [point, -point].map((by) => {
      const shares = input.scenario.shares.map((share) =>
        share.id === id
          ? {
              ...share,
              atLeast: share.atLeast === undefined ? undefined : share.atLeast + by,
              atMost: share.atMost === undefined ? undefined : share.atMost - by,
            }
          : share,
      );
      const moved = build({ ...input, scenario: { ...input.scenario, shares } }).program;
      return { ...held, ...variation(program, moved).at(2) };
    }),
  );
  if (steps.length === 0) return new Map();
  const results = await solver.series({
    kind: 'series',
    program,
    steps: [{ ...held, objective: valued(program) }, ...steps],
    seconds: secondsLeft(),
    seed,
  });
  const now = results[0]?.value ?? 0;
  const change = (index: number): number | null => {
    const there = results[index];
    return there?.end === 'optimal' ? Math.abs(fromMillion(there.value - now)) : null;
  };
  return new Map(
    weighed.map(({ id }, index) => [
      `share:${id}`,
      { more: change(1 + 2 * index), less: change(2 + 2 * index) },
    ]),
  );
}
