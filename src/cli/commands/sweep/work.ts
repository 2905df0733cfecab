import type { Diagnostic } from '../../../diagnostics/index.ts';
import { formatNumber, formatQuantity } from '../../../quantity/index.ts';
import {
  chunkCount,
  findEngine,
  mergeSweep,
  missingChunks,
  sweepHash,
  type SweepEngine,
  type SweepFolder,
  type SweepProgress,
} from '../../../stress/index.ts';
import { exitCodes, type Arguments, type ExitCode, type Flag } from '../../command.ts';
import type { Terminal } from '../../terminal.ts';
import { engineFlag, engineWish } from './flags.ts';
import { refuse } from '../../refuse.ts';
import { FlagReader } from '../../flag-reader.ts';

/** Flags of every command that gives work to an engine. */
export const engineFlags: readonly Flag[] = [
  engineFlag,
  { name: 'threads', value: 'N', summary: 'Threads of the local engine (default: one per core)' },
  {
    name: 'slurm',
    value: 'OPTIONS',
    summary: 'Long options of sbatch without their dashes: "partition=cpu time=2:00:00"',
  },
];

/** The engine that `engineFlags` name, or what is wrong with them. */
function engineOf(
  args: Arguments,
  terminal: Terminal,
  fallback = 'local',
): SweepEngine | readonly Diagnostic[] {
  const read = new FlagReader(args);
  const { problems } = read;
  const threads = read.number('threads', { least: 1, whole: true });
  const engine = findEngine({
    engine: engineWish(args, fallback),
    threads,
    slurm: typeof args.flags.slurm === 'string' ? slurmOptions(args.flags.slurm) : [],
    onTrouble: (message) => terminal.note(`going on after: ${message}`),
  });
  if ('code' in engine) problems.push(engine);
  return 'run' in engine && problems.length === 0 ? engine : problems;
}

/**
 * Works on what is missing of a sweep, merges it and says how it ended.
 *
 * @param fallback the engine where neither command line nor environment name one
 */
export async function workOn(
  folder: SweepFolder,
  args: Arguments,
  terminal: Terminal,
  fallback?: string,
): Promise<ExitCode> {
  const engine = engineOf(args, terminal, fallback);
  if (!('run' in engine)) return refuse(terminal, engine);
  if (!terminal.quiet)
    terminal.note(`sweep ${sweepHash(folder.spec).slice(0, 12)}, seed ${folder.spec.seed}`);
  const ended = await engine.run(folder, {
    signal: terminal.signal,
    onProgress: sparing((progress) => terminal.progress(progressWords(progress))),
  });
  terminal.progress('');
  if (ended.end === 'failed') return refuse(terminal, ended.problems);
  const total = chunkCount(folder.spec);
  const done = total - missingChunks(folder).length;
  const { path } = folder;
  if (ended.end !== 'done') {
    terminal.result(
      () =>
        `${ended.end}: ${done} of ${total} chunks are finished and kept; fleetwright sweep resume ${path} goes on`,
      () => ({ end: ended.end, folder: path, done, total }),
    );
    return exitCodes.no;
  }
  const merged = await mergeSweep(folder);
  if ('problems' in merged) return refuse(terminal, merged.problems);
  terminal.result(
    () => `${formatNumber(merged.rows)} rows in ${merged.path}`,
    () => ({ end: 'done', folder: path, done, total, rows: merged.rows, merged: merged.path }),
  );
  return exitCodes.done;
}

/** Long options for the head of a batch script; written without dashes, as the command line takes what begins with one for its own. */
function slurmOptions(written: string): readonly string[] {
  return written
    .split(/\s+/u)
    .filter((word) => word !== '')
    .map((word) => (word.startsWith('-') ? word : `--${word}`));
}

/** Milliseconds between two lines of progress. */
const rest = 500;

/** Passes on progress now and then, and always the last of it: small chunks come faster than anyone reads. */
function sparing(show: (progress: SweepProgress) => void): (progress: SweepProgress) => void {
  let last = -Infinity;
  return (progress) => {
    const now = performance.now();
    if (now - last < rest && progress.done < progress.total) return;
    last = now;
    show(progress);
  };
}

/** One line about a sweep under way: `12 of 40 chunks, 30 %, 8.2 s, about 19 s to go`. */
function progressWords({ done, total, seconds, eta }: SweepProgress): string {
  const left = eta === undefined || done === total ? '' : `, about ${formatQuantity(eta, 'duration')} to go`;
  return `${done} of ${total} chunks, ${Math.floor((100 * done) / total)} %, ${seconds.toFixed(1)} s${left}`;
}
