import type { PlanFile } from '../../plan/index.ts';
import { originalsSheet } from './sheets/as-planned.ts';
import { contextOf, type Context } from './context.ts';
import type { Sheet, Workbook } from './model.ts';
import {
  assumptionNames,
  assumptionsSheet,
  exchangeNames,
  exchangeRatesSheet,
} from './sheets/assumptions.ts';
import { budgetsSheet } from './sheets/budgets.ts';
import { cashSheet } from './sheets/cash.ts';
import { limitsSheet, proofSheet, verdictsSheet } from './sheets/evidence.ts';
import { fleetSheet, powerSheet } from './sheets/fleet.ts';
import { lineSheet } from './sheets/lines.ts';
import { placementsSheet } from './sheets/placements.ts';
import { ratesSheet } from './sheets/rates.ts';
import { servicesSheet } from './sheets/services.ts';
import { summarySheet } from './sheets/summary.ts';
import { unitCostSheet } from './sheets/unit-cost.ts';

/** In the order of the workbook: what is read first stands first. */
const sheetsOf: readonly ((context: Context) => Sheet)[] = [
  summarySheet,
  lineSheet,
  cashSheet,
  budgetsSheet,
  unitCostSheet,
  servicesSheet,
  proofSheet,
  verdictsSheet,
  limitsSheet,
  assumptionsSheet,
  exchangeRatesSheet,
  placementsSheet,
  ratesSheet,
  fleetSheet,
  powerSheet,
];

/**
 * The plan as a workbook of live formulas.
 *
 * ```
 * Assumptions, Exchange ─► Lines ─► Fleet ─► Cash, Budgets, Power ─► Summary
 *                                     │
 *              Rates ─► Placements ◄──┘ ─► Service levels, Unit cost
 * ```
 */
export function planWorkbook(plan: PlanFile): Workbook {
  const context = contextOf(plan);
  const sheets = sheetsOf.map((sheetOf) => sheetOf(context));
  return {
    title: plan.title,
    about: `Plan of AI compute as of ${plan.asOf}`,
    date: plan.asOf,
    sheets: [...sheets, originalsSheet(sheets)],
    names: new Map([...assumptionNames(context), ...exchangeNames(context)]),
  };
}
