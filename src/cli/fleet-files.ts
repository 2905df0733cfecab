import type { Diagnostic } from '../diagnostics/index.ts';
import { packageRoot, readTextFile } from '../files/index.ts';
import { readDeviceNames } from '../handoff/index.ts';
import {
  readDeliveries,
  readFleetCsv,
  readNodes,
  siteLabels,
  type Delivery,
  type FleetEntry,
  type Intake,
} from '../intake/index.ts';
import type { World } from '../pipeline/index.ts';
import type { Flag } from './command.ts';
import { complaint } from './messages.ts';

/** How nodes are told apart and placed. */
export const nodeFlags: readonly Flag[] = [
  {
    name: 'system',
    value: 'LABEL=ID,…',
    summary: 'What a product label or resource stands for: systems of the catalog',
  },
  { name: 'site', value: 'ID', summary: 'Site of all nodes; default: what their labels say' },
  {
    name: 'site-label',
    value: 'KEY',
    summary: `Label that names the site (default: ${siteLabels.join(', then ')})`,
  },
];

type Flags = Readonly<Record<string, string | boolean | undefined>>;

/** What stands, from a node list (JSON) or a table (CSV); errors where it cannot be read at all. */
export function fleetFrom(path: string, flags: Flags, { catalog }: World): Intake<FleetEntry> {
  const file = readTextFile(path);
  if ('code' in file) return failed(file);
  if (!/^\s*\{/u.test(file.text)) return readFleetCsv(path, file.text, catalog);
  const table = 'catalog/device-names.yaml';
  const names = readTextFile(`${packageRoot}${table}`);
  if ('code' in names) return failed(names);
  const devices = readDeviceNames(table, names.text);
  if (devices.names === undefined) return failed(...devices.diagnostics);
  const systems = pairsIn(flags.system);
  const unknown = [...systems.values()].filter((id) => !catalog.systems.has(id));
  if (unknown.length > 0) {
    return failed(
      ...unknown.map((id) =>
        complaint('FW-CLI-0008', 'system', `--system: the catalog has no system \`${id}\``),
      ),
    );
  }
  return readNodes(path, file.text, {
    table: devices.names,
    catalog,
    systems,
    site: typeof flags.site === 'string' ? flags.site : undefined,
    siteLabels: typeof flags['site-label'] === 'string' ? [flags['site-label']] : siteLabels,
  });
}

/** What became of orders, from a table. */
export function deliveriesFrom(path: string): Intake<Delivery> {
  const file = readTextFile(path);
  return 'code' in file ? failed(file) : readDeliveries(path, file.text);
}

/** `LABEL=ID,LABEL=ID` as pairs; a part without `=` names itself. */
export function pairsIn(written: string | boolean | undefined): ReadonlyMap<string, string> {
  if (typeof written !== 'string') return new Map();
  return new Map(
    written.split(',').map((pair) => {
      const at = pair.lastIndexOf('=');
      return at < 0 ? [pair.trim(), pair.trim()] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    }),
  );
}

function failed(...diagnostics: readonly Diagnostic[]): Intake<never> {
  return { entries: [], rows: 0, rejected: 0, diagnostics };
}
