import type { Diagnostic, MessageBook, Severity } from '../diagnostics/index.ts';
import { clusterMessages } from './cluster-messages.ts';

/**
 * Why each diagnostic of the hand-offs exists; `docs/diagnostics.md` is made from it.
 * Numbers: 00 any format, 01 tables, 02 workbook, 03 FOCUS, 04 purchase requests, 05 OpenCost, 06 Kueue, 07 policy, 08 AIBrix, 09 sweeps.
 */
export const handoffMessages = {
  'FW-HND-0001': {
    title: 'A document is missing',
    explain: 'The export lacks a document that its format always has.',
  },
  'FW-HND-0002': {
    title: 'A document too many',
    explain: 'The export holds a document that its format does not know, or one document twice.',
  },
  'FW-HND-0003': {
    title: 'The document cannot be read',
    explain: 'It is not a file of its kind, is damaged, or is not UTF-8 text.',
  },
  'FW-HND-0101': {
    title: 'Columns differ from the model',
    explain: 'The table lacks a column, has one too many, or has them in another order than its model says.',
  },
  'FW-HND-0102': {
    title: 'A row of another length',
    explain: 'The row has more or fewer cells than the table has columns.',
  },
  'FW-HND-0103': {
    title: 'A value of another type',
    explain: 'A number, a whole number or true or false was expected.',
  },
  'FW-HND-0104': {
    title: 'A text that a spreadsheet would run',
    explain:
      'A cell that begins with `=`, `+`, `-`, `@`, a tab or a line break is taken for a formula when the file is opened. Texts are written with an apostrophe before them.',
  },
  'FW-HND-0105': {
    title: 'An empty cell',
    explain: 'The column always holds a value.',
  },
  'FW-HND-0106': {
    title: 'A value the column does not know',
    explain: 'The column holds one of a few words, or texts of one form.',
  },
  'FW-HND-0107': {
    title: 'Listed twice',
    explain: 'Two rows have the same key; whoever adds them up would count one of them twice.',
  },
  'FW-HND-0108': {
    title: 'A name that leads nowhere',
    explain: 'The cell names a line, quarter, budget or row that the other table does not have.',
  },
  'FW-HND-0109': {
    title: 'A total that does not add up',
    explain: 'The parts of the row do not sum to its total.',
  },
  'FW-HND-0201': {
    title: 'A sheet is missing',
    explain: 'The workbook lacks a sheet that formulas and readers rely on.',
  },
  'FW-HND-0202': {
    title: 'A formula that cannot be worked out',
    explain:
      'The formula names a cell, name or function that is not there, divides by zero, or leads back to itself. Formulas to other files and programs are not allowed either.',
  },
  'FW-HND-0203': {
    title: 'A stored result differs from its formula',
    explain: 'Whoever reads the file without calculating sees another figure than whoever calculates.',
  },
  'FW-HND-0204': {
    title: 'A name that leads nowhere',
    explain: 'A named cell holds no number, so that every formula that uses the name is wrong.',
  },
  'FW-HND-0205': {
    title: 'A figure where a formula belongs',
    explain: 'A total was typed in: it no longer follows when a price, a count or a rate changes.',
  },
  'FW-HND-0206': {
    title: 'The workbook does not give the plan',
    explain: 'A total worked out by formulas differs from what the plan file says by a cent or more.',
  },
  'FW-HND-0207': {
    title: 'An assumption without its source',
    explain: 'Every number a plan rests on says where it comes from, in the note of its cell.',
  },
  'FW-HND-0208': {
    title: 'A link that does not lead to the web',
    explain: 'Links of sources begin with `http://` or `https://`; others could open files or programs.',
  },
  'FW-HND-0210': {
    title: 'A change that is no assumption',
    explain:
      'Counts, dates and rates are what the plan worked out. The workbook follows when they are changed, but a scenario cannot state them: fix an order under `frozen`, or change what led to it.',
  },
  'FW-HND-0211': {
    title: 'A fact of the catalog was changed',
    explain: 'What a system draws is a fact with a source. Correct the catalog, not the scenario.',
  },
  'FW-HND-0212': {
    title: 'A changed value cannot be read',
    explain: 'The cell holds something that is not a quantity of its kind.',
  },
  'FW-HND-0213': {
    title: 'Two changes of one assumption',
    explain:
      'Several cells change the same assumption to different values. Change it once, on the sheet Assumptions.',
  },
  'FW-HND-0301': {
    title: 'A rule of FOCUS is broken',
    explain:
      'Two columns of one row do not go together as FOCUS 1.4 demands: payment model and upfront part, quantity and unit, category and subcategory, unit price and cost.',
  },
  'FW-HND-0302': {
    title: 'A period that ends before it begins',
    explain: 'Periods begin at their start and end before their end; the end lies later.',
  },
  'FW-HND-0303': {
    title: 'A forecast that passes for billing data',
    explain: 'Rows of a forecast say so in `x_Forecast`; without it they would be added to real bills.',
  },
  'FW-HND-0304': {
    title: 'CSV and Parquet differ',
    explain: 'Both documents of a dataset hold the same rows; one of them was changed.',
  },
  'FW-HND-0401': {
    title: 'The head of a purchase request cannot be read',
    explain: 'The data of the request stands between two lines `---` at the top of the document, as YAML.',
  },
  'FW-HND-0402': {
    title: 'The amounts of a purchase request do not add up',
    explain: 'An amount is systems × unit price × quarters, a total the sum of its lines.',
  },
  'FW-HND-0403': {
    title: 'Asked for what the rules do not permit',
    explain:
      'Only lines whose verdict is `allowed` or `conditions` for some use may be ordered; unknown counts as no.',
  },
  'FW-HND-0404': {
    title: 'Delivered before it is ordered',
    explain: 'The dates of the line are the wrong way round.',
  },
  'FW-HND-0405': {
    title: 'The text leaves out what the head says',
    explain: 'Every line and every condition on it is part of the text that is signed.',
  },
  'FW-HND-0501': {
    title: 'No price',
    explain: 'OpenCost takes a price per hour, above zero, in digits.',
  },
  ...clusterMessages,
} as const satisfies MessageBook;

/** Where in an export something is wrong: the document, then the place in it (row and column, sheet and cell, keys). */
export type Place = readonly [file: string, ...inside: (string | number)[]];

/** Builds one diagnostic of this room. */
export function handoffProblem(
  code: keyof typeof handoffMessages,
  path: Place,
  message: string,
  options: { readonly hint?: string; readonly severity?: Severity } = {},
): Diagnostic {
  const { hint, severity = 'error' } = options;
  return { code, severity, path, message, ...(hint !== undefined && { hint }) };
}
