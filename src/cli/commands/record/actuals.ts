import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Diagnostic } from '../../../diagnostics/index.ts';
import { errorCode, fileTrouble } from '../../../files/index.ts';
import { isIsoDate } from '../../../quantity/index.ts';
import {
  addActuals,
  addEvent,
  approvedVersion,
  readActualSource,
  type ActualKind,
  type ReadActualSource,
} from '../../../store/index.ts';
import { exitCodes, type Arguments, type Command } from '../../command.ts';
import { pairsIn } from '../../fleet-files.ts';
import { complaint } from '../../messages.ts';
import { batchesTable } from '../../record/actuals-tables.ts';
import { atDesk, recordFlag, refuse, storeFlag, tell, textFlag, writingFlags } from '../../record/desk.ts';
import { planOf, print } from './look.ts';

const kinds = ['deliveries', 'spend', 'load'] as const satisfies readonly ActualKind[];

export const actualsAdd: Command = {
  words: ['record', 'actuals', 'add'],
  summary:
    'Add what really came: deliveries (CSV), spend (FOCUS, CSV or Parquet), served load (Prometheus, logs)',
  details:
    'What the newest source says of an order, or of a service and quarter, replaces what older ones said; spend adds up. A file counts ' +
    'once. Everything stays in the history, and `record actuals remove` takes a source back.',
  positionals: [
    { name: 'KIND', summary: kinds.join(', '), complete: kinds },
    {
      name: 'FILE',
      summary: 'as `fleetwright import deliveries`, `focus` and `load` read it',
      complete: 'file',
    },
  ],
  flags: [
    {
      name: 'basis',
      value: 'BASIS',
      summary: 'Of spend: `billed` (default) or `effective` cost',
      complete: ['billed', 'effective'],
    },
    { name: 'service', value: 'MODEL=ID,…', summary: 'Of load: service by model name, or one id for all' },
    {
      name: 'from',
      value: 'DATETIME',
      summary: 'Of load: moment of time 0, where times count from the start of a trace',
    },
    ...writingFlags,
  ],
  examples: [
    { line: 'fleetwright record actuals add deliveries deliveries.csv', does: 'what became of orders' },
    { line: 'fleetwright record actuals add spend focus-2025-03.parquet', does: 'what was charged' },
    {
      line: 'fleetwright record actuals add load range.json --service Qwen3-32B=chat',
      does: 'what was served',
    },
  ],
  async run(args, terminal) {
    const { KIND: kind = '', FILE: path = '' } = args.positionals;
    if (!kinds.some((one) => one === kind))
      return refuse(terminal, [
        complaint('FW-CLI-0004', 'KIND', `\`${kind}\`: expected ${kinds.join(', ')}`),
      ]);
    const bytes = bytesOf(path);
    if ('code' in bytes) return refuse(terminal, [bytes]);
    return atDesk(args, terminal, async ({ store, state, act }) => {
      const current = await state();
      if ('code' in current) return refuse(terminal, [current]);
      const version = approvedVersion(current)?.number ?? current.versions.length;
      const plan = version === 0 ? undefined : (await planOf(store, current, version)).plan;
      const lines = new Set((plan?.lines ?? []).map(({ id }) => id));
      const read = await readKind(kind as ActualKind, path, bytes, lines, args);
      if ('code' in read) return refuse(terminal, [read]);
      terminal.diagnostics(read.diagnostics);
      if (read.added === undefined) return exitCodes.badInput;
      const { added } = read;
      const made = await addActuals(store, act(current.id), added);
      return tell(terminal, made, ({ id, actuals }) => {
        const batch = actuals.at(-1);
        const left = read.rejected === 0 ? '' : ` ${read.rejected} of ${read.rows} rows were left out.`;
        return `Added ${added.entries.length} actual ${kind} of ${batch?.from} to ${batch?.to} to ${id}.${left} Next: fleetwright record variance`;
      });
    });
  },
};

async function readKind(
  kind: ActualKind,
  path: string,
  bytes: Uint8Array,
  lines: ReadonlySet<string>,
  { flags }: Arguments,
): Promise<ReadActualSource | Diagnostic> {
  const source = basename(path);
  const basis = flags.basis ?? 'billed';
  if (basis !== 'billed' && basis !== 'effective')
    return complaint('FW-CLI-0004', 'basis', `--basis ${String(basis)}: expected billed or effective`);
  const written = textFlag(flags.from);
  const start = written === undefined ? undefined : Date.parse(written) / 1000;
  if (Number.isNaN(start))
    return complaint(
      'FW-CLI-0004',
      'from',
      `--from ${written}: expected a moment`,
      'for example 2025-03-01T00:00:00Z',
    );
  const services = pairsIn(flags.service);
  const service = [...services].find(([model, id]) => model === id)?.[1];
  return readActualSource({ kind, source, bytes, basis, lines, services, service, start });
}

