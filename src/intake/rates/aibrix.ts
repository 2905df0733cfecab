import type { Diagnostic } from '../../diagnostics/index.ts';
import { intakeTrouble } from '../messages.ts';
import type { RateBook, RateCell, ReadRates } from './rate-book.ts';
import { isNumber, listOf, tableOf } from '../values.ts';

type Machine = RateBook['machines'][number] & {
  readonly outputs: readonly number[];
  readonly inputs: readonly number[];
};

/**
 * GPU profiles as AIBrix's `gen_profile.py` writes them: rows are output lengths (`indexes[0]`), columns input lengths
 * (`indexes[1]`), cells requests per second of one deployment within its service level.
 */
export function aibrixBook(
  profiles: readonly { readonly file: string; readonly profile: Readonly<Record<string, unknown>> }[],
): ReadRates {
  const diagnostics: Diagnostic[] = [];
  const machines = profiles.flatMap(({ file, profile }): readonly Machine[] => {
    const name = typeof profile.gpu === 'string' ? profile.gpu : file;
    const wrong = (message: string): readonly never[] => {
      diagnostics.push(intakeTrouble('FW-INT-0101', 'error', { file }, `${name}: ${message}`));
      return [];
    };
    const rates = tableOf(profile.tputs);
    const [outputs, inputs] = Array.isArray(profile.indexes)
      ? (profile.indexes as readonly unknown[]).map((index) => listOf(index))
      : [];
    if (rates === undefined) return wrong('`tputs` is not a table of numbers');
    if (outputs === undefined || inputs === undefined) return wrong('`indexes` is not two lists of lengths');
    if (rates.length !== outputs.length || rates[0]?.length !== inputs.length) {
      return wrong(
        `\`tputs\` is ${rates.length} × ${rates[0]?.length ?? 0}, \`indexes\` are ${outputs.length} outputs and ${inputs.length} inputs`,
      );
    }
    if (!isNumber(profile.cost)) return wrong('`cost` is not a price per hour');
    return [{ name, costPerHour: profile.cost, rates: rates.flat(), most: undefined, outputs, inputs }];
  });
  const [first] = machines;
  if (diagnostics.length > 0 || first === undefined) return { diagnostics };
  const { outputs, inputs } = first;
  const sizes = JSON.stringify([outputs, inputs]);
  const other = machines.filter((machine) => JSON.stringify([machine.outputs, machine.inputs]) !== sizes);
  if (other.length > 0) {
    return {
      diagnostics: other.map(({ name }) =>
        intakeTrouble(
          'FW-INT-0101',
          'error',
          { file: profiles[0]?.file ?? '' },
          `${name} was measured at other lengths than ${first.name}`,
          'profile all machines at the same lengths',
        ),
      ),
    };
  }
  const cells = outputs.flatMap((output) =>
    inputs.map((input): RateCell => ({ id: `${input} → ${output}`, input, output })),
  );
  const book: RateBook = {
    format: 'aibrix',
    cells,
    machines: machines.map(({ name, costPerHour, rates, most }) => ({ name, costPerHour, rates, most })),
    load: undefined,
    slices: undefined,
  };
  return { book, diagnostics: [] };
}
