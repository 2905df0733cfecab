import { readPlan } from '../../../plan/index.ts';
import { didYouMean } from '../../../diagnostics/index.ts';
import { addEvent, frozenOrderOf, getText, versionOf } from '../../../store/index.ts';
import type { Command } from '../../command.ts';
import { complaint } from '../../messages.ts';
import { atDesk, refuse, tell, textFlag, writingFlags } from '../../record/desk.ts';

export const recordNote: Command = {
  words: ['record', 'note'],
  summary: 'Write a note on a record, a version or a line',
  positionals: [{ name: 'TEXT', summary: 'the note' }],
  flags: [
    { name: 'version', value: 'VERSION', summary: 'What it is about (default: the record as a whole)' },
    { name: 'line', value: 'LINE', summary: 'Id of a line it is about' },
    ...writingFlags,
  ],
  examples: [
    {
      line: 'fleetwright record note "the supplier confirmed by phone" --version approved',
      does: 'on the version in force',
    },
  ],
  async run(args, terminal) {
    return atDesk(args, terminal, async ({ store, state, version, act }) => {
      const current = await state();
      if ('code' in current) return refuse(terminal, [current]);
      const written = textFlag(args.flags.version);
      const number = written === undefined ? null : version(current, written);
      if (number !== null && typeof number !== 'number') return refuse(terminal, [number]);
      const made = await addEvent(store, act(current.id), {
        kind: 'noted',
        text: args.positionals.TEXT ?? '',
        version: number,
        line: textFlag(args.flags.line) ?? null,
      });
      return tell(
        terminal,
        made,
        () => `Noted on ${current.id}${number === null ? '' : ` version ${number}`}.`,
      );
    });
  },
};

export const recordFreeze: Command = {
  words: ['record', 'freeze'],
  summary: 'Say that a line is ordered: replanning leaves it alone',
  positionals: [{ name: 'LINE', summary: 'id of a line of the plan' }],
  flags: [
    {
      name: 'version',
      value: 'VERSION',
      summary: 'The version whose line it is (default: the one in force)',
    },
    { name: 'reason', value: 'TEXT', summary: 'Why, such as the number of the order' },
    ...writingFlags,
  ],
  examples: [
    {
      line: 'fleetwright record freeze h20-server@datong@2025Q1 --reason "order 4711"',
      does: 'freezes a line of the version in force',
    },
  ],
  async run(args, terminal) {
    return atDesk(args, terminal, async ({ store, state, version, act }) => {
      const current = await state();
      if ('code' in current) return refuse(terminal, [current]);
      const number = version(current, textFlag(args.flags.version), 'approved');
      if (typeof number !== 'number') return refuse(terminal, [number]);
      const text = await getText(store, versionOf(current, number)?.plan ?? '');
      const { plan, diagnostics } = readPlan(`${current.id} v${number}`, text ?? '');
      if (plan === undefined) return refuse(terminal, diagnostics);
      const id = args.positionals.LINE ?? '';
      const line = plan.lines.find((one) => one.id === id);
      if (line === undefined) {
        const guess = didYouMean(
          id,
          plan.lines.map((one) => one.id),
        );
        const hint =
          guess === undefined ? `see fleetwright record show ${number}` : `did you mean \`${guess}\`?`;
        const none = `version ${number} has no line \`${id}\``;
        return refuse(terminal, [complaint('FW-CLI-0008', 'LINE', none, hint)]);
      }
      const made = await addEvent(store, act(current.id), {
        kind: 'line-frozen',
        version: number,
        order: frozenOrderOf(line),
        reason: textFlag(args.flags.reason) ?? '',
      });
      return tell(
        terminal,
        made,
        () => `${id} is frozen: ${line.count} × ${line.system}, delivery ${line.deliveryQuarter}.`,
      );
    });
  },
};

export const recordRelease: Command = {
  words: ['record', 'release'],
  summary: 'Let replanning change a frozen line again',
  positionals: [{ name: 'LINE', summary: 'id of a frozen line' }],
  flags: [{ name: 'reason', value: 'TEXT', summary: 'Why', required: true }, ...writingFlags],
  examples: [
    {
      line: 'fleetwright record release h20-server@datong@2025Q1 --reason "order cancelled"',
      does: 'releases it',
    },
  ],
  async run(args, terminal) {
    return atDesk(args, terminal, async ({ store, state, act }) => {
      const current = await state();
      if ('code' in current) return refuse(terminal, [current]);
      const line = args.positionals.LINE ?? '';
      const words = textFlag(args.flags.reason) ?? '';
      const made = await addEvent(store, act(current.id), { kind: 'line-released', line, reason: words });
      return tell(terminal, made, () => `${line} is released.`);
    });
  },
};
