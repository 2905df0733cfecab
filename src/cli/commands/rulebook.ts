import { didYouMean } from '../../diagnostics/index.ts';
import { cell, textTable } from '../../report/index.ts';
import type { Rule } from '../../rules/index.ts';
import { refuse } from '../refuse.ts';
import { exitCodes, type Command } from '../command.ts';
import { complaint } from '../messages.ts';
import { readWorld } from '../../pipeline/index.ts';

export const rulesList: Command = {
  words: ['rules', 'list'],
  summary: 'List the rules with their dates and what they do',
  positionals: [],
  flags: [],
  examples: [
    { line: 'fleetwright rules list', does: 'every rule, oldest first' },
    { line: 'fleetwright rules list --json', does: 'with predicates and sources, for a program' },
  ],
  async run(_, terminal) {
    const rules = readWorld().rulebook.rules.toSorted((a, b) => (a.effective < b.effective ? -1 : 1));
    terminal.result(
      () =>
        textTable(
          {
            id: 'rules',
            title: `${rules.length} rules`,
            columns: [
              { title: 'In force' },
              { title: 'Id' },
              { title: 'Title' },
              { title: 'Gate' },
              { title: 'Grade' },
            ],
            rows: rules.map((rule) => [
              cell(inForce(rule)),
              cell(rule.id),
              cell(rule.title),
              cell(rule.gate),
              cell(rule.grade),
            ]),
            empty: 'The catalog has no rules.',
          },
          terminal.colour,
          terminal.width,
        ),
      () => rules,
    );
    return exitCodes.done;
  },
};

export const rulesShow: Command = {
  words: ['rules', 'show'],
  summary: 'Print a rule: citation, dates, when it applies, what it does, sources, how it is read',
  positionals: [{ name: 'ID', summary: 'id of a rule; see rules list' }],
  flags: [],
  examples: [{ line: 'fleetwright rules show us-2026-05-31-hq-test', does: 'the headquarters test' }],
  async run({ positionals }, terminal) {
    const { rulebook, catalog } = readWorld();
    const rule = rulebook.rules.find(({ id }) => id === positionals.ID);
    if (rule === undefined) {
      const guess = didYouMean(
        positionals.ID ?? '',
        rulebook.rules.map(({ id }) => id),
      );
      const hint = guess === undefined ? 'see fleetwright rules list' : `did you mean \`${guess}\`?`;
      return refuse(terminal, [
        complaint('FW-CLI-0008', 'ID', `there is no rule \`${positionals.ID}\``, hint),
      ]);
    }
    const sources = rule.sources
      .map((key) => catalog.sources.get(key))
      .filter((source) => source !== undefined);
    terminal.result(
      () =>
        [
          `${rule.title} (${rule.id})`,
          `${rule.authority}, ${rule.jurisdiction}: ${rule.text}`,
          `Published ${rule.published}; in force ${inForce(rule)}; gate: ${rule.gate}; grade ${rule.grade}`,
          ...(rule.until === undefined
            ? []
            : [`Ended: ${rule.until.why} (known from ${rule.until.published})`]),
          ...(rule.informative ? ['Recorded for people; never evaluated.'] : []),
          '',
          `Applies when  ${rule.when}`,
          `Effect        ${JSON.stringify(rule.effect)}`,
          ...rule.notes.map((note) => `  ${note}`),
          '',
          'Sources',
          ...sources.map(
            ({ key, title, ref, date }) =>
              `  ${key}: ${title}${date === undefined ? '' : ` (${date})`}\n    ${ref}`,
          ),
        ].join('\n'),
      () => ({ ...rule, sources }),
    );
    return exitCodes.done;
  },
};

function inForce({ effective, until }: Rule): string {
  return until === undefined ? `from ${effective}` : `${effective} to ${until.date}`;
}
