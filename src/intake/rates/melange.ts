import type { Diagnostic } from '../../diagnostics/index.ts';
import { intakeTrouble } from '../messages.ts';
import type { RateBook, RateCell, ReadRates } from './rate-book.ts';
import { isEntry, isNumber, tableOf } from '../values.ts';

/**
 * A configuration of Mélange, as its repository documents it (tyler-griggs/melange-release): machines by name under
 * `gpu_info`, or a list of them with `name`; parts of the load by size; requests per second in all, under either of
 * the two names that its versions use; slices per size.
 */
export function melangeBook(file: string, data: Readonly<Record<string, unknown>>): ReadRates {
  const diagnostics: Diagnostic[] = [];
  const wrong = (message: string): void => {
    diagnostics.push(intakeTrouble('FW-INT-0101', 'error', { file }, message));
  };
  const distribution = tableOf(data.workload_distribution);
  if (distribution === undefined) wrong('`workload_distribution` is not a table of numbers');
  const total = data.total_request_rate ?? data.overall_rate;
  if (!isNumber(total))
    wrong('`total_request_rate` (or `overall_rate`) is not a number of requests per second');
  const slices = data.slice_factor;
  if (slices !== undefined && !(isNumber(slices) && Number.isInteger(slices) && slices > 0)) {
    wrong('`slice_factor` is not a whole number above 0');
  }
  const machines = machinesIn(data.gpu_info).map(({ name, entry }) => {
    const rates = tableOf(entry.tputs);
    if (rates === undefined || (distribution !== undefined && shape(rates) !== shape(distribution))) {
      wrong(`\`tputs\` of ${name} is ${shape(rates)}; the load is ${shape(distribution)}`);
    }
    if (!isNumber(entry.cost)) wrong(`\`cost\` of ${name} is not a price per hour`);
    return {
      name,
      costPerHour: isNumber(entry.cost) ? entry.cost : Number.NaN,
      rates: (rates ?? []).flat(),
      most: isNumber(entry.max_count) ? entry.max_count : undefined,
    };
  });
  if (machines.length === 0) wrong('`gpu_info` names no machine');
  if (diagnostics.length > 0 || distribution === undefined || !isNumber(total)) return { diagnostics };
  const cells = distribution.flatMap((row, r) =>
    row.map((_, c): RateCell => ({
      id: `row ${r + 1}, column ${c + 1}`,
      input: undefined,
      output: undefined,
    })),
  );
  const book: RateBook = {
    format: 'melange',
    cells,
    machines,
    load: distribution.flat().map((part) => part * total),
    slices: isNumber(slices) ? slices : undefined,
  };
  return { book, diagnostics: partsNote(file, distribution) };
}

function shape(table: readonly (readonly number[])[] | undefined): string {
  return table === undefined ? 'none' : `${table.length} × ${table[0]?.length ?? 0}`;
}

function machinesIn(
  data: unknown,
): readonly { readonly name: string; readonly entry: Readonly<Record<string, unknown>> }[] {
  if (Array.isArray(data)) {
    return data.filter(isEntry).map((entry, index) => {
      return { name: typeof entry.name === 'string' ? entry.name : `machine ${index + 1}`, entry };
    });
  }
  if (!isEntry(data)) return [];
  return Object.entries(data).map(([name, entry]) => ({ name, entry: isEntry(entry) ? entry : {} }));
}

/** Mélange takes the parts as they are; where they do not add up to one, so does the load. */
function partsNote(file: string, distribution: readonly (readonly number[])[]): readonly Diagnostic[] {
  const sum = distribution.flat().reduce((total, part) => total + part, 0);
  if (Math.abs(sum - 1) < 1e-6) return [];
  const message = `the parts of \`workload_distribution\` add up to ${Number(sum.toPrecision(6))}, so the load is that many times the request rate; read as written`;
  return [intakeTrouble('FW-INT-0101', 'note', { file }, message)];
}
