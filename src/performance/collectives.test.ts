import { describe, expect, it } from 'vitest';
import { allReduceCost, allToAllCost, type CollectiveCost } from './collectives.ts';
import { h100, systemOf } from './fixtures.ts';
import { type Rank, rankOf } from './rank.ts';

const found = rankOf(systemOf(h100), h100);
if (!found.known) throw new Error(found.reason.why);
// 450 GB/s × 0.65 within 8 ranks, 50 GB/s × 0.8 beyond; 11 µs to start and 5 more a doubling, and 49 µs.
const { rank } = found;
const near = 450e9 * 0.65;
const far = 50e9 * 0.8;

const seconds = ({ fixed, perToken }: CollectiveCost, tokens: number) => fixed + perToken * tokens;
const allReduceSeconds = (on: Rank, ranks: number, bytes: number) =>
  seconds(allReduceCost(on, ranks, bytes / 4), 4);
const allToAllSeconds = (on: Rank, ranks: number, copies: number, bytes: number) =>
  seconds(allToAllCost(on, ranks, copies, bytes / 4), 4);

describe('all-reduce', () => {
  it('is a ring within the domain', () => {
    expect(allReduceSeconds(rank, 1, 1e6)).toBe(0);
    expect(allReduceSeconds(rank, 8, 1e6)).toBeCloseTo(21e-6 + (1.75 * 1e6) / near, 12);
  });

  it('goes on over the network with an eighth of the bytes', () => {
    expect(allReduceSeconds(rank, 16, 1e6)).toBeCloseTo(
      21e-6 + (1.75 * 1e6) / near + 49e-6 + 1e6 / 8 / far,
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
    expect(allToAllSeconds(rank, 8, 8, 1e6)).toBeCloseTo(49e-6 + (8e6 * 7) / 8 / near, 12);
  });

  it('sends one copy to each other domain, while the copies within it travel', () => {
    expect(allToAllSeconds(rank, 32, 8, 1e6)).toBeCloseTo(49e-6 + (4e6 * 3) / 4 / far, 12);
    const slow = { ...rank, near: 1e9 };
    expect(allToAllSeconds(slow, 32, 8, 1e6)).toBeCloseTo(49e-6 + (8e6 * 31) / 32 / (1e9 * 0.65), 12);
  });
});
