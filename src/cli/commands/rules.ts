import type { Accelerator } from '../../catalog/index.ts';
import { isIsoDate } from '../../quantity/index.ts';
import { didYouMean, type Diagnostic } from '../../diagnostics/index.ts';
import { classify, judge, timeline, type Finding, type RuleContext, type Use } from '../../rules/index.ts';
import { cell, textTable, verdictCell, type Section } from '../../report/index.ts';
import { exitCodes, type Arguments, type Command, type Flag } from '../command.ts';
import { complaint } from '../messages.ts';
import type { Terminal } from '../terminal.ts';
import { readWorld, type World } from '../world.ts';

const dateFlag: Flag = {
  name: 'on',
  value: 'DATE',
  summary: 'Day whose law is asked for, YYYY-MM-DD',
  required: true,
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
    const world = readWorld();
    const asked = new Asked(args, world);
    const accelerator = asked.accelerator('accelerator');
    const date = asked.date('on');
    const destination = asked.country('to', 'CN');
    if (asked.problems.length > 0 || accelerator === undefined) return refuse(asked.problems, terminal);
    const found = classify(accelerator, date, destination, contextOf(world));
    terminal.result(
      () =>
        [
          `${accelerator.name} on ${date}, to ${destination}: ${found.category}`,
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
    const world = readWorld();
    const { parties, sites, systems } = world.catalog;
    const asked = new Asked(args, world);
    const system = asked.entry('system', systems);
    const buyer = asked.entry('buyer', parties);
    const lessor = args.flags['lease-from'] === undefined ? undefined : asked.entry('lease-from', parties);
    const operator = args.flags.operator === undefined ? undefined : asked.entry('operator', parties);
    const date = asked.date('on');
    const use = asked.use('use');
    const site = sites.get(String(args.flags.to));
    const destination = site?.country ?? asked.country('to', 'CN', sites.keys());
    if (asked.problems.length > 0 || system === undefined || buyer === undefined)
      return refuse(asked.problems, terminal);
    const question = {
      accelerator: system.accelerator,
      system: system.id,
      destination,
      ...(site && { site: site.id }),
      buyer: buyer.id,
      owner: lessor?.id ?? buyer.id,
      operator: operator?.id ?? lessor?.id ?? buyer.id,
      acquisition: lessor === undefined ? ('purchase' as const) : ('lease' as const),
      use,
      date,
    };
    const judgement = judge(question, contextOf(world));
    const ok = judgement.verdict === 'allowed' || judgement.verdict === 'conditions';
    terminal.result(
      () =>
        [
          `${judgement.verdict}: ${judgement.reason}`,
          ...judgement.conditions.map((condition) => `  condition: ${condition}`),
          `Consistent with the rules published by ${date}, as of that day; not legal advice.`,
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
    const world = readWorld();
    const asked = new Asked(args, world);
    const accelerator = asked.accelerator('accelerator');
    const buyer = asked.entry('buyer', world.catalog.parties);
    const lessor =
      args.flags['lease-from'] === undefined ? undefined : asked.entry('lease-from', world.catalog.parties);
    const destination = args.flags.to === undefined ? undefined : asked.country('to', 'CN');
    if (asked.problems.length > 0 || accelerator === undefined || buyer === undefined)
      return refuse(asked.problems, terminal);
    const entries = timeline(accelerator, buyer.id, contextOf(world), {
      ...(destination !== undefined && { destination }),
      ...(lessor && { acquisition: 'lease', owner: lessor.id, operator: lessor.id }),
    });
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

/** Reads the options of a question and collects what is wrong with all of them. */
class Asked {
  readonly problems: Diagnostic[] = [];
  readonly #flags: Arguments['flags'];
  readonly #world: World;

  constructor({ flags }: Arguments, world: World) {
    this.#flags = flags;
    this.#world = world;
    this.problems.push(...world.diagnostics.filter(({ severity }) => severity === 'error'));
  }

  /** An accelerator by its id, or the one inside the system that is named instead. */
  accelerator(name: string): Accelerator | undefined {
    const { accelerators, systems } = this.#world.catalog;
    const id = String(this.#flags[name]);
    const system = systems.get(id) ?? [...systems.values()].find(({ aliases }) => aliases?.includes(id));
    const inside =
      accelerators.has(id) || system === undefined ? undefined : accelerators.get(system.accelerator);
    return inside ?? this.entry(name, accelerators);
  }

  entry<T>(name: string, entries: ReadonlyMap<string, T>): T | undefined {
    const id = String(this.#flags[name]);
    const found = entries.get(id);
    if (found === undefined) {
      const guess = didYouMean(id, entries.keys());
      this.problems.push(
        complaint(
          'FW-CLI-0008',
          name,
          `--${name}: the catalog has no \`${id}\``,
          guess === undefined ? 'see fleetwright catalog list' : `did you mean \`${guess}\`?`,
        ),
      );
    }
    return found;
  }

  date(name: string): string {
    const written = String(this.#flags[name]);
    if (!isIsoDate(written))
      this.problems.push(
        complaint('FW-CLI-0004', name, `--${name} ${written}: expected a date`, 'for example 2025-01-20'),
      );
    return written;
  }

  use(name: string): Use {
    const written = String(this.#flags[name]);
    if (written === 'training' || written === 'inference') return written;
    this.problems.push(
      complaint('FW-CLI-0004', name, `--${name} ${written}: expected training or inference`),
    );
    return 'inference';
  }

  country(name: string, fallback: string, others: Iterable<string> = []): string {
    const written = this.#flags[name] ?? fallback;
    if (typeof written === 'string' && /^[A-Z]{2}$/u.test(written)) return written;
    const guess = didYouMean(String(written), others);
    this.problems.push(
      complaint(
        'FW-CLI-0004',
        name,
        `--${name} ${String(written)}: expected a country of two capital letters${[...others].length > 0 ? ' or a site of the catalog' : ''}`,
        guess === undefined ? 'for example CN' : `did you mean \`${guess}\`?`,
      ),
    );
    return fallback;
  }
}

function contextOf({ catalog, rulebook }: World): RuleContext {
  return {
    rulebook,
    accelerators: catalog.accelerators,
    systems: catalog.systems,
    parties: catalog.parties,
    countryGroups: catalog.countryGroups,
    sites: catalog.sites,
    licences: [],
  };
}

function refuse(problems: readonly Diagnostic[], terminal: Terminal): typeof exitCodes.badInput {
  terminal.diagnostics(problems);
  return exitCodes.badInput;
}

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
