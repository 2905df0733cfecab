export { docsAnchor, formatDiagnostic, hasErrors, sortDiagnostics } from './diagnostic.ts';
export type { Diagnostic, Severity, Span } from './diagnostic.ts';
export { didYouMean } from './suggest.ts';
export type { MessageBook, MessageEntry } from './messages.ts';
