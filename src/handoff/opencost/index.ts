import type { Diagnostic } from '../../diagnostics/index.ts';
import type { PlanFile } from '../../plan/index.ts';
import { addDays, quarterEnd, secondsPerQuarter } from '../../quantity/index.ts';
import { accountOf, poolCharges } from '../account/index.ts';
import type { ExportedFile, ExportFormat } from '../format.ts';
import { handoffProblem } from '../messages.ts';
import { planId } from '../plan-id.ts';
import { checkCells, csvText, readCsv, type ColumnModel, type TableValue } from '../tables/index.ts';
import { checkFileNames } from '../validation.ts';

const text = (name: string, rules: Partial<ColumnModel> = {}): ColumnModel => ({
  name,
  type: 'text',
  nullable: false,
  ...rules,
});

/** Columns that OpenCost's CSV price provider reads, in its order. */
const columns: readonly ColumnModel[] = [
  text('EndTimestamp', {
    looksLike: { pattern: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/u, words: 'a moment in UTC' },
  }),
  text('InstanceID', { looksLike: { pattern: /^[\w.-]+$/u, words: 'the value of a label' } }),
  text('Region', { looksLike: { pattern: /^[\w.-]+$/u, words: 'the value of a label' } }),
  text('AssetClass', { values: ['node'] }),
  text('InstanceIDField', {
    looksLike: {
      pattern: /^(?:spec\.providerID|metadata\.name|metadata\.(?:labels|annotations)\.[\w./-]+)$/u,
      words: 'a field of a node such as metadata.labels.node.kubernetes.io/instance-type',
    },
  }),
  text('InstanceType', { looksLike: { pattern: /^[\w.-]+$/u, words: 'the value of a label' } }),
  { name: 'MarketPriceHourly', type: 'number', nullable: false },
  text('Version'),
];

const label = 'metadata.labels.node.kubernetes.io/instance-type';

/**
 * Prices of nodes for OpenCost, one file per quarter: what a system costs in an hour of its life, all in. Priced by node
 * and not by GPU, because OpenCost counts only GPUs of one vendor; a node is priced whatever is in it.
 */
export const opencostFormat: ExportFormat = {
  name: 'opencost',
  summary: 'Prices per node and hour for OpenCost, a CSV file per quarter',
  shape: 'folder',
  files(plan) {
    const charges = poolCharges(accountOf(plan));
    return [
      { path: 'README.md', content: readme(plan) },
      ...plan.quarters.map((quarter, q) => ({
        path: `${quarter}.csv`,
        content: csvText(
          columns.map(({ name }) => name),
          charges
            .filter((pool) => pool.quarter === q && pool.charge > 0)
            .map(({ site, system, systems, charge }): readonly TableValue[] => [
              `${addDays(quarterEnd(quarter), 1)}T00:00:00Z`,
              system,
              site,
              'node',
              label,
              system,
              Number(((charge / systems / secondsPerQuarter) * 3600).toFixed(6)),
              'v1',
            ]),
        ),
      })),
    ];
  },
  validate(files) {
    const names = files.map(({ path }) => path).filter((path) => /^\d{4}Q[1-4]\.csv$/u.test(path));
    return [
      ...checkFileNames(files, ['README.md', ...(names.length > 0 ? names : ['YYYYQn.csv'])]),
      ...files.filter(({ path }) => names.includes(path)).flatMap(checkPrices),
    ];
  },
};

function checkPrices(file: ExportedFile): readonly Diagnostic[] {
  const { rows, diagnostics } = readCsv(file, columns);
  const seen = new Set<string>();
  const prices = rows.flatMap(([, instance, region, , , , price], index) => {
    // OpenCost compares without case.
    const key = `${String(region)},${String(instance)}`.toLowerCase();
    const twice = seen.has(key);
    seen.add(key);
    return [
      ...(twice ? [handoffProblem('FW-HND-0107', [file.path, index + 2], `${key} has two prices`)] : []),
      ...(typeof price === 'number' && price > 0
        ? []
        : [
            handoffProblem(
              'FW-HND-0501',
              [file.path, index + 2, 'MarketPriceHourly'],
              `${String(price)} is not a price above zero`,
            ),
          ]),
    ];
  });
  return [
    ...diagnostics,
    ...(diagnostics.length > 0 ? [] : [...checkCells(file.path, rows, columns), ...prices]),
  ];
}

function readme(plan: PlanFile): string {
  return `# ${plan.title}: node prices for OpenCost

One file per quarter; give OpenCost the one of the current quarter (\`USE_CSV_PROVIDER=true\`, \`CSV_PATH\`). Prices are in
**${plan.currency}** per node and hour, all in: price spread evenly over the life of a machine with network, duty and fee, support,
energy and space, or the rent. What stood before the plan costs its upkeep only.

Nodes are matched by two labels: \`node.kubernetes.io/instance-type\` holds the system id, \`topology.kubernetes.io/region\` the site id.

Plan ${planId(plan)}.
`;
}
