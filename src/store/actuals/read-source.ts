import type { Diagnostic } from '../../diagnostics/index.ts';
import { readDeliveries, readLoad, readSpend, unusable, type SpendRow } from '../../intake/index.ts';
import type { ActualKind, NewActuals } from './actuals.ts';

/** A file of actuals, and how to read it. */
export interface ActualSource {
  readonly kind: ActualKind;
  /** Name of the file. */
  readonly source: string;
  readonly bytes: Uint8Array;
  /** Of spend: which cost counts, and the lines of the plan that rows may name. */
  readonly basis: SpendRow['basis'];
  readonly lines: ReadonlySet<string>;
  /** Of load: services by model name, and the service of what names no model. */
  readonly services: ReadonlyMap<string, string>;
  readonly service: string | undefined;
  /** Of load: seconds since 1970 of time 0, where times count from the start of a trace. */
  readonly start: number | undefined;
}

/** What was read of a file: `added` is undefined where nothing of it can be used. */
export interface ReadActualSource {
  readonly added: NewActuals | undefined;
  readonly rows: number;
  readonly rejected: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads deliveries (CSV), spend (FOCUS, CSV or Parquet) or served load (Prometheus, logs). */
export async function readActualSource({
  kind,
  source,
  bytes,
  basis,
  lines,
  ...mapping
}: ActualSource): Promise<ReadActualSource> {
  if (kind === 'spend') {
    const read = await readSpend(source, bytes, { basis, lines });
    return { ...read, added: unusable(read) ? undefined : { kind, source, bytes, entries: read.entries } };
  }
  const text = new TextDecoder().decode(bytes);
  if (kind === 'deliveries') {
    const read = readDeliveries(source, text);
    return { ...read, added: unusable(read) ? undefined : { kind, source, bytes, entries: read.entries } };
  }
  const read = readLoad(source, text, mapping);
  return { ...read, added: unusable(read) ? undefined : { kind, source, bytes, entries: read.entries } };
}
