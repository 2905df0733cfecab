import { cellName, columnRange } from '../address.ts';
import type { Context } from '../context.ts';
import { formats, formula, input, text, type Cell, type Sheet } from '../model.ts';
import { headings, positions, widths } from './columns.ts';
import { placementRange } from './placements.ts';

const serviceColumns = [
  ['service', 'Service', 18],
  ['name', 'Name', 34],
  ['quarter', 'Quarter', 10],
  ['peak', 'Peak, requests/s', 16],
  ['placed', 'Placed, requests/s', 16],
  ['served', 'Served, requests/s', 16],
  ['unmet', 'Unmet, requests/s', 16],
  ['headroom', 'Headroom', 10],
  ['tokens', 'Tokens served', 22],
] as const;
type ServiceKey = (typeof serviceColumns)[number][0];
const serviceAt = positions<ServiceKey>(serviceColumns);

/** A column of the service levels, as formulas of other sheets name it. */
export function serviceRange({ plan }: Context, key: ServiceKey): string {
  const count = plan.services.reduce((sum, { quarters }) => sum + quarters.length, 0);
  return columnRange('Service levels', serviceAt[key], count);
}

/** What is served of each service at its peak hour, and in tokens. */
export function servicesSheet(context: Context): Sheet {
  const { plan } = context;
  const entries = plan.services.flatMap((service) =>
    service.quarters.map((entry) => ({ service, ...entry })),
  );
  return {
    name: 'Service levels',
    about: 'What is served of each service at its peak hour',
    rows: [
      headings(serviceColumns),
      ...entries.map(({ service, quarter, peak, served, tokens }, index): readonly Cell[] => {
        const at = (key: ServiceKey): string => cellName(index + 1, serviceAt[key]);
        const placed = `SUMIFS(${placementRange(context, 'done')},${placementRange(context, 'work')},${at('service')},${placementRange(context, 'quarter')},${at('quarter')})`;
        return [
          text(service.id),
          text(service.name),
          text(quarter),
          input(peak, formats.rate),
          formula(placed, formats.rate),
          formula(`MIN(${at('peak')},${at('placed')})`, formats.rate),
          formula(`${at('peak')}-${at('served')}`, formats.rate),
          formula(`IF(${at('peak')}=0,0,${at('placed')}/${at('peak')}-1)`, formats.percent),
          formula(`${at('served')}*${served === 0 ? 0 : tokens / served}`, '#,##0'),
        ];
      }),
    ],
    widths: widths(serviceColumns),
    freeze: { rows: 1, columns: 3 },
  };
}
