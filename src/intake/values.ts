/** True for a plain entry: keys and values. */
export function isEntry(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

/** A table of numbers that are not negative, rows of one length; undefined where it is none. */
export function tableOf(data: unknown): readonly (readonly number[])[] | undefined {
  if (!Array.isArray(data)) return undefined;
  const rows: readonly unknown[] = data;
  const table = rows.map((row) => listOf(row));
  const [first] = table;
  return first !== undefined && table.every((row) => row?.length === first.length)
    ? table.map((row) => row ?? [])
    : undefined;
}

/** A list of numbers that are not negative; undefined where it is none. */
export function listOf(data: unknown): readonly number[] | undefined {
  if (!Array.isArray(data)) return undefined;
  const values: readonly unknown[] = data;
  return values.every((value): value is number => isNumber(value)) ? values : undefined;
}

/** A finite number that is not negative. */
export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

/** A text read as JSON; undefined where it is none. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
