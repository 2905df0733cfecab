import { cell, textTable, verdictCell, type Section } from '../../report/index.ts';
import type { Finding } from '../../rules/index.ts';
import { exitCodes, type Command, type Flag } from '../command.ts';
import type { Terminal } from '../terminal.ts';
import { askClassification, askRules, askTimeline, readWorld } from '../../pipeline/index.ts';
import { refuse } from '../refuse.ts';

const dateFlag: Flag = {
  name: 'on',
  value: 'DATE',
  summary: 'Day whose law is asked for, YYYY-MM-DD',
  required: true,
};
const knownFlag: Flag = {
  name: 'known-on',
  value: 'DATE',
  summary: 'Day whose knowledge is used: rules published later are not seen (default: the day asked for)',
};
const acceleratorFlag: Flag = {
  name: 'accelerator',
  value: 'ID',
  summary: 'An accelerator of the catalog, or a system for the one inside',
  required: true,
};

export const rulesClassify: Command = {
  words: ['rules', 'classify'],
  summary:
    'Classify an accelerator on a date: total processing power, performance density, category, rules that matched',
  positionals: [],
  flags: [
    acceleratorFlag,
    dateFlag,
    { name: 'to', value: 'COUNTRY', summary: 'Destination, two letters (default CN)' },
  ],
  examples: [
    {
      line: 'fleetwright rules classify --accelerator nvidia-h20-96 --on 2023-12-01',
      does: 'free: below both prongs of 3A090',
    },
    {
      line: 'fleetwright rules classify --accelerator nvidia-h200-sxm --on 2026-02-01 --to CN --json',
      does: 'case-by-case, with a duty',
    },
  ],
  async run(args, terminal) {
    const asked = askClassification(args.flags, readWorld());
    if (!asked.ok) return refuse(terminal, asked.problems);
    const { accelerator, found } = asked.value;
    terminal.result(
      () =>
        [
          `${accelerator.name} on ${found.date}, to ${found.destination}: ${found.category}`,
          `total processing power ${figure(found.tpp)}, performance density ${figure(found.performanceDensity)} per mm², duty on import into the US: ${said(found.duty)}`,
          '',
          findings(found.rules, terminal),
        ].join('\n'),
      () => ({
        ...found,
        tpp: found.tpp.value ?? null,
        performanceDensity: found.performanceDensity.value ?? null,
        bounds: { tpp: found.tpp, performanceDensity: found.performanceDensity },
      }),
    );
    return exitCodes.done;
  },
};

export const rulesCheck: Command = {
  words: ['rules', 'check'],
  summary:
    'Ask the rules about one purchase or lease: allowed, conditions, licence, denied or unknown, and why',
  details:
    'Unknown fails closed. Exit code 3 unless the verdict is allowed or conditions. ' +
    'By default the buyer owns and operates the system; say --lease-from for rented capacity.',
  positionals: [],
  flags: [
    { name: 'system', value: 'ID', summary: 'A system of the catalog', required: true },
    {
      name: 'to',
      value: 'SITE|COUNTRY',
      summary: 'A site of the catalog or a country, two letters',
      required: true,
    },
    { name: 'buyer', value: 'PARTY', summary: 'Who orders', required: true },
    {
      name: 'use',
      value: 'USE',
      summary: 'training or inference',
      required: true,
      complete: ['training', 'inference'],
    },
    dateFlag,
    knownFlag,
    {
      name: 'lease-from',
      value: 'PARTY',
      summary: 'The capacity is rented from this party, which owns and operates it',
    },
    { name: 'operator', value: 'PARTY', summary: 'Who runs the machines, if not the buyer' },
  ],
  examples: [
    {
      line: 'fleetwright rules check --system hgx-h20-96 --to CN --buyer bytedance --use inference --on 2025-01-20',
      does: 'allowed',
    },
    {
      line: 'fleetwright rules check --system hgx-h200 --to MY --buyer bytedance --use training --on 2026-11-23 --json',
      does: 'licence, exit 3',
    },
  ],
  async run(args, terminal) {
    const asked = askRules(args.flags, readWorld());
    if (!asked.ok) return refuse(terminal, asked.problems);
    const { question, judgement, ok } = asked.value;
    const { date, knownOn } = question;
    terminal.result(
      () =>
        [
          `${judgement.verdict}: ${judgement.reason}`,
          ...judgement.conditions.map((condition) => `  condition: ${condition}`),
          `Consistent with the rules published by ${knownOn ?? date}, as of ${date}; not legal advice.`,
          '',
          findings(judgement.findings, terminal),
        ].join('\n'),
      () => ({ question, ...judgement, rules: judgement.findings }),
    );
    return ok ? exitCodes.done : exitCodes.no;
  },
};

