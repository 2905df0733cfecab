import { parquetReadObjects } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Workbook } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { formats, type ExportedFile } from '../../src/handoff/index.ts';
import { edited, type } from './edit-workbook.ts';
import { paperPlan } from './plans.ts';

type Change = (files: readonly ExportedFile[]) => readonly ExportedFile[] | Promise<readonly ExportedFile[]>;

/** One spoiled export: the format, what was done to it, the code that must name it, and where. */
type Mutation = readonly [format: string, what: string, change: Change, code: string, where: RegExp];

/** Replaces a text in one document. */
const replace =
  (path: string, before: string | RegExp, after: string): Change =>
  (files) =>
    files.map((file) => {
      if (file.path !== path) return file;
      const content = String(file.content).replace(before, after);
      if (content === file.content) throw new Error(`${path} does not contain ${String(before)}`);
      return { path, content };
    });

/** Replaces a text in one document and in its Parquet twin, so that only the rule behind the twins can notice. */
const replaceBoth =
  (name: string, column: string, before: unknown, after: unknown): Change =>
  async (files) => {
    const parquet = files.find(({ path }) => path === `${name}.parquet`);
    const csv = files.find(({ path }) => path === `${name}.csv`);
    if (!parquet || !csv) throw new Error(name);
    const bytes = parquet.content as Uint8Array<ArrayBuffer>;
    const rows = await parquetReadObjects({ file: bytes.buffer });
    const row = rows.find((one) =>
      before instanceof RegExp ? before.test(String(one[column])) : one[column] === before,
    );
    if (!row) throw new Error(`${name} has no ${column} ${String(before)}`);
    row[column] = after;
    const header = String(csv.content).split('\r\n')[0]?.split(',') ?? [];
    const types = new Map(
      header.map((key) => [
        key,
        rows.map((one) => one[key]).find((value) => value !== null && value !== undefined),
      ]),
    );
    const again = parquetWriteBuffer({
      columnData: header.map((key) => ({
        name: key,
        type:
          typeof types.get(key) === 'number' || key.endsWith('Percentage') || key.endsWith('UnitPrice')
            ? ('DOUBLE' as const)
            : typeof types.get(key) === 'boolean'
              ? ('BOOLEAN' as const)
              : ('STRING' as const),
        data: rows.map((one) => one[key] ?? null),
      })),
    });
    return files.map((file) =>
      file === parquet
        ? { path: file.path, content: new Uint8Array(again) }
        : file === csv
          ? {
              path: file.path,
              content: [
                header.join(','),
                ...rows.map((one) => header.map((key) => quote(one[key])).join(',')),
              ].join('\r\n'),
            }
          : file,
    );
  };

/** A value as a quoted cell. */
function quote(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  return text === 'null' ? '' : `"${text.replaceAll('"', '""')}"`;
}

const without =
  (path: string): Change =>
  (files) =>
    files.filter((file) => file.path !== path);

const bytes =
  (path: string, change: (bytes: Uint8Array) => Uint8Array): Change =>
  (files) =>
    files.map((file) => (file.path === path ? { path, content: change(file.content as Uint8Array) } : file));

const workbook =
  (change: (workbook: Workbook) => void): Change =>
  (files) =>
    Promise.all(
      files.map(async (file) => ({
        path: file.path,
        content: await edited(file.content as Uint8Array, change),
      })),
    );

const commitments = 'contract-commitment';
const forecast = 'forecast-cost-and-usage';
const request = 'request-farmaker.md';

