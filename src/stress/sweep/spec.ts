import { z } from 'zod';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { canonicalJson, sha256Hex } from '../../evidence/index.ts';
import { version } from '../../pipeline/index.ts';
import { stressProblem } from '../messages.ts';
import type { IndexRange } from './task.ts';

const schema = z.strictObject({
  /** Version of the package; only the same one works on the chunks. */
  version: z.string(),
  /** Name of the task. */
  task: z.string(),
  /** What the task works on: plain data. */
  input: z.json(),
  /** Indexes 0 … count − 1. */
  count: z.int().min(1).max(100_000_000),
  /** Indexes of one chunk; the last may have fewer. */
  chunkSize: z.int().min(1),
  /** Seed of every random stream. */
  seed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1),
});

/** A sweep: one task on one input for `count` indexes, cut into chunks. Its hash names it. */
export type SweepSpec = Readonly<z.infer<typeof schema>>;

/**
 * A sweep of this version.
 *
 * @param input plain JSON data, the same for all indexes
 */
export function makeSweep(sweep: Omit<SweepSpec, 'version'>): SweepSpec {
  return schema.parse({ version, ...sweep });
}

/** SHA-256 of a sweep; equal for equal sweeps, whatever order their fields were written in. */
export function sweepHash(spec: SweepSpec): string {
  return sha256Hex(canonicalJson(spec));
}

/** The bytes of a sweep's file. */
export function writeSpec(spec: SweepSpec): string {
  return `${canonicalJson(spec)}\n`;
}

/** Reads a sweep's file, or says why it is none or not of this version. */
export function readSpec(path: string, text: string): SweepSpec | readonly Diagnostic[] {
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
    const message = `${path} is no sweep: ${issue?.message ?? 'not JSON'}${where}`;
    return [stressProblem('FW-STR-0001', [path], message, 'make one with fleetwright sweep make')];
  }
  if (parsed.data.version !== version) {
    const message = `${path} was made by version ${parsed.data.version}; this is ${version}`;
    return [stressProblem('FW-STR-0004', [path], message, 'make the sweep anew')];
  }
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** How many chunks a sweep has; they are numbered from 0. */
export function chunkCount({ count, chunkSize }: SweepSpec): number {
  return Math.ceil(count / chunkSize);
}

/** Indexes of a chunk. */
export function chunkRange({ count, chunkSize }: SweepSpec, chunk: number): IndexRange {
  return { from: chunk * chunkSize, to: Math.min(count, (chunk + 1) * chunkSize) };
}
