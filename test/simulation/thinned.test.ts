import { expect, it } from 'vitest';
import { fixedArrivals, plainDraft } from '../../src/simulation/load/arrival-source.ts';
import { thinned } from '../../src/simulation/load/thinned.ts';

function left(part: number, sessions: boolean): readonly (readonly [number, number])[] {
  const requests = Array.from({ length: 1000 }, (_, index) => ({
    ...plainDraft(),
    arrival: index,
    session: sessions ? index % 50 : -1,
  }));
  const source = thinned(fixedArrivals(requests), part);
  const kept: (readonly [number, number])[] = [];
  const draft = plainDraft();
  while (source.nextAt < Infinity) {
    const due = source.nextAt;
    source.read(draft);
    expect(draft.arrival).toBe(due);
    kept.push([draft.arrival, draft.session]);
  }
  return kept;
}

it('keeps a part of the requests, evenly', () => {
  expect(left(0.6, false).length).toBeCloseTo(600, -1);
  expect(left(0.6, false).filter(([at]) => at < 500).length).toBeCloseTo(300, -1);
  expect(left(1, false).length).toBe(1000);
});

it('keeps conversations whole or leaves them out', () => {
  const sessions = left(0.5, true).map(([, session]) => session);
  for (const each of new Set(sessions))
    expect(sessions.filter((session) => session === each).length).toBe(20);
  expect(sessions.length).toBeCloseTo(500, -2);
});
