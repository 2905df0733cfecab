import { isIsoDate } from '../../../quantity/index.ts';
import {
  addEvent,
  approveVersion,
  proposerOf,
  versionOf,
  type Act,
  type RecordEvent,
  type RecordState,
  type Store,
} from '../../../store/index.ts';
import type { Command, Flag } from '../../command.ts';
import { complaint } from '../../messages.ts';
import { atDesk, refuse, tell, textFlag, writingFlags } from '../../record/desk.ts';

const message: Flag = { name: 'message', value: 'TEXT', summary: 'In your words' };
const reason: Flag = { name: 'reason', value: 'TEXT', summary: 'Why', required: true };

/** What the commands that decide on a version have in common. */
interface Decision {
  readonly word: string;
  readonly summary: string;
  readonly details?: string;
  readonly flags: readonly Flag[];
  readonly example: { readonly line: string; readonly does: string };
  /** The version that is meant when none is written. */
  readonly fallback: 'latest' | 'approved';
  readonly take: (store: Store, act: Act, version: number, words: string) => ReturnType<typeof addEvent>;
  readonly told: (state: RecordState, version: number) => string;
}

function decision(of: Decision): Command {
  const { word, summary, details, flags, example, fallback } = of;
  return {
    words: ['record', word],
    summary,
    ...(details !== undefined && { details }),
    positionals: [{ name: 'VERSION', summary: `which version (default: ${fallback})`, optional: true }],
    flags: [...flags, ...writingFlags],
    examples: [example],
    async run(args, terminal) {
      return atDesk(args, terminal, async ({ store, state, version, act }) => {
        const current = await state();
        if ('code' in current) return refuse(terminal, [current]);
        const number = version(current, args.positionals.VERSION, fallback);
        if (typeof number !== 'number') return refuse(terminal, [number]);
        const words = textFlag(args.flags.message) ?? textFlag(args.flags.reason) ?? '';
        const made = await of.take(store, act(current.id), number, words);
        return tell(terminal, made, (after) => of.told(after, number));
      });
    },
  };
}

export const recordPropose = decision({
  word: 'propose',
  summary: 'Propose a version for approval',
  flags: [message],
  example: {
    line: 'fleetwright record propose 2 --message "for the board of June"',
    does: 'proposes version 2',
  },
  fallback: 'latest',
  take: (store, act, version, words) => addEvent(store, act, { kind: 'proposed', version, message: words }),
  told: ({ id }, version) =>
    `Version ${version} of ${id} is proposed. Somebody else approves it: fleetwright record approve ${version}`,
});

export const recordApprove = decision({
  word: 'approve',
  summary: 'Approve a proposed version; the one that was in force is superseded',
  details:
    'Nobody approves what they made or proposed. The checker must have found nothing, and a named person must answer for every ' +
    'licence that is assumed and every line whose verdict is not clear: see `record sign`. What is approved stays as it is.',
  flags: [message],
  example: { line: 'fleetwright record approve 2 --as "Bob Ray"', does: 'puts version 2 in force' },
  fallback: 'latest',
  take: (store, act, version, words) => approveVersion(store, act, version, words),
  told(state, version) {
    const proposer = versionOf(state, version);
    const by = proposer === undefined ? undefined : proposerOf(proposer)?.author;
    return `Version ${version} of ${state.id} is in force${by === undefined ? '' : `, as proposed by ${by}`}.`;
  },
});

export const recordReject = decision({
  word: 'reject',
  summary: 'Reject a proposed version',
  flags: [reason],
  example: {
    line: 'fleetwright record reject 2 --reason "rests on a licence nobody holds"',
    does: 'rejects version 2',
  },
  fallback: 'latest',
  take: (store, act, version, words) => addEvent(store, act, { kind: 'rejected', version, reason: words }),
  told: ({ id }, version) => `Version ${version} of ${id} is rejected. A new version can answer it.`,
});

export const recordWithdraw = decision({
  word: 'withdraw',
  summary: 'Take back a draft or a proposal; it can be proposed again',
  flags: [reason],
  example: { line: 'fleetwright record withdraw 2 --reason "prices changed"', does: 'takes version 2 back' },
  fallback: 'latest',
  take: (store, act, version, words) => addEvent(store, act, { kind: 'withdrawn', version, reason: words }),
  told: ({ id }, version) => `Version ${version} of ${id} is withdrawn.`,
});

export const recordSupersede = decision({
  word: 'supersede',
  summary: 'Take the version in force out of force, with none in its place',
  details: 'Approving another version does this by itself; this is for a programme that ends.',
  flags: [reason],
  example: {
    line: 'fleetwright record supersede --reason "the programme was stopped"',
    does: 'nothing is in force',
  },
  fallback: 'approved',
  take: (store, act, version, words) =>
    addEvent(store, act, { kind: 'superseded', version, by: null, reason: words }),
  told: ({ id }, version) => `Version ${version} of ${id} is superseded; no version is in force.`,
});

export const recordSign: Command = {
  words: ['record', 'sign'],
  summary: 'Answer by name for a licence that is assumed or a verdict that is not clear, until a day',
  details:
    '`record show VERSION` lists what needs a signature. One that has expired no longer counts, and shows.',
  positionals: [{ name: 'QUESTION', summary: '`licence:ID` or `verdict:LINE`' }],
  flags: [
    { name: 'name', value: 'PERSON', summary: 'Who answers for it', required: true },
    { name: 'until', value: 'DATE', summary: 'Last day on which it counts', required: true },
    reason,
    { name: 'version', value: 'VERSION', summary: 'Which version (default: latest)' },
    ...writingFlags,
  ],
  examples: [
    {
      line: 'fleetwright record sign licence:training-abroad --name "Eve Moss, counsel" --until 2026-12-31 --reason "letter of 3 June"',
      does: 'lets the newest version rest on it until then',
    },
  ],
  async run(args, terminal) {
    const { flags, positionals } = args;
    const until = textFlag(flags.until) ?? '';
    if (!isIsoDate(until))
      return refuse(terminal, [
        complaint('FW-CLI-0004', 'until', `--until ${until}: expected a date`, 'for example 2026-12-31'),
      ]);
    return atDesk(args, terminal, async ({ store, state, version, act }) => {
      const current = await state();
      if ('code' in current) return refuse(terminal, [current]);
      const number = version(current, textFlag(flags.version));
      if (typeof number !== 'number') return refuse(terminal, [number]);
      const name = textFlag(flags.name) ?? '';
      const concern = positionals.QUESTION ?? '';
      const event: RecordEvent = {
        kind: 'signed-off',
        version: number,
        concern,
        name,
        until,
        reason: textFlag(flags.reason) ?? '',
      };
      const made = await addEvent(store, act(current.id), event);
      return tell(
        terminal,
        made,
        () => `${name} answers for ${concern} in version ${number} of ${current.id} until ${until}.`,
      );
    });
  },
};
