export type { Awaitable, ExportContext, ExportedFile, ExportFormat } from './format.ts';
export { formats } from './formats.ts';
export { handoffMessages } from './messages.ts';
