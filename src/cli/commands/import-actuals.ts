import { readFileSync } from 'node:fs';
import { errorCode, fileTrouble, readTextFile } from '../../files/index.ts';
import {
  readLoad,
  readSpend,
  unusable,
  type Intake,
  type ServedLoad,
  type SpendRow,
} from '../../intake/index.ts';
import { formatMoney, formatNumber, formatQuantity, type Currency } from '../../quantity/index.ts';
import { cell, textTable } from '../../report/index.ts';
import { exitCodes, type Command } from '../command.ts';
import { deliveriesFrom, pairsIn } from '../fleet-files.ts';
import { complaint } from '../messages.ts';
import { readPlanFile } from '../plan-file.ts';
import { refuse } from '../refuse.ts';

export const importDeliveries: Command = {
  words: ['import', 'deliveries'],
  summary: 'Read what became of orders from a table (CSV): order, systems, status, quarter',
  details: 'Shows what would be taken; `fleetwright replan --deliveries FILE` plans with it.',
  positionals: [{ name: 'FILE', summary: 'table (CSV)', complete: 'file' }],
  flags: [],
  examples: [
    {
      line: 'fleetwright import deliveries deliveries.csv',
      does: 'what came, what is open, what was cancelled',
    },
  ],
  async run({ positionals }, terminal) {
    const read = deliveriesFrom(positionals.FILE ?? '');
    terminal.diagnostics(read.diagnostics);
    if (unusable(read)) return exitCodes.badInput;
    terminal.result(
      () =>
        textTable(
          {
            id: 'deliveries',
            title: titleOf('What became of orders', read),
            columns: [
              { title: 'Order' },
              { title: 'Systems', align: 'right' },
              { title: 'Status' },
              { title: 'Quarter' },
            ],
            rows: read.entries.map(({ order, systems, status, quarter }) =>
              [order, String(systems), status, quarter].map((text) => cell(text)),
            ),
            empty: 'Nothing was read.',
          },
          terminal.colour,
          terminal.width,
        ),
      () => read,
    );
    return exitCodes.done;
  },
};

export const importFocus: Command = {
  words: ['import', 'focus'],
  summary:
    'Read what was charged from FOCUS Cost and Usage, CSV or Parquet, summed by quarter, line, site and kind',
  details:
    'A row is about a line of the plan when `x_LineId`, the tag `fleetwright/line` or `ResourceId` names it; about a site when ' +
    'the tag `fleetwright/site` or `RegionId` does. Rows that say of themselves that they are a forecast are counted apart.',
  positionals: [{ name: 'FILE', summary: 'FOCUS file', complete: 'file' }],
  flags: [
    { name: 'plan', value: 'FILE', summary: 'Plan whose lines rows may name', complete: 'file' },
    {
      name: 'basis',
      value: 'BASIS',
      summary: '`billed` (default) or `effective` cost',
      complete: ['billed', 'effective'],
    },
  ],
  examples: [
    {
      line: 'fleetwright import focus focus-2025-03.parquet --plan plan.json',
      does: 'charges by line and quarter',
    },
    { line: 'fleetwright import focus bill.csv --basis effective --json', does: 'every row as data' },
  ],
  async run({ positionals, flags }, terminal) {
    const path = positionals.FILE ?? '';
    const basis = flags.basis ?? 'billed';
    if (basis !== 'billed' && basis !== 'effective') {
      return refuse(terminal, [
        complaint('FW-CLI-0004', 'basis', `--basis ${String(basis)}: expected billed or effective`),
      ]);
    }
    const bytes = bytesAt(path);
    const plan = typeof flags.plan === 'string' ? readPlanFile(flags.plan) : undefined;
    terminal.diagnostics(plan?.diagnostics ?? []);
    if (typeof bytes === 'string')
      terminal.diagnostics([fileTrouble('FW-FILE-0001', path, `cannot read ${path}: ${bytes}`)]);
    if (typeof bytes === 'string' || (plan !== undefined && plan.plan === undefined))
      return exitCodes.badInput;
    const lines = new Set((plan?.plan?.lines ?? []).map(({ id }) => id));
    const read = await readSpend(path, bytes, { basis, lines });
    terminal.diagnostics(read.diagnostics);
    if (unusable(read)) return exitCodes.badInput;
    terminal.result(
      () => textTable(spendSection(read), terminal.colour, terminal.width),
      () => read,
    );
    return exitCodes.done;
  },
};

