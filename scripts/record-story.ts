// Writes docs/record-story.md: the programme of January 2025, planned anew through the dated events that followed.
// Run `node scripts/record-story.ts`; every number in the page is worked out here. Takes a few minutes.
import { writeFileSync } from 'node:fs';
import { checkPlan } from '../src/checking/index.ts';
import { packageRoot, readTextFile, type TextFile } from '../src/files/index.ts';
import {
  choiceOf,
  planScenario,
  prepareReplan,
  prepareScenario,
  readWorld,
  replanScenario,
  type Replanned,
} from '../src/pipeline/index.ts';
import type { PlanFile } from '../src/plan/index.ts';
import { groupTitles, type LineParts } from '../src/planning/index.ts';
import { formatMoney, formatNumber, type Currency } from '../src/quantity/index.ts';
import { diffHeadline } from '../src/report/index.ts';

const world = readWorld();
const search = {
  timeLimit: 3600,
  gap: 0.01,
  seed: 1,
  onProgress: () => undefined,
  signal: new AbortController().signal,
};

/** A day on which the programme is planned anew, and why then. */
interface Day {
  readonly asOf: string;
  readonly why: string;
  /** Quarters of the whole programme, where it is let go on. */
  readonly quarters?: number;
}

const days: readonly Day[] = [
  { asOf: '2025-04-16', why: 'Letters of the United States ask a licence for H20 and its like.' },
  {
    asOf: '2025-05-14',
    why: 'The diffusion rule is dropped; guidance on training for parties headquartered in China comes in its place.',
  },
  { asOf: '2025-08-12', why: 'H20 may be licensed again; China asks its buyers to explain themselves.' },
  { asOf: '2025-09-18', why: 'China tells its large companies to stop buying a chip made for it.' },
  { asOf: '2025-12-09', why: 'H200 is announced to be licensed for China.' },
  {
    asOf: '2026-01-29',
    why: 'The rule on H200 is published; China lets some of it in. The first year is over, and the programme goes on for another: demand grows as assumed, no budget of the scenario reaches that far, power and supply bound it.',
    quarters: 8,
  },
  { asOf: '2026-06-01', why: 'Guidance says that the headquarters test applies worldwide.', quarters: 8 },
  { asOf: '2026-11-23', why: 'Today.', quarters: 8 },
];

/** Lines and inputs told of each version; the plan files hold all. */
const mostLines = 8;
const mostInputs = 6;
/** Plans by the number of their version. */
const versions = new Map<number, PlanFile>();

const scenario = read('scenarios/bytedance-2025.yaml');
/** The one line that its owner changes in April 2025. */
const served: TextFile = {
  ...scenario,
  text: scenario.text.replace(/^objective: least-cost$/mu, 'objective: lexicographic'),
};
if (served.text === scenario.text) throw new Error('the objective of the scenario is not where it was');

const page: string[] = [
  '# The record of one programme',
  'This page is made by `node scripts/record-story.ts` from `scenarios/bytedance-2025.yaml` and the catalog; nothing in it is written by hand but the ' +
    'titles of the days. It tells what becomes of the programme reported in January 2025 when it is planned anew on the days on which something ' +
    'happened: each version takes over what was ordered, keeps what it can, and says which input explains which change. Rules and prices of a day are ' +
    'those known on it. Orders come as promised unless the rules stop them. It is a story about a reported plan and assumed demand, not about what the company did; and ' +
    'consistent with the rule set of a day is not legal advice.',
  'Each table goes one step after the other from the version before to the new one: first what happened, then one group of inputs as it is now. Behind a ' +
    'changed line stands how many systems each step added or took. The steps add up to the whole change; another order of them would give other parts.',
];

