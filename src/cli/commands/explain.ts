import { didYouMean } from '../../diagnostics/index.ts';
import { explainLines } from '../../report/index.ts';
import { exitCodes, type Command } from '../command.ts';
import { complaint } from '../messages.ts';
import { readPlanFile } from '../plan-file.ts';
import { refuse } from '../refuse.ts';

export const explain: Command = {
  words: ['explain'],
  summary:
    'Say in sentences why a plan is as it is: why each large line won, what rules cost, what would flip it',
  positionals: [
    { name: 'PLAN', summary: 'plan file (JSON)', complete: 'file' },
    {
      name: 'LINE',
      summary: 'one line of the plan by its id, or all lines of `offer` or `offer@site`',
      optional: true,
    },
  ],
  flags: [],
  examples: [
    { line: 'fleetwright explain plan.json', does: 'the large lines, prices of rules and limits' },
    { line: 'fleetwright explain plan.json "h20-server@datong@2025Q1"', does: 'one line' },
  ],
  async run({ positionals }, terminal) {
    const path = positionals.PLAN ?? '';
    const { plan, diagnostics } = readPlanFile(path);
    terminal.diagnostics(diagnostics);
    if (!plan) return exitCodes.badInput;
    const line = positionals.LINE;
    const sentences = explainLines(plan, line);
    if (sentences === undefined) {
      const ids = plan.lines.map(({ id }) => id);
      const guess = didYouMean(line ?? '', ids);
      return refuse(terminal, [
        complaint(
          'FW-CLI-0008',
          'LINE',
          `the plan has no line \`${line}\``,
          guess === undefined ? `its lines: ${ids.slice(0, 12).join(', ')}` : `did you mean \`${guess}\`?`,
        ),
      ]);
    }
    terminal.result(
      () => sentences.join('\n'),
      () => ({
        plan: path,
        line: line ?? null,
        sentences: sentences.map((sentence) => sentence.trim()).filter((sentence) => sentence !== ''),
      }),
    );
    return exitCodes.done;
  },
};