function bytesOf(path: string): Uint8Array | Diagnostic {
  try {
    return new Uint8Array(readFileSync(path));
  } catch (error) {
    return fileTrouble('FW-FILE-0001', path, `cannot read ${path}: ${errorCode(error)}`);
  }
}

export const actualsList: Command = {
  words: ['record', 'actuals', 'list'],
  summary: 'List the sources of actuals that count',
  positionals: [],
  flags: [recordFlag, storeFlag],
  examples: [{ line: 'fleetwright record actuals list', does: 'which files, and by which entry' }],
  async run(args, terminal) {
    return atDesk(args, terminal, async ({ state }) => {
      const current = await state();
      if ('code' in current) return refuse(terminal, [current]);
      print(terminal, [batchesTable(current)], () => current.actuals);
      return exitCodes.done;
    });
  },
};

export const actualsRemove: Command = {
  words: ['record', 'actuals', 'remove'],
  summary: 'Take a source of actuals back; the history keeps it',
  positionals: [
    { name: 'ENTRY', summary: 'number of the entry that added it, as `record actuals list` shows' },
  ],
  flags: [{ name: 'reason', value: 'TEXT', summary: 'Why', required: true }, ...writingFlags],
  examples: [
    {
      line: 'fleetwright record actuals remove 12 --reason "bill corrected"',
      does: 'entry 12 counts no more',
    },
  ],
  async run(args, terminal) {
    const entry = Number(args.positionals.ENTRY);
    if (!Number.isInteger(entry) || entry < 1)
      return refuse(terminal, [
        complaint('FW-CLI-0004', 'ENTRY', `\`${args.positionals.ENTRY}\`: expected the number of an entry`),
      ]);
    return atDesk(args, terminal, async ({ store, state, act }) => {
      const current = await state();
      if ('code' in current) return refuse(terminal, [current]);
      const words = textFlag(args.flags.reason) ?? '';
      const made = await addEvent(store, act(current.id), { kind: 'actuals-removed', entry, reason: words });
      return tell(terminal, made, () => `The actuals of entry ${entry} count no more.`);
    });
  },
};

export const actualsClaim: Command = {
  words: ['record', 'actuals', 'claim'],
  summary: 'Say what really came of a number that plans rested on; what they rested on stays in the history',
  positionals: [
    { name: 'PATH', summary: 'as the assumptions of the plan name it: offers.h20-server.price' },
    { name: 'VALUE', summary: 'with its unit: "285000 USD"' },
  ],
  flags: [
    { name: 'source', value: 'TEXT', summary: 'Who says so: an invoice, a meter', required: true },
    { name: 'date', value: 'DATE', summary: 'When it was so', required: true },
    ...writingFlags,
  ],
  examples: [
    {
      line: 'fleetwright record actuals claim offers.h20-server.price "285000 USD" --source "invoice 17" --date 2025-06-30',
      does: 'the price that was really paid',
    },
  ],
  async run(args, terminal) {
    const date = textFlag(args.flags.date) ?? '';
    if (!isIsoDate(date))
      return refuse(terminal, [
        complaint('FW-CLI-0004', 'date', `--date ${date}: expected a date`, 'for example 2025-06-30'),
      ]);
    return atDesk(args, terminal, async ({ store, state, act }) => {
      const current = await state();
      if ('code' in current) return refuse(terminal, [current]);
      const { PATH: path = '', VALUE: written = '' } = args.positionals;
      const plans = await Promise.all(current.versions.map(({ number }) => planOf(store, current, number)));
      const known = plans.some(({ plan }) => plan?.assumptions.some((one) => one.path === path) === true);
      if (!known)
        return refuse(terminal, [
          complaint(
            'FW-CLI-0008',
            'PATH',
            `no version of ${current.id} rests on \`${path}\``,
            'see `assumptions` of the plan: fleetwright record get plan',
          ),
        ]);
      const source = textFlag(args.flags.source) ?? '';
      const made = await addEvent(store, act(current.id), {
        kind: 'claim-overtaken',
        path,
        written,
        source,
        date,
      });
      return tell(
        terminal,
        made,
        () => `${path} came to ${written} (${source}, ${date}). See fleetwright record claims`,
      );
    });
  },
};
