export { readDeliveries } from './deliveries-csv.ts';
export type { DeviceTable } from './device-table.ts';
export { readFleetCsv } from './fleet-csv.ts';
export { fleetYaml } from './fleet-yaml.ts';
export { readNodes, siteLabels } from './nodes.ts';
export type { NodesOptions } from './nodes.ts';
