import { columnRange } from '../address.ts';
import type { Context } from '../context.ts';
import { positions } from './columns.ts';

export const linesSheet = 'Lines';

/** Columns of the lines; the flags of the budgets follow them. */
export const lineColumns = [
  ['id', 'Line', 40],
  ['offer', 'Offer', 24],
  ['system', 'System', 22],
  ['kind', 'Kind', 10],
  ['supplier', 'Supplier', 16],
  ['site', 'Site', 14],
  ['order', 'Ordered', 10],
  ['delivery', 'Delivered', 10],
  ['last', 'Last quarter', 12],
  ['systems', 'Systems', 10],
  ['accelerators', 'Accelerators', 12],
  ['unitPrice', 'Unit price', 20],
  ['currency', 'Currency', 9],
  ['term', 'Quarters paid', 9],
  ['amount', 'Amount', 22],
  ['price', 'Amount, plan currency', 22],
  ['network', 'Network and storage', 20],
  ['dutyRate', 'Duty rate', 9],
  ['duty', 'Duty', 18],
  ['feeRate', 'Fee rate', 9],
  ['fee', 'Fee', 18],
  ['rent', 'Rent per quarter', 20],
  ['resale', 'Value left at the end', 22],
  ['charge', 'All-in cost per quarter of life', 22],
  ['orderIndex', 'Order index', 8],
  ['deliveryIndex', 'Delivery index', 8],
  ['lastIndex', 'Last index', 8],
  ['frozen', 'Ordered before', 8],
  ['verdict', 'Verdict', 11],
] as const;

export type LineKey = (typeof lineColumns)[number][0];
export const linePlace = positions<LineKey>(lineColumns);

/** A column of the lines, as formulas of other sheets name it. */
export function lineRange({ account }: Context, key: LineKey): string {
  return columnRange(linesSheet, linePlace[key], account.lines.length);
}

/** 1 for each line that counts against a budget. */
export function budgetRange({ plan, account }: Context, budget: string): string {
  const at = lineColumns.length + plan.budgets.findIndex(({ id }) => id === budget);
  return columnRange(linesSheet, at, account.lines.length);
}
