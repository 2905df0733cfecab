// Shows the FOCUS forecasts of the golden plans to the FinOps Foundation's `focus-validator` (PyPI): an outside opinion.
// `node scripts/focus-validator-check.ts [PATH OF focus-validator]`. Not part of `npm test`: it needs Python packages.
//
// The validator (1.0.0) knows FOCUS 1.0. What 1.4 calls otherwise is given its old name, and columns that 1.4 no longer
// demands are added empty, as 1.0 would have them; every value stays as exported. It does not know contract commitments.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { focusFormat } from '../src/handoff/focus/index.ts';
import { readPlan } from '../src/plan/index.ts';

const oldNames: Readonly<Record<string, readonly string[]>> = {
  InvoiceIssuerName: ['InvoiceIssuer'],
  ServiceProviderName: ['Provider', 'Publisher'],
  ResourceId: ['ResourceID', 'ResourceId'],
  ChargeCategory: ['ChargeCategory', 'ChargeType'],
};

const noLongerDemanded = [
  'CommitmentDiscountCategory',
  'CommitmentDiscountId',
  'CommitmentDiscountName',
  'CommitmentDiscountStatus',
  'CommitmentDiscountType',
  'ConsumedQuantity',
  'ConsumedUnit',
  'ListUnitPrice',
  'RegionName',
  'ResourceName',
  'SubAccountId',
  'SubAccountName',
  'Tags',
];

/** The forecast in the names of FOCUS 1.0. */
function asVersion10(csv: string): string {
  const rows: readonly Readonly<Record<string, string>>[] = parse(csv, { columns: true });
  const old = rows.map((row) => ({
    ...Object.fromEntries(
      Object.entries(row).flatMap(([name, value]) =>
        (oldNames[name] ?? [name]).map((other) => [other, value]),
      ),
    ),
    ...Object.fromEntries(noLongerDemanded.map((name) => [name, ''])),
    PricingCategory: row.PricingQuantity === '' ? '' : 'Standard',
  }));
  return stringify(old, { header: true });
}

const validator = process.argv[2] ?? 'focus-validator';
const golden = new URL('../scenarios/golden/', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'fleetwright-focus-'));
for (const file of readdirSync(golden).filter((name) => name.endsWith('.plan.json'))) {
  const { plan } = readPlan(file, readFileSync(new URL(file, golden), 'utf8'));
  if (plan === undefined) throw new Error(`${file} cannot be read`);
  const forecast = (await focusFormat.files(plan)).find(({ path }) => path === 'forecast-cost-and-usage.csv');
  const path = join(folder, 'forecast.csv');
  writeFileSync(path, asVersion10(String(forecast?.content)));
  const run = spawnSync(validator, ['--data-file', path, '--validate-version', '1.0'], { encoding: 'utf8' });
  if (run.error !== undefined) {
    process.stdout.write(`${validator} is not installed here; nothing was checked.\n`);
    break;
  }
  const failed = [
    ...run.stdout.matchAll(/^(\w+) failed:\s+Description: (.*)\n.*\n\s+Example values: (.*)$/gmu),
  ];
  process.stdout.write(`${file}: ${failed.length} rule${failed.length === 1 ? '' : 's'} failed\n`);
  for (const [, rule, description, example] of failed)
    process.stdout.write(`  ${rule}: ${description} ${example}\n`);
}
rmSync(folder, { recursive: true, force: true });
