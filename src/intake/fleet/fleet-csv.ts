import type { Catalog } from '../../catalog/index.ts';
import { didYouMean } from '../../diagnostics/index.ts';
import { Rejects } from '../messages.ts';
import { csvRows } from '../tables/csv-rows.ts';
import { numberIn } from '../tables/numbers.ts';
import { tableIntake } from '../tables/table-intake.ts';
import type { FleetEntry, Intake } from '../types.ts';

const columns = {
  system: ['server', 'model'],
  site: ['datacentre', 'datacenter', 'location'],
  count: ['systems', 'servers', 'quantity'],
  id: ['name'],
};

/** Reads a table of what stands: `system`, `site`, `count`, and `id` where it has one. */
export function readFleetCsv(
  file: string,
  text: string,
  { systems }: Pick<Catalog, 'systems'>,
): Intake<FleetEntry> {
  const { rows, diagnostics } = csvRows(file, text, columns, ['system', 'site', 'count']);
  const rejects = new Rejects();
  const entries = rows.flatMap(({ line, cells }): readonly FleetEntry[] => {
    const from = { file, line };
    const { system: name = '', site = '', id = '' } = cells;
    const system = systems.get(name);
    const count = numberIn(cells.count);
    if (system === undefined) {
      const guess = didYouMean(name, systems.keys());
      rejects.reject(
        from,
        `the catalog has no system \`${name}\`${guess === undefined ? '' : `; did you mean \`${guess}\`?`}`,
      );
      return [];
    }
    if (site === '') return rejectedRow(rejects, from, 'it names no site');
    if (count === undefined || count < 0 || !Number.isInteger(count)) {
      return rejectedRow(rejects, from, 'its count is not a whole number');
    }
    return [
      {
        id: id === '' ? `${name}-${site}` : id,
        system: name,
        site,
        systems: count,
        accelerators: count * system.accelerators,
        from,
      },
    ];
  });
  return tableIntake(file, entries, rows.length, rejects, diagnostics);
}

function rejectedRow(rejects: Rejects, from: FleetEntry['from'], reason: string): readonly FleetEntry[] {
  rejects.reject(from, reason);
  return [];
}
