import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from './random.ts';
import type { RandomStream } from './random.ts';

const take = (stream: RandomStream, count: number): readonly number[] =>
  Array.from({ length: count }, () => stream.next());

describe('randomStream', () => {
  it('gives the same numbers for ever', () => {
    expect(take(randomStream(1, 'price', 3), 3)).toMatchInlineSnapshot(`
      [
        0.885868072236521,
        0.5919592555630324,
        0.06074042180942507,
      ]
    `);
  });

  it('depends on the seed and every name, whatever else was drawn', () => {
    const name = fc.oneof(fc.string(), fc.integer());
    const key = fc.tuple(fc.integer(), fc.array(name, { maxLength: 3 }));
    fc.assert(
      fc.property(key, key, (a, b) => {
        const first = take(randomStream(a[0], ...a[1]), 2);
        const other = take(randomStream(b[0], ...b[1]), 2);
        expect(take(randomStream(a[0], ...a[1]), 2)).toEqual(first);
        expect(JSON.stringify(a) === JSON.stringify(b)).toBe(first[0] === other[0] && first[1] === other[1]);
      }),
    );
  });

  it('tells names apart that look alike', () => {
    const starts = [
      randomStream(1),
      randomStream(1, ''),
      randomStream(1, 'a', 'b'),
      randomStream(1, 'ab'),
      randomStream(1, 'b', 'a'),
      randomStream(1, 2),
      randomStream(1, '2'),
      randomStream(12),
      randomStream(1.5),
      randomStream(-1),
    ].map((stream) => stream.state.join());
    expect(new Set(starts).size).toBe(starts.length);
  });

  it('is uniform within a stream and independent between streams', () => {
    const count = 20_000;
    const [a, b] = [randomStream(7, 'a'), randomStream(7, 'b')].map((stream) => take(stream, count));
    const neighbours = Array.from({ length: count }, (_, index) => randomStream(7, index).next());
    for (const numbers of [a, b, neighbours]) {
      expect(numbers?.every((number) => number >= 0 && number < 1)).toBe(true);
      expect(chiSquare(numbers ?? [])).toBeLessThan(150);
    }
    expect(Math.abs(correlation(a ?? [], b ?? []))).toBeLessThan(0.03);
    expect(Math.abs(correlation(neighbours, neighbours.slice(1)))).toBeLessThan(0.03);
  });

  it('refuses a seed that is no number', () => {
    expect(() => randomStream(Number.NaN)).toThrow(RangeError);
    expect(() => randomStream(1, Infinity)).toThrow(RangeError);
  });
});

/** Over 100 cells: 99 expected, 150 is beyond the 99.9th percentile. */
function chiSquare(numbers: readonly number[]): number {
  const cells = Array.from<number>({ length: 100 }).fill(0);
  for (const number of numbers) cells[Math.floor(number * 100)] = (cells[Math.floor(number * 100)] ?? 0) + 1;
  const expected = numbers.length / 100;
  return cells.reduce((sum, cell) => sum + (cell - expected) ** 2 / expected, 0);
}

function correlation(a: readonly number[], b: readonly number[]): number {
  return (
    (12 * b.reduce((sum, number, index) => sum + ((a[index] ?? 0) - 0.5) * (number - 0.5), 0)) / b.length
  );
}
