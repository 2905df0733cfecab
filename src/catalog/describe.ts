import type { Grade } from '../evidence/index.ts';
import { claimsOf } from './claims-of.ts';
import type { FoundEntry } from './find.ts';
import { performanceDensity, totalProcessingPower, type DerivedFigure } from './physics.ts';

/** One line of what `catalog show` prints: a plain fact, or a claim with its evidence. */
export interface EntryRow {
  readonly field: string;
  readonly written: string;
  readonly source?: string;
  readonly grade?: Grade;
  /** Told where it is not simply reported: disputed, confirmed. */
  readonly status?: 'disputed' | 'confirmed';
  readonly date?: string;
  readonly reason?: string;
  readonly note?: string;
}

/** An entry field by field; nested fields are joined with dots. Accelerators end with what is derived from them. */
export function describeEntry(found: FoundEntry): readonly EntryRow[] {
  return [...rowsOf(found.entry, ''), ...derivedRows(found)];
}

function rowsOf(value: unknown, field: string): readonly EntryRow[] {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return [];
  const [self] = claimsOf(value);
  if (self?.path.length === 0) {
    const { written, source, grade, status, date, reason, note } = self.claim;
    return [
      {
        field,
        written,
        grade,
        ...((status === 'disputed' || status === 'confirmed') && { status }),
        ...(source !== undefined && { source }),
        ...(date !== undefined && { date }),
        ...(reason !== undefined && { reason }),
        ...(note !== undefined && { note }),
      },
    ];
  }
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    return [{ field, written: value.join('; ') }];
  }
  if (typeof value === 'string') return [{ field, written: value }];
  if (typeof value !== 'object' || value === null) return [{ field, written: JSON.stringify(value) }];
  return Object.entries(value).flatMap(([key, member]) =>
    rowsOf(member, field === '' ? key : `${field}.${key}`),
  );
}

function derivedRows(found: FoundEntry): readonly EntryRow[] {
  if (found.kind !== 'accelerators') return [];
  const power = totalProcessingPower(found.entry);
  const format = power.format === undefined ? '' : ` (${power.format})`;
  return [
    {
      field: 'totalProcessingPower',
      written: `${span(power)}${format}`,
      grade: 'derived',
      reason: 'dense rate in TOPS × bits, largest over the formats stated',
    },
    {
      field: 'performanceDensity',
      written: span(performanceDensity(found.entry)),
      grade: 'derived',
      reason: 'total processing power / area of logic dies in mm²',
    },
  ];
}

function span({ value, low, high }: DerivedFigure): string {
  if (value === undefined) return 'unknown';
  if (low === value && high === value) return rounded(value);
  return `${rounded(value)} (${rounded(low)} to ${high === Infinity ? 'unknown' : rounded(high)})`;
}

function rounded(value: number): string {
  return String(Number(value.toFixed(2)));
}
