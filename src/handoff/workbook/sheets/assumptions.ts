import type { PlanFile } from '../../../plan/index.ts';
import type { Context } from '../context.ts';
import { cellName, sheetName } from '../address.ts';
import { formats, formula, input, text, type Cell, type Sheet } from '../model.ts';

export const assumptionSheet = 'Assumptions';
export const assumptionColumns = { path: 0, value: 1, unit: 2, written: 3 } as const;
const exchangeSheet = 'Exchange';

/**
 * Every claim the plan rests on, with its source as a note and a link. Numbers that money follows from stand as numbers,
 * under names that all formulas use; the others stand as written. Column B is what `import xlsx` reads back.
 */
export function assumptionsSheet({ plan, account }: Context): Sheet {
  const heads = ['Where it enters', 'Value', 'Unit', 'As written', 'Grade', 'Status', 'Source', 'Reason'];
  return {
    name: assumptionSheet,
    about: 'Every number the plan rests on, with its source',
    rows: [
      heads.map((head) => text(head, 'head')),
      ...plan.assumptions.map((assumption): readonly Cell[] => {
        const known = account.inputs.get(assumption.path);
        const value: Cell =
          known === undefined
            ? { value: assumption.written, look: 'input' }
            : input(known.value, known.kind === 'ratio' ? formats.plain : formats.count + '###');
        return [
          text(assumption.path),
          { ...value, note: noteOf(assumption) },
          text(known?.unit ?? ''),
          text(assumption.written),
          text(assumption.grade),
          text(assumption.status),
          { value: assumption.sourceTitle ?? assumption.source ?? '', ...linkOf(assumption.ref) },
          text(assumption.reason ?? '', 'wrap'),
        ];
      }),
    ],
    widths: [44, 18, 16, 22, 10, 11, 50, 60],
    freeze: { rows: 1, columns: 1 },
  };
}

function noteOf({
  sourceTitle,
  source,
  ref,
  reason,
  grade,
  status,
}: PlanFile['assumptions'][number]): string {
  const from =
    source === null ? 'No source.' : `Source: ${sourceTitle ?? source}${ref === null ? '' : ` (${ref})`}.`;
  return `${from} Grade ${grade}, ${status}.${reason === null ? '' : ` Reason: ${reason}.`}`;
}

/** The first web address of a reference. */
function linkOf(ref: string | null): Pick<Cell, 'link'> {
  const [link] = /https?:\/\/[^\s;,]+/u.exec(ref ?? '') ?? [];
  return link === undefined ? {} : { link };
}

/** Names of the inputs' cells. */
export function assumptionNames({ plan, names }: Context): ReadonlyMap<string, string> {
  return new Map(
    plan.assumptions.flatMap(({ path }, index) => {
      const name = names.get(path);
      return name === undefined
        ? []
        : [[name, `${sheetName(assumptionSheet)}!${cellName(index + 1, assumptionColumns.value, true)}`]];
    }),
  );
}

/** Exchange rates: from the assumptions where they state them, otherwise as the plan used them. */
export function exchangeRatesSheet({ plan, account, currencies, names }: Context): Sheet {
  const perDollar = (currency: string): string | undefined =>
    currency === 'USD' ? '1' : names.get(`fx.${currency}`);
  const own = perDollar(plan.currency);
  return {
    name: exchangeSheet,
    about: `What one unit of each currency is worth in ${plan.currency}`,
    rows: [
      [text('Currency', 'head'), text(`${plan.currency} per unit`, 'head'), text('From', 'head')],
      ...currencies.map((currency): readonly Cell[] => {
        const other = perDollar(currency);
        return other !== undefined && own !== undefined
          ? [text(currency), formula(`${own}/${other}`, '0.000000'), text('the assumptions')]
          : [
              text(currency),
              input(account.fx.get(currency) ?? 0, '0.000000'),
              text('what the lines of the plan cost in both currencies'),
            ];
      }),
    ],
    widths: [12, 18, 60],
    freeze: { rows: 1, columns: 0 },
  };
}

/** Names of the exchange rates' cells: `fx_CNY`. */
export function exchangeNames({ currencies }: Context): ReadonlyMap<string, string> {
  return new Map(
    currencies.map((currency, index) => [
      `fx_${currency}`,
      `${exchangeSheet}!${cellName(index + 1, 1, true)}`,
    ]),
  );
}
