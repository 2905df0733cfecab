import type { Diagnostic } from '../diagnostics/index.ts';
import { sameFile, writeTextFile } from '../files/index.ts';
import { writePlan, type PlanFile } from '../plan/index.ts';
import { htmlReport } from '../report/index.ts';
import type { Arguments, Flag } from './command.ts';
import { complaint } from './messages.ts';

/** Where a plan is written. */
export const outputFlags: readonly Flag[] = [
  { name: 'out', value: 'FILE', summary: 'Write the plan file (JSON)', complete: 'file' },
  { name: 'report', value: 'FILE', summary: 'Write a self-contained HTML report', complete: 'file' },
];

/**
 * Files that would be written over each other or over what was read.
 *
 * @param inputs names of the positionals and flags that are read
 */
export function clashingFiles(
  { flags, positionals }: Arguments,
  inputs: readonly string[],
): readonly Diagnostic[] {
  const { out, report } = flags;
  const read = inputs.flatMap((name) => {
    const path = positionals[name] ?? flags[name];
    return typeof path === 'string' ? [path] : [];
  });
  return [
    ...[out, report].flatMap((path) =>
      typeof path === 'string' && read.some((input) => sameFile(path, input))
        ? [
            complaint(
              'FW-CLI-0007',
              path,
              `${path} is read by this command; nothing was written`,
              'name another file',
            ),
          ]
        : [],
    ),
    ...(typeof out === 'string' && typeof report === 'string' && sameFile(out, report)
      ? [complaint('FW-CLI-0007', out, '--out and --report name the same file', 'name two files')]
      : []),
  ];
}

/** Writes the plan and its page where the user asked for them. */
export async function writePlanOutputs(
  made: PlanFile,
  { flags }: Pick<Arguments, 'flags'>,
): Promise<{ readonly written: readonly string[]; readonly problems: readonly Diagnostic[] }> {
  const files = [
    { path: flags.out, text: async () => writePlan(made) },
    { path: flags.report, text: () => htmlReport(made) },
  ];
  const written: string[] = [];
  const problems: Diagnostic[] = [];
  for (const { path, text } of files) {
    // Without a plan nothing may replace one that is there.
    if (typeof path !== 'string' || (made.objective.value === null && made.status === 'interrupted'))
      continue;
    const trouble = writeTextFile(path, await text());
    if (trouble) problems.push(trouble);
    else written.push(path);
  }
  return { written, problems };
}
