import { parse } from 'yaml';
import { parts, type PartId } from './form.tsx';

/** The scenario as data, `undefined` where the text is not a YAML mapping just now. */
export function parsed(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const found: unknown = parse(text ?? '');
    return typeof found === 'object' && found !== null
      ? (found as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** The part the cursor is in: the last key at the start of a line before it. */
export function partAt(before: string): PartId {
  const key = [...before.matchAll(/^(?<key>[\w$]+):/gmu)].at(-1)?.groups?.key;
  return parts.find(({ id }) => id === key)?.id ?? 'general';
}
