import type { Diagnostic, MessageBook, Severity, Span } from '../diagnostics/index.ts';
import type { ReadFrom } from './types.ts';

/**
 * Why each diagnostic of reading other people's data exists; `docs/diagnostics.md` is made from it.
 * Numbers: 00 any source, 01 rates, 02 nodes and fleets, 03 deliveries, 04 spend, 05 load.
 */
export const intakeMessages = {
  'FW-INT-0001': {
    title: 'The source is not of a known kind',
    explain:
      'What is in the file is none of the formats that are read here. The message says which were looked for.',
  },
  'FW-INT-0002': {
    title: 'Rows were left out',
    explain:
      'Some rows could not be used. Each reason is told once, with how many rows it met and where the first of them stands; the others were read.',
  },
  'FW-INT-0003': {
    title: 'A column is missing',
    explain: 'The table lacks a column that is needed. Columns are found by name, in any order.',
  },
  'FW-INT-0004': {
    title: 'Nothing was left',
    explain: 'No row of the source could be used. Is this the file you meant?',
  },
  'FW-INT-0005': {
    title: 'What was taken for what',
    explain: 'Names differ between versions and clusters, so what was matched to what is shown. Check it.',
  },
  'FW-INT-0101': {
    title: 'A profile does not fit together',
    explain:
      'Throughput, indexes and load must be tables of one shape, and all profiles of one question must have the same.',
  },
  'FW-INT-0201': {
    title: 'A label that nobody knows',
    explain:
      'The product label of a node is in no table. It is never guessed: say which system it is with `--system LABEL=ID`, or add the label to `catalog/device-names.yaml`.',
  },
  'FW-INT-0202': {
    title: 'Nodes that are no whole system',
    explain:
      'The accelerators of these nodes are not a whole number of systems. What is left over is not counted as a system.',
  },
  'FW-INT-0203': {
    title: 'A system with several sizes',
    explain:
      'Several systems of the catalog hold this accelerator. Say which one these nodes are with `--system LABEL=ID`.',
  },
} as const satisfies MessageBook;
export type IntakeCode = keyof typeof intakeMessages;

/** Builds one diagnostic of this room about a place in a source. */
export function intakeTrouble(
  code: IntakeCode,
  severity: Severity,
  from: ReadFrom,
  message: string,
  hint?: string,
): Diagnostic {
  const { file, line } = from;
  const span: Span | undefined = line === undefined ? undefined : { file, line, column: 1 };
  return {
    code,
    severity,
    path: [file],
    ...(span !== undefined && { span }),
    message,
    ...(hint !== undefined && { hint }),
  };
}

/** Counts rows that are left out, by reason, and tells each reason once. */
export class Rejects {
  readonly #reasons = new Map<string, { count: number; first: ReadFrom }>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  reject(from: ReadFrom, reason: string): void {
    this.#count += 1;
    const known = this.#reasons.get(reason);
    if (known === undefined) this.#reasons.set(reason, { count: 1, first: from });
    else known.count += 1;
  }

  /** @param rows how many there were in all */
  diagnostics(rows: number): readonly Diagnostic[] {
    return [...this.#reasons].map(([reason, { count, first }]) =>
      intakeTrouble(
        'FW-INT-0002',
        'warning',
        first,
        `${count} of ${rows} rows left out, the first here: ${reason}`,
      ),
    );
  }
}
