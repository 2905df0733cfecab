import { checkPlan } from '../../../checking/index.ts';
import { readTextFile, type TextFile } from '../../../files/index.ts';
import { writePlan } from '../../../plan/index.ts';
import { addVersion, approvedVersion, getText, readActuals, versionOf } from '../../../store/index.ts';
import type { Command, Flag } from '../../command.ts';
import { complaint } from '../../messages.ts';
import { atDesk, refuse, textFlag, writingFlags } from '../../record/desk.ts';
import { replanFlags, replanFrom, replanProblems } from '../../replan-from.ts';
import { checkedOf } from './keep.ts';
import { planOf } from './look.ts';

/** Why there is a new version. */
export const messageFlag: Flag = { name: 'message', value: 'TEXT', summary: 'Why there is a new version' };

/** `replan RECORD --version VERSION` is the same command. */
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
  flags: [...replanFlags, messageFlag, ...writingFlags],
  examples: [
    {
      line: 'fleetwright record replan --as-of 2025-04-16 --message "after the rule of 15 April"',
      does: 'the next version, under the rules and prices of 16 April',
    },
  ],
  async run(args, terminal) {
    const { flags } = args;
    const problems = replanProblems(args);
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
      const origin = {
        before,
        file: { path: name, text: file.text },
        previous,
        news: actuals.deliveries,
        ordered: new Set(current.frozen.map(({ order }) => order.id)),
      };
      const keep: Parameters<typeof replanFrom>[0]['keep'] = async ({ plan }, prepared, asOf) => {
        const added = await addVersion(store, act(current.id), {
          plan,
          planText: writePlan(plan),
          scenario: { name, text: file.text },
          checked: checkedOf(checkPlan({ plan, ...prepared })),
          message: textFlag(flags.message) ?? `planned anew as of ${asOf}`,
          base: number,
        });
        if (!('state' in added)) return added;
        const newest = added.state.versions.length;
        return {
          sentence: `Added version ${newest} of ${current.id}, made from version ${number}.`,
          data: { record: current.id, version: newest, base: number, head: added.state.head },
        };
      };
      return replanFrom({ ...origin, keep }, args, terminal, (why) => refuse(terminal, why));
    });
  },
};
