import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Diagnostic } from '../../../diagnostics/index.ts';
import { packageRoot, writeTextFile } from '../../../files/index.ts';
import { stressProblem } from '../../messages.ts';
import type { RunEnd, SweepEngine } from '../engine.ts';
import { missingChunks, type SweepFolder } from '../folder.ts';
import { progressOf } from '../progress.ts';
import { chunkCount } from '../spec.ts';
import { readState, writeState } from '../state.ts';
import { arrayRange, slurmScript } from './slurm-script.ts';

const run = promisify(execFile);
/** Milliseconds between two looks at folder and queue. */
const look = 2000;
/** Looks without a job in the queue before missing chunks count as failed: files appear late on shared file systems. */
const patience = 5;

/** How the work is put to Slurm. */
export interface SlurmOptions {
  /** Further options of sbatch, such as `--partition=cpu` or `--time=2:00:00`. */
  readonly options: readonly string[];
  /** Words that call fleetwright on the nodes; by default this program with this Node. */
  readonly program?: readonly string[];
}

/**
 * Works on the missing chunks as a Slurm job array: one element per chunk, in a folder that all nodes share. Aborting only stops
 * waiting; Slurm goes on, and the same call later takes up the array that is still queued or submits what is missing.
 */
export function slurmEngine({ options, program }: SlurmOptions): SweepEngine {
  const words = program ?? [process.execPath, `${packageRoot}bin/fleetwright.js`];
  return {
    async run(folder, { signal, onProgress }): Promise<RunEnd> {
      const before = missingChunks(folder);
      if (before.length === 0) return { end: 'done' };
      const job = await takeUpOrSubmit(folder, before, words, options);
      if (typeof job !== 'string') return { end: 'failed', problems: [job] };
      writeState(folder, { engine: 'slurm', wish: 'run', job });
      const total = chunkCount(folder.spec);
      const progress = progressOf(total - before.length, total, () => performance.now() / 1000);
      let shown = -1;
      let without = 0;
      for (;;) {
        const missing = missingChunks(folder);
        if (missing.length !== shown) onProgress(progress(total - missing.length));
        shown = missing.length;
        if (missing.length === 0) return { end: 'done' };
        if (signal.aborted) return { end: 'interrupted' };
        const { wish } = readState(folder);
        if (wish !== 'run') return { end: wish === 'pause' ? 'paused' : 'cancelled' };
        without = (await isQueued(job)) ? 0 : without + 1;
        if (without > patience)
          return { end: 'failed', problems: missing.slice(0, 10).map((chunk) => lost(folder, job, chunk)) };
        await sleep(look, undefined, { signal }).catch(() => undefined);
      }
    },
  };
}

/** Holds, releases or cancels the job array of a sweep. */
export async function controlSlurm(
  { path }: SweepFolder,
  verb: 'hold' | 'release' | 'cancel',
): Promise<Diagnostic | undefined> {
  const { job } = readState({ path });
  if (job === undefined) return undefined;
  const answer = await (verb === 'cancel' ? slurm('scancel', [job]) : slurm('scontrol', [verb, job]));
  return typeof answer === 'string' ? undefined : answer;
}

async function takeUpOrSubmit(
  folder: SweepFolder,
  missing: readonly number[],
  program: readonly string[],
  options: readonly string[],
): Promise<string | Diagnostic> {
  const { job } = readState(folder);
  if (job !== undefined && (await isQueued(job))) return job;
  const path = resolve(folder.path);
  const script = join(path, 'slurm.sh');
  const trouble = writeTextFile(script, slurmScript(program, path, options));
  if (trouble) return trouble;
  const answer = await slurm('sbatch', ['--parsable', `--array=${arrayRange(missing)}`, script]);
  // `--parsable` answers `JOB` or `JOB;CLUSTER`.
  return typeof answer === 'string' ? (answer.trim().split(';')[0] ?? '') : answer;
}

/** True while any element of the array waits or runs. */
async function isQueued(job: string): Promise<boolean> {
  const answer = await slurm('squeue', ['--noheader', '--array', `--jobs=${job}`, '--format=%i']);
  return typeof answer === 'string' && answer.trim() !== '';
}

/** Slurm refuses an array of which some elements have ended, after it did what it was asked with the others. */
const harmless = /: (?:Job has already finished|No error|Job\/step already completing or completed)$/u;

async function slurm(command: string, words: readonly string[]): Promise<string | Diagnostic> {
  try {
    return (await run(command, [...words])).stdout;
  } catch (error) {
    const told = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    if (told !== '' && told.split('\n').every((line) => harmless.test(line))) return '';
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const message = missing
      ? `${command} is not installed here`
      : `${command}: ${told === '' ? String(error) : told}`;
    return stressProblem('FW-STR-0011', [command], message, 'submit from a login node of the cluster');
  }
}

/** What is known of an element that ended without its chunk: the end of its log. */
function lost({ path }: SweepFolder, job: string, chunk: number): Diagnostic {
  const log = join(path, `slurm-${job}_${chunk}.log`);
  const end = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-3).join(' ') : '';
  const message = `chunk ${chunk} ended without a result${end === '' ? '' : `: ${end}`}`;
  return stressProblem('FW-STR-0009', [`chunk ${chunk}`], message, `see ${log}`);
}
