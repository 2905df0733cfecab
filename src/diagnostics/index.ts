export { docsAnchor, formatDiagnostic, hasErrors, sortDiagnostics } from './diagnostic.ts';
export type { Diagnostic, Severity, Span } from './diagnostic.ts';
export { didYouMean } from './suggest.ts';
