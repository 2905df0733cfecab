import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadOf, readRates, type RateBook } from '../../src/intake/index.ts';
import { bestMix, localSolver, type MixAnswer } from '../../src/planning/index.ts';

const text = (name: string): string =>
  readFileSync(new URL(`../fixtures/intake/${name}`, import.meta.url), 'utf8');
const bookOf = (name: string): RateBook => {
  const { book, diagnostics } = readRates([{ file: name, text: text(name) }]);
  if (book === undefined) throw new Error(JSON.stringify(diagnostics));
  return book;
};
const solver = await localSolver();
const mix = (book: RateBook, load: readonly number[], slices: number | undefined): Promise<MixAnswer> =>
  bestMix(
    {
      machines: book.machines.map(({ name: id, ...rest }) => ({ id, ...rest })),
      load,
      slices,
      seed: 1,
      seconds: 20,
    },
    solver,
  );

/** A profile of one size. */
const profile = (name: string, output: number): { file: string; text: string } => ({
  file: name,
  text: JSON.stringify({ gpu: name, cost: 1, tputs: [[1]], indexes: [[output], [8]] }),
});

describe('rates of other planners', () => {
  it('finds the optimum that Mélange publishes for its toy example', async () => {
    // README of tyler-griggs/melange-release: {"A10G": 10, "A100": 0, "cost": 10.1}, for the loads of its first main.py.
    const book = bookOf('melange-readme.json');
    expect(book.load).toEqual([4, 8, 4, 4]);
    const answer = await mix(book, book.load ?? [], book.slices);
    expect(answer).toMatchObject({ status: 'optimal', counts: [10, 0] });
    expect(answer.costPerHour).toBeCloseTo(10.1, 9);
  });

  it('finds the optimum of the later example, worked out by hand: loads of 4.2 A10G beside 1.52 A100', async () => {
    const book = bookOf('melange-main.json');
    const answer = await mix(book, book.load ?? [], book.slices);
    expect(answer.counts).toEqual([5, 0]);
    expect(answer.costPerHour).toBeCloseTo(5.05, 9);
  });

  it('reads a profile that AIBrix ships: rows are outputs, and a load needs its quotient rounded up', async () => {
    const book = bookOf('aibrix-llama2-7b-a100.json');
    const load = loadOf(book, { input: 200, output: 50 }, 60);
    expect(book.cells[load?.findIndex((rate) => rate > 0) ?? -1]).toMatchObject({ input: 256, output: 64 });
    expect((await mix(book, load ?? [], undefined)).counts).toEqual([Math.ceil(60 / 15.141240615344003)]);
    expect(loadOf(book, { input: 4096, output: 50 }, 1)).toBeUndefined();
    const tooLong = loadOf(book, { input: 200, output: 500 }, 1);
    expect((await mix(book, tooLong ?? [], undefined)).status).toBe('infeasible');
  });

  it.each([
    [
      '{"gpu_info": {"A": {"cost": 1, "tputs": [[1]]}}, "workload_distribution": [[1, 0]], "overall_rate": 1}',
      /1 × 1; the load is 1 × 2/,
    ],
    [
      '{"gpu_info": {"A": {"cost": "x", "tputs": [[1]]}}, "workload_distribution": [[1]], "overall_rate": 1}',
      /`cost` of A/,
    ],
    ['{"gpu_info": {}, "workload_distribution": [[1]], "overall_rate": -1}', /number of requests per second/],
    ['{"gpu_info": [], "workload_distribution": 7, "overall_rate": 1, "slice_factor": 1.5}', /slice_factor/],
    [
      '{"gpu": "x", "cost": 1, "tputs": [[1, 2]], "indexes": [[1], [1]]}',
      /1 × 2, `indexes` are 1 outputs and 1 inputs/,
    ],
    ['{"gpu": "x", "cost": 1, "tputs": [[-2]], "indexes": [[1], [1]]}', /`tputs` is not a table/],
    ['[1, 2, 3]', /neither a configuration/],
    ['{', /./],
  ])('says what is wrong with %s', (source, message) => {
    const { book, diagnostics } = readRates([{ file: 'x.json', text: source }]);
    expect(book).toBeUndefined();
    expect(diagnostics.some((each) => message.test(each.message))).toBe(true);
  });

  it('does not mix profiles of different sizes', () => {
    expect(readRates([profile('a', 8), profile('b', 8)]).book?.machines).toHaveLength(2);
    expect(readRates([profile('a', 8), profile('b', 9)]).diagnostics[0]?.message).toContain('other lengths');
  });
});
