import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readPlan, type PlanFile } from '../../src/plan/index.ts';
import { plan as paper } from '../checking/small-plan.ts';

const folder = fileURLToPath(new URL('../../scenarios/golden/', import.meta.url));

/** The golden plans of the shipped scenarios, by name. */
export const goldenPlans: readonly (readonly [name: string, plan: PlanFile])[] = (
  existsSync(folder) ? readdirSync(folder) : []
)
  .filter((file) => file.endsWith('.plan.json'))
  .toSorted()
  .map((file) => {
    const { plan, diagnostics } = readPlan(file, readFileSync(`${folder}${file}`, 'utf8'));
    if (!plan) throw new Error(`${file}: ${diagnostics.map(({ message }) => message).join('; ')}`);
    return [file.replace('.plan.json', ''), plan];
  });

/** Every ratio that the plan on paper was worked out with; its own list of assumptions is short. */
const stated: readonly (readonly [path: string, written: string])[] = [
  ['budgets.chips.amount', '960000 CNY'],
  ['budgets.rent.amount', '15000 USD'],
  ['costs.availability', '0.9'],
  ['costs.lifeYears', '5'],
  ['costs.loadFactor', '50 %'],
  ['costs.networkShare', '20 %'],
  ['costs.resaleFraction', '50 %'],
  ['costs.supportPerYear', '8 %'],
  ['discountRate', '10 %'],
  ['fx.CNY', '8'],
  ['sites.north.pue', '1.2'],
  ['sites.north.space', '0.0333333333333333 USD/W/month'],
  ['sites.north.tariff', '0.072 USD/kWh'],
  ['sites.south.pue', '1.5'],
  ['systems.far-8.power', '10 kW'],
  ['systems.home-8.power', '5 kW'],
];

/** The plan on paper, with every assumption it was worked out with: small enough to be understood, with a duty, a fee and a frozen order. */
export const paperPlan: PlanFile = {
  ...paper,
  assumptions: [
    ...paper.assumptions.filter(({ path }) => !stated.some(([other]) => other === path)),
    ...stated.map(([path, written]) => ({
      path,
      written,
      grade: 'assumed' as const,
      status: 'assumed' as const,
      source: null,
      sourceTitle: null,
      ref: null,
      reason: 'worked out on paper',
    })),
  ].toSorted((a, b) => (a.path < b.path ? -1 : 1)),
};

/** The plan on paper before it is replanned: one line more, another with a different count. */
export const earlierPlan: PlanFile = {
  ...paperPlan,
  asOf: '2025-01-10',
  lines: paperPlan.lines
    .map((line) =>
      line.id === 'home-buy@north@2025Q1'
        ? { ...line, count: 3, cost: { ...line.cost, amount: 240_000 } }
        : line,
    )
    .filter(({ id }) => id !== 'home-buy@north@2025Q3'),
};

export const allPlans: readonly (readonly [name: string, plan: PlanFile])[] = [
  ['on paper', paperPlan],
  ...goldenPlans,
];
