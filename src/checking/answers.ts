import type { PlanFile } from '../plan/index.ts';
import type { Check, CheckContext } from './context.ts';
import { expectAtLeast, expectAtMost, expectEqual } from './compare.ts';
import { violation, type Violation } from './violation.ts';

/** Runner-ups are about offers and sites of the scenario, no better than the bound, and say rightly how much worse they are. */
export const checkRunnerUps: Check = (context) =>
  context.plan.runnerUps.flatMap((runnerUp) => {
    const { value } = context.plan.objective;
    const lines = runnerUp.lines.flatMap((line) => [
      ...place(context, runnerUp.id, line.offer, line.site),
      ...expectAtLeast('FW-CHK-0070', runnerUp.id, `count of ${line.offer}`, line.count, 0),
    ]);
    const above =
      value === null || value === 0
        ? []
        : expectEqual(
            'FW-CHK-0070',
            runnerUp.id,
            'above',
            (runnerUp.objective - value) / Math.abs(value),
            runnerUp.above,
          );
    return [
      ...lines,
      ...above,
      ...expectAtLeast('FW-CHK-0070', runnerUp.id, 'difference', runnerUp.difference, 0),
      ...expectAtMost('FW-CHK-0070', runnerUp.id, 'difference', runnerUp.difference, 1),
    ];
  });

/** Break-evens are about lines of the plan or offers and sites it could have used. */
export const checkBreakEvens: Check = (context) =>
  context.plan.breakEvens.flatMap(({ line }) => {
    if (context.plan.lines.some(({ id }) => id === line)) return [];
    const [offer = '', site = ''] = line.split('@');
    return place(context, line, offer, site);
  });

function place(context: CheckContext, where: string, offer: string, site: string): readonly Violation[] {
  if (context.offers.get(offer)?.sites.includes(site) ?? false) return [];
  const sentence = `the scenario has no offer \`${offer}\` for the site \`${site}\`.`;
  return [
    violation('FW-CHK-0071', where, 'an offer and a site of the scenario', `${offer}@${site}`, sentence),
  ];
}

/** A conflict names limits, requirements and rules that exist; several of one kind told as one are joined by `+`. */
export const checkConflict: Check = (context) =>
  context.plan.conflict
    .filter((item) => !isKnownCause(context, item))
    .map((item) => {
      const sentence = 'neither the scenario nor the rules have this cause of conflict.';
      return violation('FW-CHK-0072', item.id, `a ${item.kind}`, item.id, sentence);
    });

function isKnownCause(
  { scenario, rulebook }: CheckContext,
  { id, kind }: PlanFile['conflict'][number],
): boolean {
  const [prefix, names = ''] = id.split(':');
  const causes: Readonly<Record<typeof kind, readonly { readonly id: string }[]>> = {
    budget: scenario.budgets,
    power: scenario.sites,
    share: scenario.shares,
    allocation: scenario.offers,
    concentration: scenario.concentrations,
    demand: scenario.services,
    run: scenario.runs,
    rule: rulebook.rules,
    cap: rulebook.rules,
    stock: scenario.fleet,
  };
  return prefix === kind && names.split('+').every((name) => causes[kind].some((cause) => cause.id === name));
}
