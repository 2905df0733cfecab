import { z } from 'zod';
import type { Diagnostic } from '../../../diagnostics/index.ts';
import { readTextFile } from '../../../files/index.ts';
import {
  chunkCount,
  makeFolder,
  makeSweep,
  openSweep,
  sweepHash,
  taskNames,
  type SweepSpec,
} from '../../../stress/index.ts';
import { exitCodes, type Arguments, type Command } from '../../command.ts';
import { complaint } from '../../messages.ts';
import { folderPositional } from './flags.ts';
import { refuse } from '../../refuse.ts';
import { FlagReader } from '../../flag-reader.ts';

/** Indexes of a chunk when nobody says: enough that its work outweighs its file. */
const defaultChunk = 16;

export const sweepMake: Command = {
  words: ['sweep', 'make'],
  summary: 'Make a sweep: a task that is repeated for many indexes, cut into chunks',
  details:
    `Tasks: ${taskNames.join(', ')}. The input is tried before anything is written. The task \`ishigami\` has a known ` +
    'answer and tries an engine out; `fleetwright stress` makes its sweeps itself.',
  positionals: [folderPositional],
  flags: [
    { name: 'task', value: 'NAME', summary: 'What is repeated', complete: taskNames, required: true },
    { name: 'input', value: 'FILE', summary: 'Its input (JSON)', complete: 'file', required: true },
    { name: 'count', value: 'N', summary: 'How often', required: true },
    { name: 'chunk-size', value: 'N', summary: `Indexes of a chunk (default ${defaultChunk})` },
    { name: 'seed', value: 'N', summary: 'Seed of all random streams (default 1)' },
  ],
  examples: [
    {
      line: 'fleetwright sweep make trial --task ishigami --input ishigami.json --count 1000',
      does: 'makes a sweep in the folder trial; ishigami.json holds {"a": 7, "b": 0.1, "work": 10000}',
    },
  ],
  async run(args, terminal) {
    const spec = specOf(args);
    if (!('task' in spec)) return refuse(terminal, spec);
    const opened = await openSweep(spec);
    if (!('chunk' in opened)) return refuse(terminal, opened);
    await opened.close();
    const folder = makeFolder(args.positionals.FOLDER ?? '', spec);
    if (!('spec' in folder)) return refuse(terminal, folder);
    terminal.result(
      () =>
        `${folder.path} holds ${chunkCount(spec)} chunks to work on: fleetwright sweep run ${folder.path}`,
      () => ({ folder: folder.path, hash: sweepHash(spec), chunks: chunkCount(spec), seed: spec.seed }),
    );
    return exitCodes.done;
  },
};

function specOf(args: Arguments): SweepSpec | readonly Diagnostic[] {
  const read = new FlagReader(args);
  const { problems } = read;
  const numbers = {
    count: read.number('count', { least: 1, whole: true }) ?? 1,
    chunkSize: read.number('chunk-size', { least: 1, whole: true }) ?? defaultChunk,
    seed: read.number('seed', { least: 0, whole: true }) ?? 1,
  };
  const path = String(args.flags.input);
  const file = readTextFile(path);
  if ('code' in file) return [...problems, file];
  const input = z.json().safeParse(parseJson(file.text));
  if (!input.success) problems.push(complaint('FW-CLI-0004', 'input', `--input ${path}: expected JSON`));
  return input.success && problems.length === 0
    ? makeSweep({ task: String(args.flags.task), input: input.data, ...numbers })
    : problems;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
