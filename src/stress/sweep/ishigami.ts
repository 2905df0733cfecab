import { z } from 'zod';
import { randomStream } from '../../quantity/index.ts';
import { stressProblem } from '../messages.ts';
import type { SweepTask } from './task.ts';

const inputSchema = z.strictObject({ a: z.number(), b: z.number(), work: z.int().min(1).max(1e9) });

/**
 * A function whose mean and variance are known in closed form, so that an engine can be tried before real work is given to it:
 * f(x) = sin x₁ + a sin² x₂ + b x₃⁴ sin x₁ with x uniform on [−π, π]³.
 *
 * Mean a/2; variance a²/8 + bπ⁴/5 + b²π⁸/18 + 1/2. Source: Ishigami and Homma, "An importance quantification technique in
 * uncertainty analysis for computer models", 1990. Each index draws `work` points and gives the mean of f and of f².
 */
export const ishigamiTask: SweepTask = {
  async open(input, seed) {
    const read = inputSchema.safeParse(input);
    if (!read.success) {
      const message = 'the task ishigami takes { a, b, work }: two numbers and the points of each index';
      return { problems: [stressProblem('FW-STR-0002', ['input'], message)] };
    }
    const { a, b, work } = read.data;
    return {
      columns: [
        { name: 'index', type: 'whole' },
        { name: 'mean', type: 'number' },
        { name: 'mean_square', type: 'number' },
      ],
      rows: async ({ from, to }) => Array.from({ length: to - from }, (_, offset) => row(from + offset)),
    };

    function row(index: number): Record<string, number> {
      const stream = randomStream(seed, 'ishigami', index);
      const angle = (): number => Math.PI * (2 * stream.next() - 1);
      let sum = 0;
      let squares = 0;
      for (let point = 0; point < work; point += 1) {
        const [x1, x2, x3] = [angle(), angle(), angle()];
        const value = Math.sin(x1) + a * Math.sin(x2) ** 2 + b * x3 ** 4 * Math.sin(x1);
        sum += value;
        squares += value ** 2;
      }
      return { index, mean: sum / work, mean_square: squares / work };
    }
  },
};
