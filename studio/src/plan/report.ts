// The words of the report, without the tables of the terminal that its index brings along.
export { diffHeadline, diffSections, signed } from '../../../src/report/diff-sections.ts';
export { headline } from '../../../src/report/headline.ts';
export { pricedLimits, worth } from '../../../src/report/limit-sections.ts';