const mutations: readonly Mutation[] = [
  ['csv', 'a table is missing', without('cash.csv'), 'FW-HND-0001', /cash/u],
  [
    'csv',
    'a document too many',
    (files) => [...files, { path: 'notes.csv', content: '' }],
    'FW-HND-0002',
    /notes/u,
  ],
  ['csv', 'a column renamed', replace('lines.csv', 'supplier', 'vendor'), 'FW-HND-0101', /lines/u],
  [
    'csv',
    'two columns swapped',
    replace('cash.csv', 'systems,network', 'network,systems'),
    'FW-HND-0101',
    /cash/u,
  ],
  ['csv', 'a cell too many', replace('power.csv', /\r\n2025Q1,/u, '\r\n2025Q1,x,'), 'FW-HND-0102', /power/u],
  [
    'csv',
    'a grouped number',
    replace('cash.csv', '60000', '"60,000"'),
    'FW-HND-0103',
    /cash\.csv 2 systems/u,
  ],
  [
    'csv',
    'a number with an exponent',
    replace('cash.csv', '60000', '6e4'),
    'FW-HND-0103',
    /cash\.csv 2 systems/u,
  ],
  [
    'csv',
    'a formula in a text',
    replace('lines.csv', 'homemaker', '=cmd'),
    'FW-HND-0104',
    /lines\.csv \d supplier/u,
  ],
  ['csv', 'an empty count', replace('stock.csv', /,3\r\n/u, ',\r\n'), 'FW-HND-0105', /stock/u],
  [
    'csv',
    'a verdict that does not exist',
    replace('lines.csv', ',allowed,', ',fine,'),
    'FW-HND-0106',
    /lines/u,
  ],
  ['csv', 'a quarter twice', replace('cash.csv', '2025Q2', '2025Q1'), 'FW-HND-0107', /cash\.csv 3/u],
  [
    'csv',
    'a budget that does not exist',
    replace('lines.csv', 'chips | running', 'chips | walking'),
    'FW-HND-0108',
    /lines.*budget/u,
  ],
  [
    'csv',
    'a total that does not add up',
    replace('cash.csv', '85566.82', '85566.92'),
    'FW-HND-0109',
    /cash\.csv 2 total/u,
  ],
  ['parquet', 'a damaged file', bytes('lines.parquet', (all) => all.slice(0, 200)), 'FW-HND-0003', /lines/u],
  [
    'parquet',
    'another table in its place',
    (files) =>
      files.map((file) =>
        file.path === 'power.parquet'
          ? { path: file.path, content: files.find(({ path }) => path === 'cash.parquet')?.content ?? '' }
          : file,
      ),
    'FW-HND-0101',
    /power/u,
  ],
  [
    'parquet',
    'numbers stored as texts',
    (files) =>
      files.map((file) =>
        file.path === 'power.parquet'
          ? {
              path: file.path,
              content: new Uint8Array(
                parquetWriteBuffer({
                  columnData: ['quarter', 'site', 'used', 'limit'].map((name) => ({
                    name,
                    data: ['2025Q1'],
                    type: 'STRING' as const,
                  })),
                }),
              ),
            }
          : file,
      ),
    'FW-HND-0103',
    /power\.parquet used/u,
  ],

  ['xlsx', 'no workbook', bytes('plan.xlsx', (all) => all.slice(0, 300)), 'FW-HND-0003', /plan/u],
  [
    'xlsx',
    'a sheet is missing',
    workbook((book) =>
      book.sheets.splice(
        book.sheets.findIndex(({ name }) => name === 'Verdicts'),
        1,
      ),
    ),
    'FW-HND-0201',
    /Verdicts/u,
  ],
  [
    'xlsx',
    'a sheet that formulas need is missing',
    workbook((book) =>
      book.sheets.splice(
        book.sheets.findIndex(({ name }) => name === 'Fleet'),
        1,
      ),
    ),
    'FW-HND-0201',
    /Fleet/u,
  ],
  [
    'xlsx',
    'a name that does not exist',
    workbook((book) =>
      book.namedRanges?.splice(
        book.namedRanges.findIndex(({ name }) => name === 'in_costs_networkShare'),
        1,
      ),
    ),
    'FW-HND-0202',
    /Lines Q2/u,
  ],
  [
    'xlsx',
    'a formula to another program',
    workbook((book) =>
      book.sheets[2]?.cells?.set('2,1', {
        value: 0,
        type: 'formula',
        formula: "cmd|' /C calc'!A0",
        formulaResult: 0,
      }),
    ),
    'FW-HND-0202',
    /Cash B3/u,
  ],
  [
    'xlsx',
    'a stored result that is old',
    workbook((book) =>
      book.sheets[2]?.cells?.set('2,1', {
        ...book.sheets[2].cells.get('2,1'),
        value: 1,
        type: 'formula',
        formulaResult: 1,
      }),
    ),
    'FW-HND-0203',
    /Cash B3/u,
  ],
  [
    'xlsx',
    'a name that leads to a text',
    workbook((book) =>
      book.namedRanges?.splice(0, 1, { name: book.namedRanges[0]?.name ?? '', range: 'Assumptions!$A$2' }),
    ),
    'FW-HND-0204',
    /in_/u,
  ],
  [
    'xlsx',
    'a total typed in',
    workbook((book) => type(book, 'Cash', 'Total', 1, 85_566.82)),
    'FW-HND-0205',
    /Cash B13/u,
  ],
  [
    'xlsx',
    'a price changed behind the plan',
    workbook((book) => type(book, 'Assumptions', 'offers.far-buy.price', 1, 50_001)),
    'FW-HND-0206',
    /Cash B18/u,
  ],
  [
    'xlsx',
    'an assumption without its source',
    workbook((book) => book.sheets.find(({ name }) => name === 'Assumptions')?.cells?.delete('1,1')),
    'FW-HND-0207',
    /Assumptions B2/u,
  ],
  [
    'xlsx',
    'a link to a program',
    workbook((book) => {
      const cells = book.sheets.find(({ name }) => name === 'Assumptions')?.cells;
      cells?.set('1,6', { value: 'x', type: 'string', hyperlink: { target: 'file:///bin/sh' } });
    }),
    'FW-HND-0208',
    /Assumptions/u,
  ],

  [
    'focus',
    'a status that does not exist',
    replaceBoth(commitments, 'ContractCommitmentLifecycleStatus', 'Proposed', 'Planned'),
    'FW-HND-0106',
    /LifecycleStatus/u,
  ],
  [
    'focus',
    'a date without its time',
    replaceBoth(commitments, 'ContractCommitmentPeriodStart', '2025-01-01T00:00:00Z', '2025-01-01'),
    'FW-HND-0106',
    /PeriodStart/u,
  ],
  [
    'focus',
    'no cost in the billing currency',
    replaceBoth(forecast, 'BilledCost', 50_000, null),
    'FW-HND-0105',
    /BilledCost/u,
  ],
  [
    'focus',
    'upfront, but in parts',
    replaceBoth(commitments, 'ContractCommitmentPaymentUpfrontPercentage', 1, 0.5),
    'FW-HND-0301',
    /Upfront/u,
  ],
  [
    'focus',
    'upfront, but every month',
    replaceBoth(commitments, 'ContractCommitmentPaymentInterval', 'One-Time', 'Monthly'),
    'FW-HND-0301',
    /PaymentInterval/u,
  ],
  [
    'focus',
    'a quantity without unit',
    replaceBoth(commitments, 'ContractCommitmentUnit', 'Systems', null),
    'FW-HND-0301',
    /Unit/u,
  ],
  [
    'focus',
    'a discount nobody gave',
    replaceBoth(commitments, 'ContractCommitmentDiscountPercentage', null, 0.1),
    'FW-HND-0301',
    /Discount/u,
  ],
  [
    'focus',
    'spend without its own currency',
    replaceBoth(commitments, 'PricingCurrencyContractCommitmentCost', 50_000, null),
    'FW-HND-0301',
    /PricingCurrency/u,
  ],
  [
    'focus',
    'an applicability to nothing',
    replaceBoth(
      commitments,
      'ContractCommitmentApplicability',
      '{"InclusionOperator":"And","Inclusions":[{"Dimension":"RegionId","Operator":"In","Values":["south"]},{"Dimension":"SkuId","Operator":"In","Values":["far-8"]}]}',
      '{}',
    ),
    'FW-HND-0301',
    /Applicability/u,
  ],
  [
    'focus',
    'an end before the start',
    replaceBoth(commitments, 'ContractCommitmentPeriodEnd', '2025-10-01T00:00:00Z', '2024-10-01T00:00:00Z'),
    'FW-HND-0302',
    /PeriodEnd/u,
  ],
  [
    'focus',
    'a forecast that passes for a bill',
    replaceBoth(forecast, 'x_Forecast', true, false),
    'FW-HND-0303',
    /x_Forecast/u,
  ],
  ['focus', 'CSV and Parquet apart', replace(`${forecast}.csv`, '50000', '50001'), 'FW-HND-0304', /parquet/u],
  [
    'focus',
    'a charge against no commitment',
    replaceBoth(commitments, 'ContractCommitmentId', /^far-buy/u, 'x'),
    'FW-HND-0108',
    /ContractApplied/u,
  ],
  [
    'focus',
    'a cost that is not price times quantity',
    replaceBoth(forecast, 'ContractedUnitPrice', 50_000, 49_000),
    'FW-HND-0301',
    /ContractedCost/u,
  ],
  [
    'focus',
    'a category of another parent',
    replaceBoth(forecast, 'ServiceCategory', 'Networking', 'Compute'),
    'FW-HND-0301',
    /Subcategory/u,
  ],

  ['requests', 'no head', replace(request, '---\n', ''), 'FW-HND-0401', /farmaker/u],
  [
    'requests',
    'an amount with a digit less',
    replace(request, 'amount: 50000', 'amount: 5000'),
    'FW-HND-0402',
    /farmaker/u,
  ],
  [
    'requests',
    'a total with a digit more',
    replace(request, /totals:\n {2}USD: 50000/u, 'totals:\n  USD: 500000'),
    'FW-HND-0402',
    /farmaker|index/u,
  ],
  [
    'requests',
    'what the rules deny',
    replace(request, 'verdict: conditions', 'verdict: denied'),
    'FW-HND-0403',
    /far-buy/u,
  ],
  [
    'requests',
    'delivery before the order',
    replace(request, 'deliverBy: 2025-03-31', 'deliverBy: 2024-03-31'),
    'FW-HND-0404',
    /far-buy/u,
  ],
  [
    'requests',
    'a condition that is not signed',
    replace(request, /; report the purchase/u, ''),
    'FW-HND-0405',
    /far-buy/u,
  ],
  ['requests', 'a request that is lost', without(request), 'FW-HND-0001', /farmaker/u],

  [
    'opencost',
    'a price of nothing',
    replace('2025Q1.csv', /,\d+\.\d+,v1/u, ',0,v1'),
    'FW-HND-0501',
    /Price/u,
  ],
  [
    'opencost',
    'two prices of one node',
    replace('2025Q1.csv', /\r\n(.*)\r\n/u, '\r\n$1\r\n$1\r\n'),
    'FW-HND-0107',
    /2025Q1/u,
  ],
  [
    'opencost',
    'a field that is none of a node',
    replace('2025Q1.csv', 'metadata.labels.', 'labels.'),
    'FW-HND-0106',
    /InstanceIDField/u,
  ],
  [
    'opencost',
    'an asset that is no node',
    replace('2025Q1.csv', ',node,', ',rack,'),
    'FW-HND-0106',
    /AssetClass/u,
  ],
];

describe('a spoiled export', () => {
  it.each(mutations)('%s: %s', async (name, _, change, code, where) => {
    const format = formats.find((one) => one.name === name);
    const files = (await format?.files(paperPlan)) ?? [];
    expect(await format?.validate(files)).toEqual([]);
    const found = (await format?.validate(await change(files))) ?? [];
    const told = found.filter((one) => one.code === code).map(({ path }) => path.join(' '));
    expect(found.map((one) => `${one.code} ${one.path.join(' ')}`).join('\n')).toContain(code);
    expect(told.filter((path) => where.test(path)).length).toBeGreaterThan(0);
  });
});
