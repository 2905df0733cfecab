import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chunkPath, makeFolder, missingChunks, openFolder, type SweepFolder } from './folder.ts';
import { localEngine } from './local-engine.ts';
import { mergeSweep, readRows } from './merge.ts';
import type { SweepProgress } from './progress.ts';
import { runSweep } from './run-sweep.ts';
import { makeSweep, type SweepSpec } from './spec.ts';
import { readState, writeState } from './state.ts';

const spec = makeSweep({
  task: 'ishigami',
  input: { a: 7, b: 0.1, work: 500 },
  count: 23,
  chunkSize: 5,
  seed: 1,
});
const quiet = { signal: new AbortController().signal, onProgress: () => undefined };

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'sweep-test-'));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

function folderOf(name: string, sweep: SweepSpec = spec): SweepFolder {
  const folder = makeFolder(join(place, name), sweep);
  if (!('spec' in folder)) throw new Error(folder[0]?.message);
  return folder;
}

async function mergedBytes(folder: SweepFolder): Promise<Buffer> {
  const merged = await mergeSweep(folder);
  if ('problems' in merged) throw new Error(merged.problems[0]?.message);
  return readFileSync(merged.path);
}

describe('threads', () => {
  it('give the same bytes for one and for two threads', async () => {
    const [one, two] = [folderOf('one'), folderOf('two')];
    expect(await localEngine(1).run(one, quiet)).toEqual({ end: 'done' });
    expect(await localEngine(2).run(two, quiet)).toEqual({ end: 'done' });
    expect(await mergedBytes(one)).toEqual(await mergedBytes(two));
  });

  it('come to the known mean and variance, every index once and in order', async () => {
    const many = makeSweep({ ...spec, count: 200, chunkSize: 16, seed: 7 });
    const result = await runSweep(many, localEngine(2), quiet);
    if ('problems' in result) throw new Error(result.problems[0]?.message);
    expect(result.rows.map(({ index }) => index)).toEqual(Array.from({ length: 200 }, (_, index) => index));
    const average = (name: string): number =>
      result.rows.reduce((sum, row) => sum + Number(row[name]), 0) / result.rows.length;
    const variance = 49 / 8 + (0.1 * Math.PI ** 4) / 5 + (0.01 * Math.PI ** 8) / 18 + 0.5;
    // 100,000 points: the mean is known to about ± 0.012 (one standard error).
    expect(Math.abs(average('mean') - 3.5)).toBeLessThan(0.04);
    expect(Math.abs(average('mean_square') - average('mean') ** 2 - variance)).toBeLessThan(0.4);
  });

  it('do not depend on the size of chunks', async () => {
    const [small, large] = await Promise.all(
      [1, 23].map((chunkSize) => runSweep(makeSweep({ ...spec, chunkSize }), localEngine(1), quiet)),
    );
    expect(small).toHaveProperty('rows');
    expect(small).toEqual(large);
  });

  it('keep finished chunks when interrupted, and work only on the rest next time', async () => {
    const folder = folderOf('interrupted');
    const stop = new AbortController();
    const ended = await localEngine(1).run(folder, {
      signal: stop.signal,
      onProgress: ({ done }) => done === 2 && stop.abort(),
    });
    expect(ended).toEqual({ end: 'interrupted' });
    const missing = missingChunks(folder);
    expect(missing.length).toBeGreaterThan(0);
    expect(missing.length).toBeLessThanOrEqual(3);
    const seen: SweepProgress[] = [];
    await localEngine(1).run(folder, { ...quiet, onProgress: (progress) => seen.push(progress) });
    expect(seen[0]?.done).toBe(5 - missing.length);
    expect(seen[0]?.eta).toBeUndefined();
    expect(seen.at(-1)).toMatchObject({ done: 5, total: 5, eta: 0 });
    const straight = folderOf('straight');
    await localEngine(2).run(straight, quiet);
    expect(await mergedBytes(folder)).toEqual(await mergedBytes(straight));
  });

  it('wait while paused and go on when told to', async () => {
    const folder = folderOf('paused');
    const done: number[] = [];
    const running = localEngine(1).run(folder, {
      ...quiet,
      onProgress: (progress) => {
        done.push(progress.done);
        if (progress.done === 1) {
          writeState(folder, { engine: 'local', wish: 'pause' });
          setTimeout(() => {
            done.push(-1);
            writeState(folder, { engine: 'local', wish: 'run' });
          }, 500);
        }
      },
    });
    expect(await running).toEqual({ end: 'done' });
    expect(done).toEqual([0, 1, -1, 2, 3, 4, 5]);
  });

  it('stop when cancelled', async () => {
    const folder = folderOf('cancelled');
    const ended = await localEngine(1).run(folder, {
      ...quiet,
      onProgress: () => writeState(folder, { engine: 'local', wish: 'cancel' }),
    });
    expect(ended).toEqual({ end: 'cancelled' });
    expect(readState(folder).wish).toBe('cancel');
    expect(missingChunks(folder)).toHaveLength(5);
  });

  it('say why a task cannot work on its input, and leave nothing behind', async () => {
    const wrong = makeSweep({ ...spec, input: { a: 'seven' } });
    const result = await runSweep(wrong, localEngine(2), quiet);
    expect('problems' in result && result.problems.map(({ code }) => code)).toEqual(['FW-STR-0002']);
    const unknown = await runSweep(makeSweep({ ...spec, task: 'nobody' }), localEngine(2), quiet);
    expect('problems' in unknown && unknown.problems.map(({ code }) => code)).toEqual(['FW-STR-0003']);
  });
});

describe('the folder of a sweep', () => {
  it('is not shared by two sweeps', () => {
    folderOf('shared');
    const other = makeFolder(join(place, 'shared'), makeSweep({ ...spec, seed: 2 }));
    expect(Array.isArray(other) && other[0].code).toBe('FW-STR-0006');
  });

  it('tells chunks that are missing, cut off or of another place', async () => {
    const folder = folderOf('damaged');
    const problems = async (): Promise<unknown> => {
      const read = await readRows(folder);
      return 'problems' in read ? read.problems.map(({ code }) => code) : [];
    };
    expect(await problems()).toEqual(['FW-STR-0007']);
    await localEngine(1).run(folder, quiet);
    expect(await problems()).toEqual([]);
    writeFileSync(chunkPath(folder, 1), readFileSync(chunkPath(folder, 1)).subarray(0, 100));
    writeFileSync(chunkPath(folder, 2), readFileSync(chunkPath(folder, 3)));
    expect(await problems()).toEqual(['FW-STR-0008', 'FW-STR-0008']);
  });

  it('holds no drafts when all is done', async () => {
    const folder = folderOf('clean');
    await localEngine(2).run(folder, quiet);
    expect(readdirSync(folder.path).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect(openFolder(folder.path)).toEqual(folder);
  });

  it('refuses the sweep of another version', () => {
    const folder = folderOf('old');
    const file = join(folder.path, 'sweep.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"version":"[^"]+"/, '"version":"0.0.1"'));
    const opened = openFolder(folder.path);
    expect(Array.isArray(opened) && opened[0].code).toBe('FW-STR-0004');
  });
});
