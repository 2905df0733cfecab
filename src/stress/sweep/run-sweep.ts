import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Diagnostic } from '../../diagnostics/index.ts';
import type { RunEnd, SweepEngine, Watch } from './engine.ts';
import { makeFolder } from './folder.ts';
import { readRows, type SweepRows } from './merge.ts';
import type { SweepSpec } from './spec.ts';

/** Rows of a sweep and how its run ended; fewer rows than wanted unless it is `done`. */
export interface SweepResult extends SweepRows {
  readonly end: Exclude<RunEnd['end'], 'failed'>;
}

/**
 * Runs a sweep and reads its rows: what a command asks for that wants a sweep's answer and not its files.
 *
 * @param path folder to keep the chunks in, so that the same call goes on where an earlier one stopped; without it they go when the
 * rows are read
 */
export async function runSweep(
  spec: SweepSpec,
  engine: SweepEngine,
  watch: Watch,
  path?: string,
): Promise<SweepResult | { readonly problems: readonly Diagnostic[] }> {
  const place = path ?? mkdtempSync(join(tmpdir(), 'fleetwright-sweep-'));
  try {
    const folder = makeFolder(place, spec);
    if (!('spec' in folder)) return { problems: folder };
    const ended = await engine.run(folder, watch);
    if (ended.end === 'failed') return { problems: ended.problems };
    const read = await readRows(folder, ended.end !== 'done');
    return 'problems' in read ? read : { ...read, end: ended.end };
  } finally {
    if (path === undefined) rmSync(place, { recursive: true, force: true });
  }
}
