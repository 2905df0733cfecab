import type { MessageBook } from '../diagnostics/index.ts';

/** Why a text is not the quantity it should be: a code of `quantityMessages`, a sentence, and what to write instead. */
export interface QuantityProblem {
  readonly ok: false;
  readonly code: keyof typeof book;
  readonly message: string;
  readonly hint?: string;
}

/** Shows what was written, shortened so that a message stays a line. */
function quote(text: string): string {
  const shown = text.replaceAll(/\s+/g, ' ');
  return `\`${shown.length > 40 ? `${shown.slice(0, 39)}…` : shown}\``;
}

function problem(code: QuantityProblem['code'], message: string, hint?: string): QuantityProblem {
  return hint === undefined ? { ok: false, code, message } : { ok: false, code, message, hint };
}

/** What a field wants: what messages call the kind, and one way to write it. */
export interface Wanted {
  readonly label: string;
  readonly example: string;
}

const wants = ({ label, example }: Wanted): string => `expected ${label}, e.g. \`${example}\``;

/** All sentences of this room. */
export const problems = {
  unreadable: (text: string, wanted: Wanted, hint?: string) =>
    problem('FW-QTY-0001', `${quote(text)} cannot be read; ${wants(wanted)}`, hint),
  unknownUnit: (word: string, wanted: Wanted, hint: string | undefined) =>
    problem('FW-QTY-0002', `${quote(word)} is not a known unit; ${wants(wanted)}`, hint),
  wrongUnit: (text: string, is: string, wanted: Wanted, hint?: string) =>
    problem('FW-QTY-0003', `${quote(text)} is ${is}; ${wants(wanted)}`, hint),
  noUnit: (text: string, wanted: Wanted) =>
    problem('FW-QTY-0004', `${quote(text)} has no unit; ${wants(wanted)}`, 'write the unit after the number'),
  currency: (text: string, why: string, wanted: Wanted, hint: string) =>
    problem('FW-QTY-0005', `${quote(text)} ${why}; ${wants(wanted)}`, hint),
  notFinite: (text: string, wanted: Wanted) =>
    problem('FW-QTY-0006', `${quote(text)} is not a number a plan can hold; ${wants(wanted)}`),
  negative: (text: string, wanted: Wanted) =>
    problem('FW-QTY-0007', `${quote(text)} is negative; ${wants(wanted)}`),
  upsideDown: (text: string, wanted: Wanted) =>
    problem('FW-QTY-0008', `${quote(text)} ends below where it begins; ${wants(wanted)}`),
  comma: (text: string, wanted: Wanted) =>
    problem(
      'FW-QTY-0009',
      `${quote(text)} has a comma, which can mean thousands or a decimal point; ${wants(wanted)}`,
      'write `12 500` or `12_500` for thousands, `12.5` for a fraction',
    ),
  notPlain: (text: string, wanted: Wanted, hint?: string) =>
    problem('FW-QTY-0010', `${quote(text)} is not ${wanted.label}; ${wants(wanted)}`, hint),
  tooLong: (length: number, wanted: Wanted) =>
    problem('FW-QTY-0011', `a text of ${length} characters cannot be a quantity; ${wants(wanted)}`),
  noRate: (currency: string, date: string) =>
    problem(
      'FW-QTY-0012',
      `no exchange rate for ${currency} on ${date}`,
      `add how many ${currency} one US dollar buys to the exchange rates`,
    ),
  distribution: (why: string) => problem('FW-QTY-0013', `this is not a distribution: ${why}`),
};

const book = {
  'FW-QTY-0001': {
    title: 'Quantity cannot be read',
    explain:
      'A quantity is a number and a unit (`40 MW`), or a range of them (`310 to 400 W`, `30 % ± 5 %`). docs/quantities.md lists what may be written.',
  },
  'FW-QTY-0002': {
    title: 'Unknown unit',
    explain:
      'Units and their prefixes are case-sensitive, because `b` is a bit and `B` a byte, `m` a thousandth and `M` a million.',
  },
  'FW-QTY-0003': {
    title: 'Unit of another kind',
    explain:
      'The unit is known and measures something else than this field holds, such as data where power is wanted.',
  },
  'FW-QTY-0004': {
    title: 'Unit missing',
    explain: 'A bare number is read only where it cannot be mistaken: ratios, counts, tokens and users.',
  },
  'FW-QTY-0005': {
    title: 'Currency missing or unclear',
    explain:
      'An amount of money names exactly one currency by its ISO code, such as `5.5bn USD`. `¥` is refused, as it is both yuan and yen.',
  },
  'FW-QTY-0006': {
    title: 'Number out of range',
    explain: 'The number overflows, vanishes or is not a number at all (NaN, Infinity).',
  },
  'FW-QTY-0007': {
    title: 'Negative quantity',
    explain: 'Only money, ratios and energy prices may be negative.',
  },
  'FW-QTY-0008': {
    title: 'Range upside down',
    explain:
      'A range is written from low to high. A bare first number takes the unit of the second, so `800 to 1.2k W` reads as 800 kW to 1.2 kW: write `800 W to 1.2 kW`.',
  },
  'FW-QTY-0009': {
    title: 'Comma in a number',
    explain:
      'A comma means thousands to some readers and a decimal point to others, a factor of a thousand apart. Group digits with a space or an underscore and write fractions with a point.',
  },
  'FW-QTY-0010': {
    title: 'Not a date, quarter, truth value or text',
    explain: 'Dates are `YYYY-MM-DD` and must exist, quarters `2025Q3`, truth values `true` or `false`.',
  },
  'FW-QTY-0011': {
    title: 'Text too long for a quantity',
    explain: 'A quantity takes a few words. Put remarks into `note`.',
  },
  'FW-QTY-0012': {
    title: 'No exchange rate',
    explain:
      'Money is converted with the dated rates of the catalog or the scenario, never with a guessed one.',
  },
  'FW-QTY-0013': {
    title: 'Not a distribution',
    explain: 'Bounds must be finite and in order, spreads positive, probabilities ascending within 0 and 1.',
  },
} as const satisfies MessageBook;

/** The diagnostics of this room, for docs/diagnostics.md. */
export const quantityMessages: MessageBook = book;