const first = await planFirst();
page.push('## Version 1, 2025-01-20: the programme as reported', ...summary(first), ...lineList(first));
let before = first;
let file = scenario;
let version = 1;
for (const day of days) {
  let made = await planned(day, before, file, undefined);
  const told: string[] = [];
  if (made.plan.objective.value === null && file === scenario) {
    told.push(
      `As the scenario stands there is no plan any more. ${made.plan.conflict.map(({ sentence }) => sentence).join(' ')}`,
      `Ways out, cheapest first: ${made.plan.repair.map(({ sentence }) => sentence).join(' ') || 'none was found.'}`,
      'The owner changes one line of the scenario, `objective: lexicographic`: serve what can be served, then save money.',
    );
    file = served;
    made = await planned(day, before, file, scenario);
  }
  version += 1;
  page.push(
    `## Version ${version}, ${day.asOf}`,
    day.why,
    ...eventsBetween(before.asOf, day.asOf),
    ...told,
    ...summary(made.plan),
    ...changes(made),
  );
  before = made.plan;
}
page.push('## All versions', ...table());
writeFileSync(new URL('../docs/record-story.md', import.meta.url), `${page.join('\n\n')}\n`);

async function planFirst(): Promise<PlanFile> {
  const prepared = prepareScenario(scenario, world, {});
  if (!prepared.ok) throw new Error('the scenario cannot be read');
  const plan = await planScenario(prepared, search);
  remember(1, plan, scenario);
  return plan;
}

async function planned(
  day: Day,
  from: PlanFile,
  text: TextFile,
  previous: TextFile | undefined,
): Promise<Replanned> {
  const wish = { before: from, file: text, previous, asOf: day.asOf, quarters: day.quarters, news: [] };
  const prepared = prepareReplan(wish, world);
  if (!prepared.ok) throw new Error(prepared.diagnostics.map(({ message }) => message).join('\n'));
  const made = await replanScenario(wish, prepared, world, search, true);
  if (made.plan.objective.value !== null) remember(version + 1, made.plan, text);
  process.stdout.write(`${day.asOf}: ${made.plan.status}, ${made.plan.lines.length} lines\n`);
  return made;
}

/** What the closing table holds of each version. */
function remember(number: number, plan: PlanFile, text: TextFile): void {
  const prepared = prepareScenario(text, world, choiceOf(plan));
  const violations = prepared.ok ? checkPlan({ plan, ...prepared }) : undefined;
  if (violations === undefined || violations.length > 0) {
    throw new Error(
      `version ${number}: ${violations?.map(({ sentence }) => sentence).join('\n') ?? 'not prepared'}`,
    );
  }
  versions.set(number, plan);
}

function summary(plan: PlanFile): readonly string[] {
  const open = plan.lines.filter(({ frozen }) => !frozen);
  const stopped = plan.replan?.stopped ?? [];
  const unmet = plan.objective.unmet;
  return [
    [
      `It looks at ${plan.quarters[0]} to ${plan.quarters.at(-1)}.`,
      `${plan.lines.length - open.length} orders stand or are on their way, ${open.length} are still to be placed.`,
      `What lies ahead costs ${money(plan.objective.cost, plan)} (discounted, after resale).`,
      unmet > 0
        ? `Not everything is served: ${money(unmet, plan)} of penalties.`
        : 'Everything asked for is served.',
      ...(plan.replan === undefined
        ? []
        : [`${formatNumber(plan.replan.churn.systems ?? 0)} systems of planned orders change.`]),
    ].join(' '),
    ...stoppedSentences(stopped),
  ];
}

/** Stopped orders, those with the same reason together. */
function stoppedSentences(stopped: NonNullable<PlanFile['replan']>['stopped']): readonly string[] {
  return [...new Set(stopped.map(({ reason }) => reason))].map((reason) => {
    const orders = stopped
      .filter((each) => each.reason === reason)
      .map(({ id, count }) => `${formatNumber(count)} systems of \`${id}\``);
    return `Stopped on their way: ${orders.join(', ')}. ${reason}.`;
  });
}

