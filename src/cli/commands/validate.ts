import { hasErrors } from '../../diagnostics/index.ts';
import { readScenario, resolveScenario } from '../../scenario/index.ts';
import { exitCodes, type Command } from '../command.ts';
import { readTextFile } from '../../files/index.ts';
import { readWorld } from '../../pipeline/index.ts';
import { refuse } from '../refuse.ts';

export const validate: Command = {
  words: ['validate'],
  summary: 'Report every problem of a scenario file at once',
  details: 'Checks the file itself, then every named variant. Nothing is planned and nothing is written.',
  positionals: [{ name: 'FILE', summary: 'scenario file (YAML)', complete: 'file' }],
  flags: [],
  examples: [
    {
      line: 'fleetwright validate scenarios/bytedance-2025.yaml',
      does: 'prints each problem with line, what was expected and a hint',
    },
    { line: 'fleetwright validate my-plan.yaml --json', does: 'the same as data' },
  ],
  async run({ positionals }, terminal) {
    const file = readTextFile(positionals.FILE ?? '');
    if ('code' in file) return refuse(terminal, [file]);
    const { catalog, rulebook } = readWorld();
    const options = { rules: rulebook.rules.map(({ id }) => id) };
    const read = readScenario(file.path, file.text, catalog, options);
    const remarks = read.document ? resolveScenario(read.document, catalog, options).diagnostics : [];
    const found = [...read.diagnostics, ...remarks];
    const ok = !hasErrors(found);
    terminal.result(
      () =>
        ok
          ? `${file.path} is a valid scenario${found.length === 0 ? '' : `, with ${found.length} remarks`}`
          : `${file.path} cannot be planned: ${found.filter(({ severity }) => severity === 'error').length} errors`,
      () => ({ ok, file: file.path, diagnostics: found }),
    );
    terminal.diagnostics(found);
    return ok ? exitCodes.done : exitCodes.badInput;
  },
};
