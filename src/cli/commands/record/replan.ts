import { checkPlan } from '../../../checking/index.ts';
import { readTextFile, type TextFile } from '../../../files/index.ts';
import { prepareReplan, readWorld, replanScenario } from '../../../pipeline/index.ts';
import { writePlan } from '../../../plan/index.ts';
import { diffHeadline, headline, textAttribution, textDiff } from '../../../report/index.ts';
import { addVersion, approvedVersion, getText, readActuals, versionOf } from '../../../store/index.ts';
import { exitCodes, type Command } from '../../command.ts';
import { complaint } from '../../messages.ts';
import { progressLine } from '../../progress-line.ts';
import { readChurn } from '../../read-churn.ts';
import { atDesk, refuse, textFlag, writingFlags } from '../../record/desk.ts';
import { searchFlags, searchOptions } from '../../search-flags.ts';
import { checkedOf } from './keep.ts';
import { planOf } from './look.ts';

export const recordReplan: Command = {
  words: ['record', 'replan'],
  keepsWork: true,
  summary:
    'Plan anew from a version of the record, and add what comes of it as the next version, with the reasons of every change',
  details:
    'What was ordered before DATE or frozen in the record stays, and the deliveries among its actuals count. The rest is planned again ' +
    'under the rules and prices of DATE; changing it has a price. Exit code 3: there is no plan any more, and the record says so.',
  positionals: [
    {
      name: 'VERSION',
      summary: 'planned anew from (default: the one in force, else the newest)',
      optional: true,
    },
  ],
  flags: [
    { name: 'as-of', value: 'DATE', summary: 'Day to plan anew on', required: true },
    { name: 'message', value: 'TEXT', summary: 'Why there is a new version' },
    {
      name: 'scenario',
      value: 'FILE',
      summary: 'The scenario as it is now (default: as the record has it)',
      complete: 'file',
    },
    { name: 'variant', value: 'NAME', summary: 'Another variant than that of the version' },
    {
      name: 'churn',
      value: 'PRICE',
      summary: 'Price of changing one system of an order: `2 %` of its price, or `5000 USD`',
    },
    { name: 'no-reasons', summary: 'Do not plan again to tell which input explains how much' },
    ...searchFlags,
    ...writingFlags,
  ],
  examples: [
    {
      line: 'fleetwright record replan --as-of 2025-04-16 --message "after the rule of 15 April"',
      does: 'the next version, under the rules and prices of 16 April',
    },
  ],
  async run(args, terminal) {
    const { flags } = args;
    const { problems, ...search } = searchOptions(args);
    if (problems.length > 0) return refuse(terminal, problems);
    return atDesk(args, terminal, async ({ store, state, version, act }) => {
      const current = await state();
      if ('code' in current) return refuse(terminal, [current]);
      const fallback = approvedVersion(current) === undefined ? 'latest' : 'approved';
      const number = version(current, args.positionals.VERSION, fallback);
      if (typeof number !== 'number') return refuse(terminal, [number]);
      const { plan: before, diagnostics } = await planOf(store, current, number);
      const actuals = await readActuals(store, current);
      if (before === undefined || 'code' in actuals)
        return refuse(terminal, 'code' in actuals ? [actuals] : diagnostics);
      const name = `${before.scenario}.yaml`;
      const kept = await getText(store, versionOf(current, number)?.scenario ?? '');
      const previous: TextFile | undefined = kept === undefined ? undefined : { path: name, text: kept };
      const named = textFlag(flags.scenario);
      const file = named === undefined ? previous : readTextFile(named);
      if (file === undefined)
        return refuse(terminal, [
          complaint(
            'FW-CLI-0003',
            'scenario',
            `version ${number} was kept without its scenario`,
            'say where it is: --scenario FILE',
          ),
        ]);
      if ('code' in file) return refuse(terminal, [file]);
      const world = readWorld();
      const churn = readChurn(flags.churn, before.currency, world);
      if (churn !== undefined && 'code' in churn) return refuse(terminal, [churn]);
      const wish = {
        before,
        file: { path: name, text: file.text },
        previous,
        asOf: textFlag(flags['as-of']) ?? '',
        variant: textFlag(flags.variant),
        churn,
        news: actuals.deliveries,
        ordered: new Set(current.frozen.map(({ order }) => order.id)),
      };
      const prepared = prepareReplan(wish, world);
      terminal.diagnostics(prepared.diagnostics);
      if (!prepared.ok) return exitCodes.badInput;
      const watch = {
        signal: terminal.signal,
        onProgress: (progress: Parameters<typeof progressLine>[0]): void =>
          terminal.progress(progressLine(progress)),
      };
      const made = await replanScenario(
        wish,
        prepared,
        world,
        { ...search, ...watch },
        flags['no-reasons'] !== true,
      );
      terminal.progress('');
      const { plan, diff, attribution } = made;
      const added = await addVersion(store, act(current.id), {
        plan,
        planText: writePlan(plan),
        scenario: { name, text: file.text },
        checked: checkedOf(checkPlan({ plan, ...prepared })),
        message: textFlag(flags.message) ?? `planned anew as of ${wish.asOf}`,
        base: number,
      });
      if (!('state' in added)) return refuse(terminal, added);
      const newest = added.state.versions.length;
      terminal.result(
        () =>
          [
            `Added version ${newest} of ${current.id}, made from version ${number}.`,
            headline(plan).join('\n'),
            ...(attribution === undefined
              ? [textDiff(diff, terminal.colour, terminal.width)]
              : [
                  diffHeadline(diff).join('\n'),
                  textAttribution(attribution, plan.currency, terminal.colour, terminal.width),
                ]),
          ].join('\n\n'),
        () => ({ record: current.id, version: newest, base: number, head: added.state.head, ...made }),
      );
      return plan.objective.value === null ? exitCodes.no : exitCodes.done;
    });
  },
};
