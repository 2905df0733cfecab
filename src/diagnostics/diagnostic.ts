/** How much a diagnostic weighs: errors stop the work, warnings and notes travel with the result. */
export type Severity = 'error' | 'warning' | 'note';

/** A place in a text file; lines and columns count from 1, as editors do. */
export interface Span {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Exclusive end on the same or a later line, where known. */
  readonly endLine?: number;
  readonly endColumn?: number;
}

/**
 * One piece of expected trouble, as data. Readers collect all of them before they give up, so that a
 * user mends a file once, not once per problem.
 */
export interface Diagnostic {
  /** Stable code, `FW-<ROOM>-<number>`, e.g. `FW-SCN-0012`; documented under that anchor in `docs/diagnostics.md`. */
  readonly code: string;
  readonly severity: Severity;
  /** Where in the document: keys and indexes from the root, e.g. `['budgets', 0, 'amount']`. */
  readonly path: readonly (string | number)[];
  readonly span?: Span;
  /** What is wrong, what was expected; one sentence. */
  readonly message: string;
  /** What to do about it, e.g. "did you mean `residency`?". */
  readonly hint?: string;
}

/** True when any diagnostic is an error, that is when there is no result to go on with. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}

const weight: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** Errors first, then by file, line, column and code, so that the same problems always print in the same order. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.toSorted(
    (a, b) =>
      weight[a.severity] - weight[b.severity] ||
      compare(a.span?.file ?? '', b.span?.file ?? '') ||
      (a.span?.line ?? 0) - (b.span?.line ?? 0) ||
      (a.span?.column ?? 0) - (b.span?.column ?? 0) ||
      compare(a.code, b.code),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The anchor under which a code is explained, relative to the repository root. */
export function docsAnchor(code: string): string {
  return `docs/diagnostics.md#${code.toLowerCase()}`;
}

/** `file:line:column  error FW-…  message` and the hint below it; the one way diagnostics look as plain text. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const place = diagnostic.span
    ? `${diagnostic.span.file}:${diagnostic.span.line}:${diagnostic.span.column}`
    : diagnostic.path.join('.');
  const head = `${place === '' ? '' : `${place}  `}${diagnostic.severity} ${diagnostic.code}  ${diagnostic.message}`;
  const hint = diagnostic.hint === undefined ? [] : [`    hint: ${diagnostic.hint}`];
  return [head, ...hint, `    see ${docsAnchor(diagnostic.code)}`].join('\n');
}
