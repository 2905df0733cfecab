import { describe, expect, it } from 'vitest';
import { allReduceSeconds, allToAllSeconds } from './collectives.ts';
import { h100, systemOf } from './fixtures.ts';
import { rankOf } from './rank.ts';

const found = rankOf(systemOf(h100), h100);
if (!found.known) throw new Error(found.reason.why);
// 450 GB/s × 0.86 within 8 ranks, 50 GB/s × 0.8 beyond; 5 and 17 µs to start.
const { rank } = found;
const near = 450e9 * 0.86;
const far = 50e9 * 0.8;

describe('all-reduce', () => {
  it('is a ring within the domain', () => {
    expect(allReduceSeconds(rank, 1, 1e6)).toBe(0);
    expect(allReduceSeconds(rank, 8, 1e6)).toBeCloseTo(5e-6 + (1.75 * 1e6) / near, 12);
  });

  it('goes on over the network with an eighth of the bytes', () => {
    expect(allReduceSeconds(rank, 16, 1e6)).toBeCloseTo(
      5e-6 + (1.75 * 1e6) / near + 17e-6 + 1e6 / 8 / far,
      12,
    );
  });

  it('is impossible over a network of unknown bandwidth', () => {
    expect(allReduceSeconds({ ...rank, far: undefined }, 16, 1e6)).toBe(Infinity);
  });
});

describe('all-to-all', () => {
  it('sends every copy within the domain', () => {
    expect(allToAllSeconds(rank, 1, 8, 1e6)).toBe(0);
    expect(allToAllSeconds(rank, 8, 8, 1e6)).toBeCloseTo(17e-6 + (8e6 * 7) / 8 / near, 12);
  });

  it('sends one copy to each other domain, while the copies within it travel', () => {
    expect(allToAllSeconds(rank, 32, 8, 1e6)).toBeCloseTo(17e-6 + (4e6 * 3) / 4 / far, 12);
    const slow = { ...rank, near: 1e9 };
    expect(allToAllSeconds(slow, 32, 8, 1e6)).toBeCloseTo(17e-6 + (8e6 * 31) / 32 / (1e9 * 0.86), 12);
  });
});