function changes({ plan, diff, attribution }: Replanned): readonly string[] {
  const [, ...sentences] = diffHeadline(diff);
  const steps = (attribution?.steps ?? []).map(
    ({ title, feasible, costChange, unmetChange, added, dropped, cost }) =>
      row([
        title,
        feasible ? money(cost, plan) : 'no plan',
        signed(costChange, plan),
        signed(unmetChange, plan),
        added === 0 ? '' : `+${formatNumber(added)}`,
        dropped === 0 ? '' : `−${formatNumber(dropped)}`,
      ]),
  );
  const largest = (attribution?.lines ?? [])
    .toSorted((a, b) => sizeOf(b) - sizeOf(a) || (a.id < b.id ? -1 : 1))
    .slice(0, mostLines);
  const rest = (attribution?.lines.length ?? 0) - largest.length;
  const inputs = (attribution?.steps ?? [])
    .filter(({ groups }) => groups.includes('rules'))
    .flatMap(({ inputs: told }) => told.filter((sentence) => !sentence.includes('will not come')));
  return [
    sentences.join(' '),
    ...(steps.length === 0
      ? []
      : [
          [
            row(['step', 'cost ahead', 'change', 'penalty, change', 'systems added', 'dropped']),
            row(['---', '---:', '---:', '---:', '---:', '---:']),
            ...steps,
          ].join('\n'),
        ]),
    ...(inputs.length === 0
      ? []
      : [
          `What the rules say now: ${inputs.slice(0, mostInputs).join('; ')}${inputs.length > mostInputs ? `; and ${inputs.length - mostInputs} more` : ''}.`,
        ]),
    ...(largest.length === 0
      ? []
      : [[...largest.map(lineSentence), ...(rest > 0 ? [`- and ${rest} smaller changes`] : [])].join('\n')]),
  ];
}

function lineSentence({ id, before: was, after, parts }: LineParts): string {
  const why = parts.map(
    ({ groups, systems }) =>
      `${groups.map((group) => groupTitles[group]).join(', and ')} ${systems > 0 ? '+' : '−'}${formatNumber(Math.abs(systems))}`,
  );
  return `- \`${id}\`: ${formatNumber(was)} → ${formatNumber(after)}; ${why.join(', ')}`;
}

function sizeOf({ parts }: LineParts): number {
  return parts.reduce((sum, { systems }) => sum + Math.abs(systems), 0);
}

function lineList(plan: PlanFile): readonly string[] {
  const largest = plan.lines.toSorted((a, b) => b.reporting - a.reporting).slice(0, mostLines);
  return [
    `Its largest lines:\n\n${largest
      .map(
        ({ id, count, reporting }) =>
          `- \`${id}\`: ${formatNumber(count)} systems, ${money(reporting, plan)}`,
      )
      .join('\n')}`,
  ];
}

/** Rules, licences and supply that became known after one day and by another. */
function eventsBetween(after: string, until: string): readonly string[] {
  const told = [...world.catalog.events.values()]
    .filter(({ kind, date }) => ['rule', 'licence', 'supply'].includes(kind) && date > after && date <= until)
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))
    .map(({ date, title }) => `- ${date}: ${title}`);
  return told.length === 0 ? [] : [`Since the version before:\n\n${told.join('\n')}`];
}

function table(): readonly string[] {
  const rows = [...versions].map(([number, plan]) =>
    row([
      String(number),
      plan.asOf,
      plan.status,
      money(plan.objective.cost, plan),
      money(plan.objective.unmet, plan),
      formatNumber(plan.lines.filter(({ frozen }) => frozen).length),
      formatNumber(plan.lines.filter(({ frozen }) => !frozen).length),
      formatNumber(plan.replan?.churn.systems ?? 0),
    ]),
  );
  return [
    [
      row([
        'version',
        'as of',
        'status',
        'cost ahead',
        'not served',
        'ordered',
        'to order',
        'systems changed',
      ]),
      row(['---', '---', '---', '---:', '---:', '---:', '---:', '---:']),
      ...rows,
    ].join('\n'),
    'Every version was checked without the optimiser: no violation.',
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function money(amount: number | null, plan: PlanFile): string {
  return amount === null ? '–' : formatMoney({ amount, currency: plan.currency as Currency });
}

function signed(amount: number | null, plan: PlanFile): string {
  if (amount === null) return '';
  return amount === 0 ? '±0' : `${amount > 0 ? '+' : '−'}${money(Math.abs(amount), plan)}`;
}

function read(path: string): TextFile {
  const found = readTextFile(`${packageRoot}${path}`);
  if ('code' in found) throw new Error(found.message);
  return { ...found, path };
}
