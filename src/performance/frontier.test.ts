import { describe, expect, it } from 'vitest';
import { candidatesOf } from './candidates.ts';
import { operatingPoint } from './capacity.ts';
import { published } from './fixture-models.ts';
import { ascend910c, b200, h20, serviceOf, systemOf } from './fixtures.ts';
import { frontier } from './frontier.ts';
import { weightFormats } from './layouts.ts';
import { meanWithin, mostRequests, requestsThatFit } from './memory-room.ts';
import { rankOf } from './rank.ts';
import { ranksOf } from './replica.ts';
import { serviceMix } from './service-mix.ts';
import { shapeOf } from './shape-of.ts';

describe('the frontier', () => {
  it.each([
    ['a dense model on H20', h20, 'llama-3.1-70b'],
    ['a small mixture on B200', b200, 'qwen3-30b-a3b'],
    ['a large mixture on 910C', ascend910c, 'deepseek-v3'],
  ] as const)('of %s is what no other configuration and load beats', (_, chip, id) => {
    const entry = published(id);
    const ranks = rankOf(systemOf(chip), chip);
    const shape = shapeOf(entry);
    if (!ranks.known || !shape.known) throw new Error('unknown');
    const mix = serviceMix(serviceOf(entry).classes);
    const formats = weightFormats(shape.shape, ranks.rank, ['int4']);
    const candidates = candidatesOf(shape.shape, ranks.rank, mix, formats);

    const all = formats
      .flatMap((weights) => candidates.spanning(weights, 1))
      .flatMap(({ replica, model }) => {
        const room = model.groups * meanWithin(Math.min(requestsThatFit(replica, mix.context), mostRequests));
        const loads: number[] = [];
        for (let load = 1; load <= room; load = Math.max(load + 1, Math.round(load * 1.5))) loads.push(load);
        return loads.flatMap((load) => {
          const point = operatingPoint(model, mix, load);
          if (point === undefined) return [];
          const accelerators = ranksOf(replica) / ranks.rank.perAccelerator;
          return [{ perUser: 1 / point.tpot, perAccelerator: (point.rate * mix.output) / accelerators }];
        });
      });
    const unbeaten = all
      .filter((one) =>
        all.every(
          (other) =>
            other.perUser < one.perUser ||
            other.perAccelerator < one.perAccelerator ||
            (other.perUser === one.perUser && other.perAccelerator === one.perAccelerator),
        ),
      )
      .toSorted((a, b) => a.perUser - b.perUser)
      // Two configurations may do just the same: one is shown.
      .filter((one, index, points) => one.perUser !== points[index - 1]?.perUser);

    const points = frontier(candidates);
    expect(points.length).toBeGreaterThan(5);
    expect(points.map(({ perUser, perAccelerator }) => ({ perUser, perAccelerator }))).toEqual(unbeaten);
  });
});
