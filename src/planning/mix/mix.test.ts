import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localSolver } from '../solver/index.ts';
import { bestMix, type MixMachine } from './mix.ts';

const solver = await localSolver();
const ask = (machines: readonly MixMachine[], load: readonly number[], slices?: number) =>
  bestMix({ machines, load, slices, seed: 1, seconds: 10 }, solver);

/** Every assignment of slices to machines, every kind at once: the cheapest. */
function byHand(machines: readonly MixMachine[], load: readonly number[], slices: number): number {
  const pieces = load.flatMap((rate, kind) =>
    rate === 0 ? [] : Array.from({ length: slices }, () => ({ rate: rate / slices, kind })),
  );
  let best = Infinity;
  const place = (at: number, busy: readonly number[]): void => {
    const piece = pieces[at];
    if (piece === undefined) {
      const counts = busy.map((each) => Math.ceil(each - 1e-9));
      if (counts.some((count, index) => count > (machines[index]?.most ?? Infinity))) return;
      best = Math.min(
        best,
        counts.reduce((sum, count, index) => sum + count * (machines[index]?.costPerHour ?? 0), 0),
      );
      return;
    }
    for (const [index, machine] of machines.entries()) {
      const speed = machine.rates[piece.kind] ?? 0;
      if (speed > 0)
        place(
          at + 1,
          busy.map((each, other) => (other === index ? each + piece.rate / speed : each)),
        );
    }
  };
  place(
    0,
    machines.map(() => 0),
  );
  return best;
}

describe('bestMix', () => {
  it('uses each kind of machine for what it is good at', async () => {
    const answer = await ask(
      [
        { id: 'small', costPerHour: 1, rates: [10, 0] },
        { id: 'large', costPerHour: 4, rates: [20, 5] },
      ],
      [30, 5],
    );
    expect(answer).toMatchObject({ status: 'optimal', counts: [3, 1], costPerHour: 7 });
  });

  it('says when nothing can serve a kind of request', async () => {
    expect(await ask([{ id: 'small', costPerHour: 1, rates: [10, 0] }], [1, 1])).toMatchObject({
      status: 'infeasible',
    });
    expect(await ask([{ id: 'small', costPerHour: 1, rates: [10], most: 1 }], [11])).toMatchObject({
      status: 'infeasible',
    });
  });

  it('is as good as trying every assignment', async () => {
    const machine = fc.record({
      id: fc.constant('m'),
      costPerHour: fc.integer({ min: 1, max: 9 }),
      rates: fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 })),
      most: fc.constantFrom(undefined, 2, 4),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(machine, machine),
        fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 20 })),
        fc.integer({ min: 1, max: 3 }),
        async (machines, load, slices) => {
          const best = byHand(machines, load, slices);
          const answer = await ask(machines, load, slices);
          const cost = answer.status === 'infeasible' ? Infinity : answer.costPerHour;
          expect(cost).toBeCloseTo(best, 6);
        },
      ),
      { numRuns: Number(process.env.FLEETWRIGHT_RUNS ?? 60), seed: 5 },
    );
  });
});
