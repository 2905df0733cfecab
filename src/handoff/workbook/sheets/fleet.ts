import { secondsPerQuarter } from '../../../quantity/index.ts';
import type { FleetAccount } from '../../account/index.ts';
import { cellName } from '../address.ts';
import { fxTerm, inputTerm, type Context } from '../context.ts';
import { formats, formula, input, text, type Cell, type Sheet } from '../model.ts';
import { headings, widths } from './columns.ts';
import {
  blockColumn,
  blockHeads,
  fleetBlocks,
  fleetColumns,
  fleetPlace,
  fleetQuarter,
  fleetRange,
  fleetSheetName,
  type FleetBlock,
  type FleetKey,
} from './fleet-columns.ts';
import { lineRange } from './line-columns.ts';

/** Machines by site and system: what stood before, what is owned, what stands, and what they draw and cost. */
export function fleetSheet(context: Context): Sheet {
  const { plan, account } = context;
  const perQuarter = fleetBlocks.flatMap((block) =>
    plan.quarters.map((quarter) => text(`${quarter} ${blockHeads[block]}`, 'head')),
  );
  return {
    name: fleetSheetName,
    about: 'Machines that stand, by site, system and quarter',
    rows: [
      [...headings(fleetColumns), ...perQuarter],
      ...account.fleet.map((fleet, index) => fleetRow(context, fleet, index + 1)),
    ],
    widths: [...widths(fleetColumns), ...perQuarter.map(() => 18)],
    freeze: { rows: 1, columns: 2 },
  };
}

function fleetRow(context: Context, { site, system, systems }: FleetAccount, row: number): readonly Cell[] {
  const { plan, account, money } = context;
  const at = (key: FleetKey): string => cellName(row, fleetPlace[key]);
  const priced = (path: string): string =>
    `${inputTerm(context, path)}*${fxTerm(context, account.inputs.get(path)?.currency ?? plan.currency)}`;
  const inQuarter = (block: FleetBlock, quarter: number): string =>
    cellName(row, blockColumn(context, block, quarter));
  const wholeHorizon = (each: FleetKey): string => {
    const owned = plan.quarters.map((_, quarter) => inQuarter('owned', quarter));
    return owned.length === 0 ? '0' : `SUM(${owned[0]}:${owned.at(-1)})*${at(each)}`;
  };
  const cells: Readonly<Record<FleetKey, Cell>> = {
    site: text(site),
    system: text(system),
    power: formula(inputTerm(context, `systems.${system}.power`), formats.rate),
    pue: formula(inputTerm(context, `sites.${site}.pue`), formats.rate),
    tariff: formula(priced(`sites.${site}.tariff`), formats.rate),
    space: formula(priced(`sites.${site}.space`), formats.rate),
    energyEach: formula(
      `${at('power')}*${inputTerm(context, 'costs.loadFactor')}*${at('pue')}*${secondsPerQuarter / 3600}*${at('tariff')}`,
      money,
    ),
    spaceEach: formula(`${at('power')}*3*${at('space')}`, money),
    upkeep: formula(`${at('energyEach')}+${at('spaceEach')}`, money),
    energy: formula(wholeHorizon('energyEach'), money),
    spaceAll: formula(wholeHorizon('spaceEach'), money),
  };
  const standing = (figure: Parameters<typeof lineRange>[1], quarter: number): string =>
    `SUMIFS(${lineRange(context, figure)},${lineRange(context, 'site')},${at('site')},${lineRange(context, 'system')},${at('system')},` +
    `${lineRange(context, 'deliveryIndex')},"<=${quarter}",${lineRange(context, 'lastIndex')},">=${quarter}"`;
  const block: Readonly<Record<FleetBlock, (quarter: number) => Cell>> = {
    before: (quarter) => input(systems[quarter] ?? 0, formats.count),
    owned: (quarter) =>
      formula(
        `${inQuarter('before', quarter)}+${standing('systems', quarter)},${lineRange(context, 'kind')},"purchase")`,
        formats.count,
      ),
    all: (quarter) =>
      formula(`${inQuarter('before', quarter)}+${standing('systems', quarter)})`, formats.count),
    charge: (quarter) =>
      formula(`${inQuarter('before', quarter)}*${at('upkeep')}+${standing('charge', quarter)})`, money),
  };
  return [
    ...fleetColumns.map(([key]) => cells[key]),
    ...fleetBlocks.flatMap((name) => plan.quarters.map((_, quarter) => block[name](quarter))),
  ];
}

/** Power drawn at the meter by site and quarter, kW, against what there is. */
export function powerSheet(context: Context): Sheet {
  const { plan } = context;
  return {
    name: 'Power',
    about: 'Power drawn by site and quarter, against what there is',
    rows: [
      ['Site', 'Quarter', 'kW drawn, with PUE', 'kW there are', 'kW left'].map((head) => text(head, 'head')),
      ...plan.power.map(({ site, quarter, limit }, index): readonly Cell[] => {
        const row = index + 1;
        const q = plan.quarters.indexOf(quarter);
        const ofSite = `(${fleetRange(context, 'site')}=${cellName(row, 0)})`;
        const drawn = `${fleetQuarter(context, 'all', q)}*${fleetRange(context, 'power')}*${fleetRange(context, 'pue')}`;
        return [
          text(site),
          text(quarter),
          formula(`SUMPRODUCT(${ofSite}*${drawn})`, formats.whole),
          input(limit / 1000, formats.whole),
          formula(`${cellName(row, 3)}-${cellName(row, 2)}`, '#,##0;[Red]-#,##0'),
        ];
      }),
    ],
    widths: [16, 10, 18, 16, 16],
    freeze: { rows: 1, columns: 2 },
  };
}
