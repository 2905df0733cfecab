import { describe, expect, it } from 'vitest';
import { published } from '../fixture-models.ts';
import { h100, replicaOf } from '../fixtures.ts';
import { stepModel } from '../step-model.ts';
import { stepSeconds } from '../step-seconds.ts';
import { play } from './play.ts';
import { mean, quantile } from './statistics.ts';

const model = stepModel(replicaOf(h100, published('llama-3.1-8b'), 'bf16', 1, 1));
const allowed = {
  running: 64,
  cacheTokens: 400_000,
  chunk: 8192,
  promptsAlone: false,
  perRequest: 0.01,
  poll: 1,
  firstWave: 0,
  serial: 0,
  reserved: 0.5,
};
const load = { prompt: () => 1000, answer: () => 11, arrival: () => 0, cached: 0 };

describe('a played run', () => {
  it('of one request is its prompt and its answer, step by step', () => {
    const run = play(model, allowed, { ...load, users: 1, requests: 1 });
    const prompt = stepSeconds(model, 0, 0, 1000, 500);
    let answer = 0;
    for (let token = 1; token <= 10; token += 1) answer += stepSeconds(model, 1, 1000 + token, 0, 0);
    expect(run.ttft[0]).toBeCloseTo(prompt + 0.01, 9);
    // Steps are summed at their mean context, which is exact as long as one resource limits attention throughout.
    expect(run.tpot[0]).toBeCloseTo(answer / 10, 9);
    expect(run.seconds).toBeCloseTo(prompt + answer, 9);
    expect(run.outputTokens).toBe(11);
  });

  it('lets the ninth of nine prompts wait for the first eight where a step takes eight', () => {
    const run = play(model, { ...allowed, chunk: 8000 }, { ...load, users: 9, requests: 9 });
    expect(run.ttft[7]).toBeCloseTo(run.ttft[0] ?? 0, 12);
    expect(run.ttft[8] ?? 0).toBeGreaterThan((run.ttft[0] ?? 0) * 1.05);
  });

  it('runs no more requests at once than allowed, and all of them in the end', () => {
    const few = play(model, { ...allowed, running: 4 }, { ...load, users: 32, requests: 64 });
    const many = play(model, allowed, { ...load, users: 32, requests: 64 });
    expect(few.outputTokens).toBe(64 * 11);
    expect(few.seconds).toBeGreaterThan(many.seconds);
    expect(mean(few.ttft)).toBeGreaterThan(mean(many.ttft));
  });

  it('cannot answer faster than the front end hands over', () => {
    const run = play(model, { ...allowed, serial: 0.1 }, { ...load, users: 50, requests: 50 });
    expect(run.seconds).toBeGreaterThan(5);
  });

  it('keeps newcomers waiting where it looks at them every so many steps only, but not the first', () => {
    const people = { ...load, answer: (index: number) => 50 + 7 * index, users: 4, requests: 12 };
    const often = play(model, allowed, people);
    const seldom = play(model, { ...allowed, poll: 20 }, people);
    const step = stepSeconds(model, 3, 1050, 0, 0);
    expect(seldom.ttft[0]).toBe(often.ttft[0]);
    const waited = (mean(seldom.ttft) - mean(often.ttft)) / step;
    expect(waited).toBeGreaterThan(2);
    expect(waited).toBeLessThan(20);
    expect(seldom.outputTokens).toBe(often.outputTokens);
  });

  it('holds prompts back until every group has one or their patience ends', () => {
    const people = { ...load, answer: (index: number) => 50 + 7 * index, users: 4, requests: 12 };
    const held = play(model, { ...allowed, gather: { requests: 3, steps: 30 } }, people);
    const alone = play(model, { ...allowed, gather: { requests: 1, steps: 30 } }, people);
    expect(alone.ttft).toEqual(play(model, allowed, people).ttft);
    const step = stepSeconds(model, 3, 1050, 0, 0);
    expect(quantile(held.ttft, 1) - quantile(alone.ttft, 1)).toBeGreaterThan(5 * step);
    expect(quantile(held.ttft, 1)).toBeLessThan(quantile(alone.ttft, 1) + 31 * step * 1.2);
    expect(held.outputTokens).toBe(alone.outputTokens);
  });

  it('waits for arrivals', () => {
    const run = play(model, allowed, {
      ...load,
      users: Infinity,
      requests: 3,
      arrival: (index) => index * 10,
    });
    expect(run.seconds).toBeGreaterThan(20);
    expect(quantile(run.ttft, 0.99)).toBeLessThan(0.2);
  });
});