export const importLoad: Command = {
  words: ['import', 'load'],
  summary: 'Read what was served: Prometheus counters of vLLM, spend logs of LiteLLM, request traces',
  details:
    'Prometheus: the JSON of `query_range` over counters such as `vllm:prompt_tokens_total`; what was matched to what is shown. ' +
    'Logs: one row per request, CSV or JSON. Nothing but numbers and names of models is read.',
  positionals: [
    { name: 'FILE', summary: 'Prometheus answer (JSON), or log (CSV, JSON, JSON lines)', complete: 'file' },
  ],
  flags: [
    {
      name: 'service',
      value: 'MODEL=ID,…',
      summary: 'Service by model name; one id alone is for requests that name no model',
    },
    {
      name: 'from',
      value: 'DATETIME',
      summary: 'Moment of time 0, where times count from the start of a trace',
    },
  ],
  examples: [
    {
      line: 'fleetwright import load range.json --service Qwen3-32B=chat',
      does: 'what vLLM served, by quarter',
    },
    { line: 'fleetwright import load spend_logs.csv', does: 'LiteLLM, by model and quarter' },
  ],
  async run({ positionals, flags }, terminal) {
    const path = positionals.FILE ?? '';
    const file = readTextFile(path);
    const start = typeof flags.from === 'string' ? Date.parse(flags.from) / 1000 : undefined;
    const problems = [
      ...('code' in file ? [file] : []),
      ...(Number.isNaN(start)
        ? [
            complaint(
              'FW-CLI-0004',
              'from',
              `--from ${String(flags.from)}: expected a moment`,
              'for example 2025-03-01T00:00:00Z',
            ),
          ]
        : []),
    ];
    if (problems.length > 0 || 'code' in file) return refuse(terminal, problems);
    const services = pairsIn(flags.service);
    const service = [...services].find(([model, id]) => model === id)?.[1];
    const read = readLoad(path, file.text, { services, service, start });
    terminal.diagnostics(read.diagnostics);
    if (unusable(read)) return exitCodes.badInput;
    terminal.result(
      () => textTable(loadSection(read), terminal.colour, terminal.width),
      () => read,
    );
    return exitCodes.done;
  },
};

function titleOf(what: string, { rows, rejected }: Intake<unknown>): string {
  return `${what}: ${rows} rows read, ${rejected} left out`;
}

function spendSection(read: Intake<SpendRow>): Parameters<typeof textTable>[0] {
  const sums = new Map<string, { readonly row: SpendRow; amount: number; count: number }>();
  for (const row of read.entries) {
    const key = JSON.stringify([
      row.quarter,
      row.line,
      row.site,
      row.kind ?? row.service,
      row.currency,
      row.forecast,
    ]);
    const known = sums.get(key) ?? { row, amount: 0, count: 0 };
    sums.set(key, { row, amount: known.amount + row.amount, count: known.count + 1 });
  }
  return {
    id: 'spend',
    title: titleOf('What was charged', read),
    columns: [
      { title: 'Quarter' },
      { title: 'Line' },
      { title: 'Site' },
      { title: 'Kind' },
      { title: 'Amount', align: 'right' },
      { title: 'Rows', align: 'right' },
      { title: '' },
    ],
    rows: [...sums]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { row, amount, count }]) =>
        [
          row.quarter,
          row.line ?? 'no line',
          row.site ?? 'no site',
          row.kind ?? row.service ?? 'not said',
          formatMoney({ amount, currency: row.currency satisfies Currency }),
          String(count),
          row.forecast ? 'forecast' : '',
        ].map((text) => cell(text)),
      ),
    empty: 'Nothing was charged.',
  };
}

function loadSection(read: Intake<ServedLoad>): Parameters<typeof textTable>[0] {
  return {
    id: 'load',
    title: titleOf('What was served', read),
    columns: [
      { title: 'Service' },
      { title: 'Quarter' },
      { title: 'Covers', align: 'right' },
      { title: 'Requests', align: 'right' },
      { title: 'Mean, requests/s', align: 'right' },
      { title: 'Peak hour', align: 'right' },
      { title: 'Input tokens', align: 'right' },
      { title: 'Output tokens', align: 'right' },
    ],
    rows: read.entries.map((load) =>
      [
        load.service,
        load.quarter,
        formatQuantity(load.seconds, 'duration'),
        formatNumber(load.requests),
        load.seconds > 0 ? formatNumber(load.requests / load.seconds) : '–',
        load.peakRequestsPerSecond === undefined ? '–' : formatNumber(load.peakRequestsPerSecond),
        formatNumber(load.inputTokens),
        formatNumber(load.outputTokens),
      ].map((text) => cell(text)),
    ),
    empty: 'Nothing was served.',
  };
}

/** The bytes of a file, or why they cannot be read. */
function bytesAt(path: string): Uint8Array | string {
  try {
    return new Uint8Array(readFileSync(path));
  } catch (error) {
    return errorCode(error);
  }
}
