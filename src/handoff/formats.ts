import { focusFormat } from './focus/index.ts';
import type { ExportFormat } from './format.ts';
import { opencostFormat } from './opencost/index.ts';
import { requestsFormat } from './requests/index.ts';
import { csvFormat, parquetFormat } from './tables/index.ts';
import { workbookFormat } from './workbook/index.ts';

/** Every way to hand a plan over, in the order of `fleetwright export --list`. */
export const formats: readonly ExportFormat[] = [
  workbookFormat,
  csvFormat,
  parquetFormat,
  focusFormat,
  requestsFormat,
  opencostFormat,
];
