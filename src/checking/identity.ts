import type { PlanFile } from '../plan/index.ts';
import type { Check, CheckContext } from './context.ts';
import { violation, type Violation } from './violation.ts';

/** Nothing is listed twice: every entry of every section has its own id. */
export const checkUnique: Check = ({ plan }) =>
  Object.entries(keysOf(plan)).flatMap(([section, keys]) => {
    const seen = new Set<string>();
    return keys.flatMap((key) => {
      if (!seen.has(key)) {
        seen.add(key);
        return [];
      }
      const sentence = `${section} lists it more than once.`;
      return [violation('FW-CHK-0006', key, `one entry in ${section}`, 'several', sentence)];
    });
  });

function keysOf(plan: PlanFile): Readonly<Record<string, readonly string[]>> {
  return {
    systems: plan.systems.map((system) => system.id),
    lines: plan.lines.map((line) => line.id),
    stock: plan.stock.map((stock) => poolAt(stock)),
    placements: plan.placements.map((placement) => `${placement.work}:${poolAt(placement)}`),
    services: plan.services.map((service) => service.id),
    runs: plan.runs.map((run) => run.id),
    'rates of a run': plan.runs.flatMap((run) => run.rates.map(({ system }) => `${run.id}:${system}`)),
    'rates of a service': plan.services.flatMap((one) =>
      one.rates.map(({ system }) => `${one.id}:${system}`),
    ),
    shares: plan.shares.map((share) => share.id),
    budgets: plan.budgets.map((budget) => budget.id),
    cash: plan.cash.map((cash) => cash.quarter),
    power: plan.power.map((power) => `${power.site}:${power.quarter}`),
    limits: plan.limits.map((limit) => limit.id),
    runnerUps: plan.runnerUps.map((runnerUp) => runnerUp.id),
    conflict: plan.conflict.map((item) => item.id),
    repair: plan.repair.map((repair) => repair.id),
    assumptions: plan.assumptions.map((assumption) => assumption.path),
  };
}

/** Place, system, uses and quarter of a stock or placement entry, as one text. */
function poolAt(entry: {
  readonly quarter: string;
  readonly site: string;
  readonly system: string;
  readonly uses: readonly string[];
}): string {
  return `${entry.system}@${entry.site}[${entry.uses.toSorted().join('+')}]:${entry.quarter}`;
}

/** Every id the plan names exists in the scenario, and every quarter lies in its horizon. */
export const checkKnown: Check = (context) => [
  ...context.plan.lines.flatMap((line) => [
    ...known(context, line.id, 'offer', line.offer),
    ...known(context, line.id, 'site', line.site),
  ]),
  ...context.plan.stock.flatMap((stock) => knownPlace(context, poolAt(stock), stock)),
  ...context.plan.placements.flatMap((placement) => {
    const where = `${placement.work}:${poolAt(placement)}`;
    return [
      ...knownPlace(context, where, placement),
      ...known(context, where, placement.kind, placement.work),
    ];
  }),
  ...context.plan.services.flatMap((service) => known(context, service.id, 'service', service.id)),
  ...context.plan.runs.flatMap((run) => known(context, run.id, 'run', run.id)),
  ...context.plan.budgets.flatMap((budget) => known(context, budget.id, 'budget', budget.id)),
  ...context.plan.shares.flatMap((share) => known(context, share.id, 'share', share.id)),
  ...context.plan.cash.flatMap((cash) => known(context, `cash:${cash.quarter}`, 'quarter', cash.quarter)),
  ...context.plan.power.flatMap((power) => [
    ...known(context, `power:${power.site}`, 'site', power.site),
    ...known(context, `power:${power.site}`, 'quarter', power.quarter),
  ]),
];

/** How to tell that an id of each kind exists. */
const exists = {
  offer: ({ offers }, id) => offers.has(id),
  site: ({ sites }, id) => sites.has(id),
  system: ({ scenario }, id) => scenario.systems.has(id),
  quarter: ({ quarterIndex }, id) => quarterIndex.has(id),
  service: ({ scenario }, id) => scenario.services.some((service) => service.id === id),
  run: ({ scenario }, id) => scenario.runs.some((run) => run.id === id),
  budget: ({ scenario }, id) => scenario.budgets.some((budget) => budget.id === id),
  share: ({ scenario }, id) => scenario.shares.some((share) => share.id === id),
} as const satisfies Readonly<Record<string, (context: CheckContext, id: string) => boolean>>;

function knownPlace(
  context: CheckContext,
  where: string,
  entry: { readonly quarter: string; readonly site: string; readonly system: string },
): readonly Violation[] {
  return [
    ...known(context, where, 'quarter', entry.quarter),
    ...known(context, where, 'site', entry.site),
    ...known(context, where, 'system', entry.system),
  ];
}

function known(
  context: CheckContext,
  where: string,
  kind: keyof typeof exists,
  id: string,
): readonly Violation[] {
  if (exists[kind](context, id)) return [];
  const sentence = `the scenario has no ${kind} \`${id}\`.`;
  return [violation('FW-CHK-0005', where, `a ${kind} of the scenario`, id, sentence)];
}
