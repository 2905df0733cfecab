import { existsSync } from 'node:fs';
import { didYouMean, hasErrors, type Diagnostic } from '../../diagnostics/index.ts';
import { readTextFile } from '../../files/index.ts';
import type { Prepared } from '../../pipeline/index.ts';
import { newBreaks, shockMatrix, shockSections, textTable } from '../../report/index.ts';
import type { EventProcess } from '../../scenario/index.ts';
import { depositOf, everyShock, holdAgainst, readShocks, stressProblem } from '../../stress/index.ts';
import { exitCodes, type Arguments, type Command } from '../command.ts';
import { complaint } from '../messages.ts';
import { readGroundedPlan } from '../plan-file.ts';

export const shock: Command = {
  words: ['shock'],
  summary: 'Hold a plan against what may happen: what breaks first, what is stranded, the cheapest repair',
  details:
    'Shocks are those of the catalog, the events of the scenario, or a file of events. Orders placed before the shock stay placed; ' +
    'later ones are planned anew. Exit code 3: something that the plan meets cannot be met any more, whatever is repaired.',
  positionals: [{ name: 'PLAN', summary: 'plan file (JSON)', complete: 'file' }],
  flags: [
    {
      name: 'event',
      value: 'ID|FILE',
      summary: 'A shock by its name, or a YAML file of events',
      complete: 'file',
    },
    { name: 'all', summary: 'Every shock of the catalog and every event of the scenario, as a matrix' },
    { name: 'scenario', value: 'FILE', summary: 'The scenario the plan was made from', complete: 'file' },
  ],
  examples: [
    {
      line: 'fleetwright shock out/bytedance-2025.plan.json --event domestic-third',
      does: 'domestic chips arrive at a third',
    },
    { line: 'fleetwright shock out/bytedance-2025.plan.json --all', does: 'a matrix of all shocks' },
    {
      line: 'fleetwright shock plan.json --event my-events.yaml --json',
      does: 'events of your own, as data',
    },
  ],
  keepsWork: true,
  async run(args, terminal) {
    const grounded = readGroundedPlan(args.positionals.PLAN ?? '', args.flags.scenario);
    terminal.diagnostics(grounded.diagnostics);
    if (grounded.plan === undefined) return exitCodes.badInput;
    const { plan, prepared } = grounded;
    if (plan.scenarioHash !== prepared.scenario.hash)
      terminal.note('the scenario has changed since this plan was made; plan it again to be sure');
    const asked = eventsAsked(args, prepared);
    if (hasErrors(asked.problems)) {
      terminal.diagnostics(asked.problems);
      return exitCodes.badInput;
    }
    const answers = await holdAgainst(
      plan,
      prepared,
      asked.events,
      depositOf(prepared).part,
      plan.seed,
      terminal.signal,
      (done) => terminal.progress(`${done} of ${asked.events.length} shocks`),
    );
    terminal.progress('');
    if (terminal.signal.aborted)
      terminal.note(`interrupted after ${answers.length} of ${asked.events.length} shocks`);
    if (answers.length === 0 && asked.events.length > 0) return exitCodes.no;
    const { currency } = plan;
    terminal.result(
      () =>
        (answers.length === 1
          ? answers.flatMap((answer) => shockSections(answer, currency))
          : [shockMatrix(answers, currency)]
        )
          .map((section) => textTable(section, terminal.colour, terminal.width))
          .join('\n\n'),
      () => ({ plan: args.positionals.PLAN, currency, shocks: answers }),
    );
    const lost = answers.some(({ repair, before }) => newBreaks(repair, before).length > 0);
    return lost || answers.length < asked.events.length ? exitCodes.no : exitCodes.done;
  },
};

/** The events a command line asks for, or what is wrong with them. */
function eventsAsked(
  { flags }: Arguments,
  prepared: Prepared,
): { readonly events: readonly EventProcess[]; readonly problems: readonly Diagnostic[] } {
  const name = flags.event;
  if ((typeof name === 'string') === (flags.all === true)) {
    const hint = 'for example --event h20-letters, or --all';
    return {
      events: [],
      problems: [complaint('FW-CLI-0003', 'event', 'say which shock: --event or --all', hint)],
    };
  }
  const { scenario, catalog, rulebook } = prepared;
  const { events: known, problems } = everyShock(prepared);
  if (typeof name !== 'string') return { events: known, problems };
  const found = known.find(({ id }) => id === name);
  if (found !== undefined) return { events: [found], problems };
  if (existsSync(name)) {
    const file = readTextFile(name);
    if ('code' in file) return { events: [], problems: [file] };
    const read = readShocks(file, scenario, catalog, rulebook);
    return { events: read.events, problems: read.diagnostics };
  }
  const guess = didYouMean(
    name,
    known.map(({ id }) => id),
  );
  const hint =
    guess === undefined ? `shocks: ${known.map(({ id }) => id).join(', ')}` : `did you mean \`${guess}\`?`;
  return {
    events: [],
    problems: [stressProblem('FW-STR-0022', ['event'], `there is no event \`${name}\``, hint)],
  };
}
