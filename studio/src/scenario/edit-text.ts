import { isMap, isScalar, isSeq, parseDocument, type Document, type Node } from 'yaml';

/** Keys and indexes from the root of a scenario. */
export type Path = readonly (string | number)[];

/** One replaced stretch of a text. */
export interface TextChange {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/**
 * A changed value as a change of the text. A plain value is replaced where it stands, so that comments, quotes and layout
 * around it stay; what is new is written by the YAML library and compared. Undefined where the text is no YAML now.
 */
export function setValue(text: string, path: Path, value: unknown): TextChange | undefined {
  const document = parseDocument(text);
  if (document.errors.length > 0) return undefined;
  const node = document.getIn(path, true);
  if (
    isScalar(node) &&
    node.range &&
    (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
  ) {
    return { from: node.range[0], to: node.range[1], insert: scalarText(value) };
  }
  document.setIn([...path], document.createNode(value, { flow: isClaim(value) }));
  return difference(text, write(document));
}

/** An entry or a key taken out, with what belongs to it. */
export function removeAt(text: string, path: Path): TextChange | undefined {
  const document = parseDocument(text);
  if (document.errors.length > 0 || !document.hasIn([...path])) return undefined;
  document.deleteIn([...path]);
  return difference(text, write(document));
}

/** Where the node of a path stands, its key included: offsets into the text. The nearest one above it where it is not there. */
export function rangeOf(text: string, path: Path): readonly [number, number] | undefined {
  const document = parseDocument(text);
  let node: unknown = document.contents;
  let found: readonly [number, number] | undefined;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (pair === undefined) return found;
      const key = (pair.key as Node).range;
      node = pair.value;
      const end = (pair.value as Node | null)?.range?.[1] ?? key?.[1];
      if (key && end !== undefined) found = [key[0], end];
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      const range = (node as Node | undefined)?.range;
      if (range) found = [range[0], range[1]];
    } else return found;
  }
  return found;
}

/** The least stretch in which two texts differ. */
export function difference(before: string, after: string): TextChange | undefined {
  if (before === after) return undefined;
  let from = 0;
  while (from < before.length && from < after.length && before[from] === after[from]) from += 1;
  let end = 0;
  while (
    end < before.length - from &&
    end < after.length - from &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end += 1;
  return { from, to: before.length - end, insert: after.slice(from, after.length - end) };
}

function write(document: Document): string {
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

/** A plain value as YAML writes it: bare where that reads back as the same, else quoted. */
function scalarText(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  const number = Number(value);
  if (value.trim() !== '' && String(number) === value) return value;
  const bare =
    /^[\w.%~+-][^#:{}[\],&*!|>'"@`\n]*$/u.test(value) &&
    value.trim() === value &&
    !/^(?:true|false|null|yes|no|~)$/iu.test(value);
  return bare ? value : JSON.stringify(value);
}

function isClaim(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'value' in value;
}
