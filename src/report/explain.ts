import type { PlanFile, PlanLine } from '../plan/index.ts';
import { formatMoney, type Currency } from '../quantity/index.ts';
import { headline } from './headline.ts';
import { percent } from './figures.ts';
import { pricedLimits, worth } from './limit-sections.ts';

/** Lines above this part of all ordered spend are explained when no line is named. */
const largeLine = 0.05;
/** Most prices of limits told. */
const mostPrices = 15;

/**
 * The plan in sentences: why each large line (or the one named) won, what the rules and limits cost, what would flip it.
 * For an infeasible plan: what clashes and the cheapest ways out.
 */
export function explainPlan(plan: PlanFile, lineId?: string): readonly string[] {
  const asked = lineId === undefined ? largeLines(plan) : plan.lines.filter(({ id }) => id === lineId);
  if (plan.status === 'infeasible') return [...headline(plan), ...explainConflict(plan)];
  return [
    ...(lineId === undefined ? headline(plan) : []),
    ...asked.flatMap((line) => explainLine(plan, line)),
    ...(lineId === undefined ? explainPrices(plan) : []),
  ];
}

function largeLines(plan: PlanFile): readonly PlanLine[] {
  const all = plan.lines.reduce((sum, { reporting }) => sum + reporting, 0);
  return plan.lines.filter(({ reporting }) => reporting >= largeLine * all);
}

function explainLine(plan: PlanFile, line: PlanLine): readonly string[] {
  const verb = line.kind === 'lease' ? 'Rent' : 'Buy';
  const price = formatMoney({ amount: line.cost.amount, currency: line.cost.currency as Currency });
  const flips = plan.breakEvens.filter((flip) => flip.line === line.id).map(({ sentence }) => sentence);
  return [
    '',
    `${line.id}: ${verb} ${line.whole ? line.count : line.count.toFixed(1)} × ${line.system} (${Math.round(line.accelerators).toLocaleString('en-US')} accelerators) from ${line.supplier} for ${line.site}, ordered ${line.orderQuarter}, there in ${line.deliveryQuarter}: ${price}.`,
    ...line.why.map((sentence) => `  ${sentence}`),
    ...explainSplits(plan, line),
    ...flips.map((sentence) => `  ${sentence}`),
    ...line.verdicts.map((record) => `  The rules say ${record.verdict} for ${record.use}: ${record.reason}`),
  ];
}

/** Services of the line whose prompts and answers have replicas of their own. */
function explainSplits(plan: PlanFile, { system, site }: PlanLine): readonly string[] {
  return plan.services.flatMap(({ id, rates }) => {
    const split = rates.find((rate) => rate.system === system)?.split;
    const works = plan.placements.some(
      (placed) => placed.work === id && placed.system === system && placed.site === site,
    );
    if (split === undefined || !works) return [];
    const unit = split.unit === 1 ? 'within each system' : `in units of ${split.unit} systems`;
    return [
      `  For ${id} prompts and answers run apart, ${unit}: ${percent(split.prefillPart)} on prompts (${split.prefillConfiguration}).`,
    ];
  });
}

function explainPrices(plan: PlanFile): readonly string[] {
  const priced = pricedLimits(plan).slice(0, mostPrices);
  if (priced.length === 0)
    return ['', 'No rule or limit costs anything at this plan: relaxing any one of them would save nothing.'];
  const sentences = priced.map((limit) => `  ${limit.title}: ${worth(limit, plan.currency)}.`);
  const idle = plan.shares.filter(
    (share) => share.binding && share.met === true && !priced.some(({ id }) => id === `share:${share.id}`),
  );
  return [
    '',
    'What rules and limits cost, at this plan:',
    ...sentences,
    ...idle.map(
      (share) =>
        `  ${share.name}: nothing; the plan stands at ${percent(share[share.metric] ?? 1)} without being pushed, so a point more or less changes nothing.`,
    ),
  ];
}

function explainConflict(plan: PlanFile): readonly string[] {
  return [
    '',
    ...plan.conflict.map(({ sentence }, index) => `  ${index + 1}. ${sentence}`),
    '',
    plan.repair.length === 0
      ? 'No change of one kind would be enough.'
      : 'Each of these would make a plan possible:',
    ...plan.repair.map(({ sentence }) => `  - ${sentence}`),
  ];
}

/**
 * The sentences about a plan, or about one line by its id, or all lines of `offer` or `offer@site`; undefined where the
 * plan has no such line.
 */
export function explainLines(plan: PlanFile, line: string | undefined): readonly string[] | undefined {
  if (line === undefined) return explainPlan(plan);
  const meant = plan.lines.map(({ id }) => id).filter((id) => id === line || id.startsWith(`${line}@`));
  return meant.length === 0 ? undefined : meant.flatMap((id) => explainPlan(plan, id));
}
