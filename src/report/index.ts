export { explainPlan } from './explain.ts';
export { headline } from './headline.ts';
export { htmlReport } from './html-report.ts';
export { verdictCell } from './figures.ts';
export { cell } from './section.ts';
export type { Cell, Column, Section, Tone } from './section.ts';
export { textReport } from './text-report.ts';
export { textTable } from './text-table.ts';
export type { Paint } from './text-table.ts';
