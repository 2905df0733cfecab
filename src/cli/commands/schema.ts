import { planJsonSchema } from '../../plan/index.ts';
import { scenarioJsonSchema } from '../../scenario/index.ts';
import { exitCodes, type Command } from '../command.ts';
import { complaint } from '../messages.ts';

const schemas: Readonly<Record<string, () => unknown>> = {
  scenario: scenarioJsonSchema,
  plan: planJsonSchema,
};

export const schema: Command = {
  words: ['schema'],
  summary: 'Print the JSON Schema of the scenario or the plan file, for editors and other programs',
  positionals: [{ name: 'NAME', summary: 'scenario or plan', complete: ['scenario', 'plan'] }],
  flags: [],
  examples: [
    {
      line: 'fleetwright schema scenario > scenario.schema.json',
      does: 'for `# yaml-language-server: $schema=scenario.schema.json`',
    },
    { line: 'fleetwright schema plan', does: 'what plan.json holds' },
  ],
  async run({ positionals }, terminal) {
    const name = positionals.NAME ?? '';
    const make = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
    if (!make) {
      terminal.diagnostics([
        complaint('FW-CLI-0004', 'NAME', `no schema \`${positionals.NAME}\`; expected scenario or plan`),
      ]);
      return exitCodes.badInput;
    }
    terminal.raw(`${JSON.stringify(make(), null, 2)}\n`);
    return exitCodes.done;
  },
};
