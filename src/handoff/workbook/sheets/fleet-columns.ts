import { cellName, columnRange } from '../address.ts';
import type { Context } from '../context.ts';
import { positions } from './columns.ts';

export const fleetSheetName = 'Fleet';

/** Columns of the fleet; its blocks by quarter follow them. */
export const fleetColumns = [
  ['site', 'Site', 16],
  ['system', 'System', 24],
  ['power', 'kW per system', 12],
  ['pue', 'PUE', 8],
  ['tariff', 'Price per kWh', 14],
  ['space', 'Space per kW and month', 16],
  ['energyEach', 'Energy per system and quarter', 18],
  ['spaceEach', 'Space per system and quarter', 18],
  ['upkeep', 'Upkeep per system and quarter', 18],
  ['energy', 'Energy, whole horizon', 20],
  ['spaceAll', 'Space, whole horizon', 20],
] as const;

export type FleetKey = (typeof fleetColumns)[number][0];
export const fleetPlace = positions<FleetKey>(fleetColumns);

/** Figures that stand once for every quarter, in blocks behind the other columns. */
export const fleetBlocks = ['before', 'owned', 'all', 'charge'] as const;
export type FleetBlock = (typeof fleetBlocks)[number];
export const blockHeads: Readonly<Record<FleetBlock, string>> = {
  before: 'stood before',
  owned: 'owned',
  all: 'all that stands',
  charge: 'all-in cost',
};

/** Where a quarter's column of a block stands. */
export function blockColumn({ plan }: Context, block: FleetBlock, quarter: number): number {
  return fleetColumns.length + fleetBlocks.indexOf(block) * plan.quarters.length + quarter;
}

/** A column of the fleet, as formulas of other sheets name it. */
export function fleetRange({ account }: Context, key: FleetKey): string {
  return columnRange(fleetSheetName, fleetPlace[key], account.fleet.length);
}

/** A quarter's column of a block. */
export function fleetQuarter(context: Context, block: FleetBlock, quarter: number): string {
  return columnRange(fleetSheetName, blockColumn(context, block, quarter), context.account.fleet.length);
}

/** What a pool of machines costs in a quarter, all in: its cell, or nothing where none stand. */
export function poolChargeCell(context: Context, site: string, system: string, quarter: number): string {
  const row = context.account.fleet.findIndex((fleet) => fleet.site === site && fleet.system === system);
  return row < 0
    ? '0'
    : `${fleetSheetName}!${cellName(row + 1, blockColumn(context, 'charge', quarter), true)}`;
}
