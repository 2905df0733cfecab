import type { ExportFormat } from './format.ts';

/** Every way to hand a plan over, in the order of `fleetwright export --list`. */
export const formats: readonly ExportFormat[] = [];
