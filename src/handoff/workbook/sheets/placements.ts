import { cellName, columnRange } from '../address.ts';
import type { Context } from '../context.ts';
import { formats, formula, input, text, type Cell, type Sheet } from '../model.ts';
import { headings, positions, widths } from './columns.ts';
import { poolChargeCell } from './fleet-columns.ts';
import { rateRange } from './rates.ts';

const placementColumns = [
  ['quarter', 'Quarter', 10],
  ['site', 'Site', 16],
  ['system', 'System', 24],
  ['uses', 'Permitted for', 20],
  ['work', 'Works on', 18],
  ['kind', 'Kind', 10],
  ['systems', 'Systems at work', 14],
  ['rate', 'Rate of one system', 18],
  ['done', 'Rate of all', 18],
  ['cost', 'All-in cost of its part of the pool', 24],
] as const;
type PlacementKey = (typeof placementColumns)[number][0];
const placementAt = positions<PlacementKey>(placementColumns);

/** A column of the placements, as formulas of other sheets name it. */
export function placementRange({ plan }: Context, key: PlacementKey): string {
  return columnRange('Placements', placementAt[key], plan.placements.length);
}

/** What works where; who uses machines of a pool shares its whole cost, idle ones too. */
export function placementsSheet(context: Context): Sheet {
  const { plan, money } = context;
  const column = (key: PlacementKey): string => placementRange(context, key);
  return {
    name: 'Placements',
    about: 'What works where, and what it costs',
    rows: [
      headings(placementColumns),
      ...plan.placements.map((placement, index): readonly Cell[] => {
        const at = (key: PlacementKey): string => cellName(index + 1, placementAt[key]);
        const pool = `SUMIFS(${column('systems')},${column('quarter')},${at('quarter')},${column('site')},${at('site')},${column('system')},${at('system')})`;
        const charge = poolChargeCell(
          context,
          placement.site,
          placement.system,
          plan.quarters.indexOf(placement.quarter),
        );
        const exponent = placement.kind === 'run' ? '0.000E+00' : formats.rate;
        return [
          text(placement.quarter),
          text(placement.site),
          text(placement.system),
          text(placement.uses.join(', ')),
          text(placement.work),
          text(placement.kind),
          input(placement.systems, formats.count),
          formula(
            `SUMIFS(${rateRange(context, 'rate')},${rateRange(context, 'work')},${at('work')},${rateRange(context, 'system')},${at('system')})`,
            exponent,
          ),
          formula(`${at('systems')}*${at('rate')}`, exponent),
          formula(`IF(${pool}=0,0,${charge}*${at('systems')}/${pool})`, money),
        ];
      }),
    ],
    widths: widths(placementColumns),
    freeze: { rows: 1, columns: 1 },
  };
}
