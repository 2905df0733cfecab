import type { PlanFile } from '../../plan/index.ts';
import { contextOf } from './context.ts';
import type { Workbook } from './model.ts';
import {
  assumptionNames,
  assumptionsSheet,
  exchangeNames,
  exchangeRatesSheet,
} from './sheets/assumptions.ts';
import { budgetsSheet } from './sheets/budgets.ts';
import { cashSheet } from './sheets/cash.ts';
import { limitsSheet, verdictsSheet } from './sheets/evidence.ts';
import { fleetSheet, powerSheet } from './sheets/fleet.ts';
import { lineSheet } from './sheets/lines.ts';
import { placementsSheet } from './sheets/placements.ts';
import { ratesSheet } from './sheets/rates.ts';
import { servicesSheet } from './sheets/services.ts';
import { summarySheet } from './sheets/summary.ts';
import { unitCostSheet } from './sheets/unit-cost.ts';

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
  return {
    title: plan.title,
    about: `Plan of AI compute as of ${plan.asOf}`,
    date: plan.asOf,
    sheets: [
      summarySheet,
      lineSheet,
      cashSheet,
      budgetsSheet,
      unitCostSheet,
      servicesSheet,
      verdictsSheet,
      limitsSheet,
      assumptionsSheet,
      exchangeRatesSheet,
      placementsSheet,
      ratesSheet,
      fleetSheet,
      powerSheet,
    ].map((sheetOf) => sheetOf(context)),
    names: new Map([...assumptionNames(context), ...exchangeNames(context)]),
  };
}
