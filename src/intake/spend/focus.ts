import { currencies, quarterOf } from '../../quantity/index.ts';
import { Rejects } from '../messages.ts';
import { csvRows, type TableRow } from '../tables/csv-rows.ts';
import { dayIn, numberIn } from '../tables/numbers.ts';
import { parquetRows } from '../tables/parquet-rows.ts';
import type { Intake, ReadFrom, SpendRow } from '../types.ts';
import { tableIntake } from '../tables/table-intake.ts';
import { isEntry, jsonIn } from '../values.ts';

/** What is taken from FOCUS Cost and Usage rows, of versions 1.0 to 1.4. */
const columns = {
  ChargePeriodStart: [],
  BillingCurrency: [],
  BilledCost: [],
  EffectiveCost: [],
  RegionId: [],
  ServiceName: [],
  ServiceProviderName: ['ProviderName', 'InvoiceIssuerName'],
  Tags: [],
  x_LineId: ['x_PlanLineId'],
  ResourceId: [],
  x_CostKind: [],
  x_Forecast: [],
} as const;

/** Which cost counts, and what the plan calls lines and sites. */
export interface SpendOptions {
  readonly basis: SpendRow['basis'];
  /** Ids of lines of the plan: a row that names one, in `x_LineId`, a tag or `ResourceId`, is about it. */
  readonly lines: ReadonlySet<string>;
}

/** Keys of tags that name a line or a site of a plan. */
const lineTags = ['fleetwright/line', 'fleetwright-line', 'plan-line'];
const siteTags = ['fleetwright/site', 'fleetwright-site', 'plan-site'];

/** Reads charges from FOCUS Cost and Usage, CSV or Parquet, told apart by its first bytes. */
export async function readSpend(
  file: string,
  bytes: Uint8Array,
  options: SpendOptions,
): Promise<Intake<SpendRow>> {
  const parquet = new TextDecoder().decode(bytes.subarray(0, 4)) === 'PAR1';
  const cost = options.basis === 'billed' ? 'BilledCost' : 'EffectiveCost';
  const needed = ['ChargePeriodStart', 'BillingCurrency', cost];
  const { rows, diagnostics } = parquet
    ? await parquetRows(file, bytes, columns, needed)
    : csvRows(file, new TextDecoder().decode(bytes), columns, needed);
  const rejects = new Rejects();
  const entries = rows.flatMap((row): readonly SpendRow[] => {
    const from = parquet ? { file } : { file, line: row.line };
    return spendOf(row, from, cost, options, rejects);
  });
  return tableIntake(file, entries, rows.length, rejects, diagnostics);
}

function spendOf(
  { cells }: TableRow,
  from: ReadFrom,
  cost: 'BilledCost' | 'EffectiveCost',
  { basis, lines }: SpendOptions,
  rejects: Rejects,
): readonly SpendRow[] {
  const date = dayIn(cells.ChargePeriodStart);
  const amount = numberIn(cells[cost]);
  const currency = currencies.find((each) => each === cells.BillingCurrency);
  if (date === undefined || amount === undefined || currency === undefined) {
    rejects.reject(
      from,
      date === undefined
        ? '`ChargePeriodStart` holds no date'
        : amount === undefined
          ? `\`${cost}\` is not a number`
          : `\`BillingCurrency\` is none of ${currencies.join(', ')}`,
    );
    return [];
  }
  const tags = tagsIn(cells.Tags);
  const named = [cells.x_LineId, ...lineTags.map((key) => tags.get(key)), cells.ResourceId];
  return [
    {
      date,
      quarter: quarterOf(date),
      amount,
      currency,
      basis,
      line: named.find((id) => id !== undefined && lines.has(id)),
      site: siteTags.map((key) => tags.get(key)).find((site) => site !== undefined) ?? filled(cells.RegionId),
      kind: filled(cells.x_CostKind),
      provider: filled(cells.ServiceProviderName),
      service: filled(cells.ServiceName),
      forecast: cells.x_Forecast === 'true',
      from,
    },
  ];
}

/** Tags as FOCUS writes them, a JSON object. */
function tagsIn(text: string | undefined): ReadonlyMap<string, string> {
  const data = text === undefined || text === '' ? undefined : jsonIn(text);
  if (!isEntry(data)) return new Map();
  return new Map(
    Object.entries(data).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  );
}

function filled(text: string | undefined): string | undefined {
  return text === undefined || text === '' ? undefined : text;
}