export const rulesTimeline: Command = {
  words: ['rules', 'timeline'],
  summary: 'How the answer for a chip and a buyer changed over 2022-2026',
  positionals: [],
  flags: [
    acceleratorFlag,
    { name: 'buyer', value: 'PARTY', summary: 'Who orders', required: true },
    { name: 'to', value: 'COUNTRY', summary: 'Destination (default: the country of the buyer)' },
    { name: 'lease-from', value: 'PARTY', summary: 'The capacity is rented from this party' },
  ],
  examples: [
    {
      line: 'fleetwright rules timeline --accelerator nvidia-h20-96 --buyer bytedance',
      does: 'free, letter, licence with a fee',
    },
    {
      line: 'fleetwright rules timeline --accelerator nvidia-h100-sxm --buyer bytedance --to MY --lease-from lessor-my',
      does: 'rented abroad',
    },
  ],
  async run(args, terminal) {
    const asked = askTimeline(args.flags, readWorld());
    if (!asked.ok) return refuse(terminal, asked.problems);
    const { accelerator, buyer, lessor, entries } = asked.value;
    terminal.result(
      () =>
        textTable(
          {
            id: 'timeline',
            title: `${accelerator.name} for ${buyer.name}${lessor === undefined ? '' : `, rented from ${lessor.name}`}`,
            columns: [
              { title: 'From' },
              { title: 'Use' },
              { title: 'Verdict' },
              { title: 'Category' },
              { title: 'Why' },
            ],
            rows: entries.map((entry) => [
              cell(entry.date),
              cell(entry.use),
              verdictCell(entry.verdict),
              cell(entry.category),
              cell(entry.reason),
            ]),
            empty: 'No rule of the catalog looks at this.',
          },
          terminal.colour,
          terminal.width,
        ),
      () => ({ accelerator: accelerator.id, buyer: buyer.id, entries }),
    );
    return exitCodes.done;
  },
};

function findings(rules: readonly Finding[], terminal: Terminal): string {
  const section: Section = {
    id: 'rules',
    title: 'Rules that apply or may apply',
    columns: [
      { title: 'Rule' },
      { title: 'In force' },
      { title: 'Verdict' },
      { title: 'Reason' },
      { title: 'Facts' },
    ],
    rows: rules.map((finding) => [
      cell(`${finding.title} (${finding.rule}; ${finding.text})`),
      cell(`${finding.effective}${finding.until === undefined ? '' : ` to ${finding.until}`}`),
      verdictCell(finding.verdict),
      cell(finding.reason),
      cell(
        Object.entries(finding.facts)
          .map(([name, value]) => `${name} = ${value}`)
          .join(', '),
      ),
    ]),
    empty: 'None.',
  };
  return textTable(section, terminal.colour, terminal.width);
}

function figure({
  value,
  low,
  high,
}: {
  readonly value: number | undefined;
  readonly low?: number;
  readonly high?: number;
}): string {
  if (value !== undefined) return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
  if (low === undefined || high === undefined || high === Infinity)
    return low === undefined || low === 0 ? 'unknown' : `at least ${low.toLocaleString('en-US')}`;
  return `${low.toLocaleString('en-US')} to ${high.toLocaleString('en-US')}`;
}

function said(duty: boolean | 'unknown'): string {
  return duty === 'unknown' ? 'unknown' : duty ? 'yes' : 'no';
}
