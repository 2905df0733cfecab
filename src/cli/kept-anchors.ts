import { parse, stringify } from 'yaml';
import { z } from 'zod';
import type { Diagnostic } from '../diagnostics/index.ts';
import type { BenchmarkRun } from '../performance/index.ts';
import { readTextFile, writeTextFile, fileTrouble } from '../files/index.ts';
import type { ResolvedAnchor } from '../scenario/index.ts';
import type { Arguments, Flag } from './command.ts';

/** A measurement a user keeps: claims of a model on a chip, as the catalog has them. */
export interface KeptAnchor {
  readonly chip: string;
  readonly model: string;
  readonly precision: string | undefined;
  readonly run: BenchmarkRun;
}

/** Every command that plans or rates takes measurements by it. */
export const anchorsFlag: Flag = {
  name: 'anchors',
  value: 'FILE',
  summary: 'Measurements kept by `fleetwright anchors add`, beside those of the scenario',
  complete: 'file',
};

/**
 * The measurements that a command line names, as a scenario has them; none where it names no file, or what is wrong with the file.
 *
 * @param known how many there are already: ids go on from there
 */
export function givenAnchors({ flags }: Arguments, known = 0): readonly ResolvedAnchor[] | Diagnostic {
  if (typeof flags.anchors !== 'string') return [];
  const kept = readAnchors(flags.anchors);
  if ('code' in kept) return kept;
  return kept.map(({ chip, model, precision, run }, index) => {
    const { tensorParallel, users, inputTokens, outputTokens, tpot } = run;
    return {
      id: `kept-${known + index + 1}`,
      chip,
      model,
      ...(precision !== undefined && { precision }),
      tensorParallel,
      users,
      inputTokens,
      outputTokens,
      tpot,
    };
  });
}

const shape = z.object({
  anchors: z.array(
    z.strictObject({
      chip: z.string(),
      model: z.string(),
      engine: z.string().optional(),
      precision: z.string().optional(),
      tensorParallel: z.number().int().positive(),
      users: z.number().positive(),
      inputTokens: z.number().positive(),
      outputTokens: z.number().positive(),
      tpot: z.strictObject({
        value: z.string().regex(/^\d+(?:\.\d+)? ms$/u, 'expected milliseconds like `23.1 ms`'),
        source: z.string(),
        grade: z.string(),
        date: z.string().optional(),
      }),
    }),
  ),
});

type Entry = z.infer<typeof shape>['anchors'][number];

/** Reads kept anchors, or says what is wrong with the file. */
export function readAnchors(path: string): readonly KeptAnchor[] | Diagnostic {
  const entries = readEntries(path);
  if ('code' in entries) return entries;
  return entries.map(({ chip, model, precision, tpot, ...run }) => ({
    chip,
    model,
    precision,
    run: {
      tpot: Number.parseFloat(tpot.value) / 1000,
      ttft: undefined,
      users: run.users,
      inputTokens: run.inputTokens,
      outputTokens: run.outputTokens,
      tensorParallel: run.tensorParallel,
      tool: 'vLLM or SGLang',
    },
  }));
}

/** Appends runs of one benchmark file to a file of anchors, making it where there is none; what went wrong, if anything. */
export function keepAnchors(
  path: string,
  runs: readonly BenchmarkRun[],
  of: {
    readonly chip: string;
    readonly model: string;
    readonly engine: string | undefined;
    readonly precision: string | undefined;
    readonly source: string;
    readonly date: string | undefined;
  },
): Diagnostic | undefined {
  const kept = readEntries(path);
  const missing = 'code' in kept && /does not exist/u.test(kept.message);
  if ('code' in kept && !missing) return kept;
  const added = runs.map((run): Entry => ({
    chip: of.chip,
    model: of.model,
    ...(of.engine !== undefined && { engine: of.engine }),
    ...(of.precision !== undefined && { precision: of.precision }),
    tensorParallel: run.tensorParallel,
    users: run.users,
    inputTokens: run.inputTokens,
    outputTokens: run.outputTokens,
    tpot: {
      value: `${Number((run.tpot * 1000).toPrecision(6))} ms`,
      source: of.source,
      grade: 'B',
      ...(of.date !== undefined && { date: of.date }),
    },
  }));
  const anchors = [...('code' in kept ? [] : kept), ...added];
  return writeTextFile(path, stringify({ anchors }));
}

function readEntries(path: string): readonly Entry[] | Diagnostic {
  const file = readTextFile(path);
  if ('code' in file) return file;
  try {
    const read = shape.safeParse(parse(file.text, { maxAliasCount: 0 }));
    if (read.success) return read.data.anchors;
    const [first] = read.error.issues;
    const where = first?.path.join('.') ?? '';
    return fileTrouble(
      'FW-FILE-0001',
      path,
      `${path} is not a file of anchors: ${where} ${first?.message ?? ''}`,
    );
  } catch (error) {
    return fileTrouble(
      'FW-FILE-0001',
      path,
      `cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
