import type { Diagnostic, MessageBook, Severity, Span } from '../diagnostics/index.ts';

/** Why each scenario diagnostic exists and what to do; `docs/diagnostics.md` is made from it. */
export const scenarioMessages = {
  'FW-SCN-0001': {
    title: 'Unknown id',
    explain:
      'The scenario refers to something that neither it nor the catalog holds. `fleetwright catalog list` prints what there is.',
  },
  'FW-SCN-0002': {
    title: 'Id is already taken',
    explain:
      'Own parties and offers need ids that the catalog does not use, and overrides and variants share one set of names. To change a catalog offer, write it under `offers.change`.',
  },
  'FW-SCN-0003': {
    title: 'Id cannot be used',
    explain:
      'Ids are made of letters, digits, dots, hyphens and underscores, so that plans can name lines such as `server@site@2025Q1` without doubt.',
  },
  'FW-SCN-0004': {
    title: 'Variants or parents go in a circle',
    explain: 'A variant includes itself, or a party is its own ancestor, directly or through others.',
  },
  'FW-SCN-0005': {
    title: 'A variant removes what is not there',
    explain: '`null` in a variant or override removes a key; the key must exist before it.',
  },
  'FW-SCN-0006': {
    title: 'Not a quarter',
    explain:
      'A quarter is `1` (the one of the as-of date), `2` (the next one), `2025Q3`, or a date within it.',
  },
  'FW-SCN-0007': {
    title: 'Outside the horizon',
    explain: 'The quarter lies before the as-of quarter or after the last quarter of the horizon.',
  },
  'FW-SCN-0008': { title: 'Ends before it begins', explain: 'A first quarter lies after its last quarter.' },
  'FW-SCN-0009': {
    title: 'Not a date',
    explain: 'The as-of date is a calendar day of the years 0001 to 9999, written `YYYY-MM-DD`.',
  },
  'FW-SCN-0010': {
    title: 'Shares do not add to 1',
    explain: 'The classes of a service split all of its requests, so their shares add to 100 %.',
  },
  'FW-SCN-0011': {
    title: 'Number out of bounds',
    explain:
      'A part lies between 0 and 100 %; counts, sizes and prices are not negative; some must not be zero.',
  },
  'FW-SCN-0012': {
    title: 'No exchange rate',
    explain:
      'Money in this currency cannot be turned into the currency of the plan. Give the rate under `fx`, in units per US dollar.',
  },
  'FW-SCN-0013': {
    title: 'Contradiction',
    explain:
      'Two statements of the same entry cannot both hold, for instance a least part above the greatest part.',
  },
  'FW-SCN-0014': {
    title: 'Nowhere to go',
    explain:
      'After residency, regions, sites and what the buildings are meant for, no site is left for this work, budget or offer.',
  },
  'FW-SCN-0015': {
    title: 'One way of many',
    explain: 'The entry can be described in several ways; exactly one of them must be used.',
  },
  'FW-SCN-0016': {
    title: 'A number is needed',
    explain:
      'The plan needs a number here and nobody gives one. Write your own with a reason; it then shows among the assumptions.',
  },
  'FW-SCN-0017': {
    title: 'Supply is not known',
    explain:
      'Nobody says how many systems can be delivered. Write a number with a reason, or `unlimited`, under `offers.allocationWhereUnknown` or `offers.change`.',
  },
  'FW-SCN-0018': {
    title: 'List is longer than the horizon',
    explain: 'Entries beyond the last quarter are not read.',
  },
  'FW-SCN-0019': {
    title: 'Country code expected',
    explain: 'Countries are ISO 3166-1 codes of two capital letters, such as `CN`, `NO`, `MY`.',
  },
  'FW-SCN-0020': {
    title: 'The sum does not add up',
    explain:
      'Parts that are said to make up a total do not. The figures are used as they are said; nothing is repaired.',
  },
  'FW-SCN-0021': {
    title: 'Not known on the as-of date',
    explain:
      'These offers began after the as-of date, or had ended by it; a plan made then could not use them.',
  },
  'FW-SCN-0022': {
    title: 'Knowledge from after the as-of date',
    explain:
      'A number was published after the as-of date, so a plan made then could not have used it. Choose a later as-of date or an older number to be strict.',
  },
  'FW-SCN-0023': {
    title: 'Nothing to plan',
    explain: 'The scenario has neither a service nor a training run.',
  },
  'FW-SCN-0024': {
    title: 'Offer without a price',
    explain:
      'Nobody says what it costs, so it is left out. Give a price with a reason under `offers.change` to have it planned.',
  },
} as const satisfies MessageBook;

type ScenarioCode = keyof typeof scenarioMessages;

/** Where a problem is: path in the scenario and place in the file. */
export interface Place {
  readonly path: readonly (string | number)[];
  readonly span: Span;
}

const problem =
  (code: ScenarioCode, severity: Severity = 'error') =>
  (place: Place, message: string, hint?: string): Diagnostic => ({
    code,
    severity,
    path: place.path,
    span: place.span,
    message,
    ...(hint !== undefined && { hint }),
  });

const unknownId = problem('FW-SCN-0001');
const outside = problem('FW-SCN-0007');
const nowhere = problem('FW-SCN-0014');

/** Every sentence this room says; the rest of the room only decides when. */
export const say = {
  unknownId: (at: Place, kind: string, id: string, guess: string | undefined, known: readonly string[]) =>
    unknownId(
      at,
      `no ${kind} is called \`${id}\``,
      guess === undefined
        ? known.length === 0
          ? `there is no ${kind} yet`
          : `known: ${known.slice(0, 8).join(', ')}${known.length > 8 ? ', …' : ''}`
        : `did you mean \`${guess}\`?`,
    ),
  taken: (at: Place, kind: string, id: string, by: string, hint: string) =>
    problem('FW-SCN-0002')(at, `the ${kind} \`${id}\` has the id of ${by}`, hint),
  badId: (at: Place, id: string) =>
    problem('FW-SCN-0003')(
      at,
      `\`${id}\` cannot be an id`,
      'use letters, digits, dots, hyphens and underscores, beginning with a letter or digit',
    ),
  circle: (at: Place, what: string, ids: readonly string[]) =>
    problem('FW-SCN-0004')(at, `${what} go in a circle: ${ids.join(' → ')}`, 'remove one of the steps'),
  removesNothing: (at: Place) =>
    problem('FW-SCN-0005')(
      at,
      `\`${at.path.join('.')}\` is to be removed but is not there`,
      'is the key spelt as in the scenario?',
    ),
  notQuarter: (at: Place, found: string) =>
    problem('FW-SCN-0006')(
      at,
      `expected a quarter, found \`${found}\``,
      'write `1` (the quarter of the as-of date), `2025Q3` or a date',
    ),
  beforeHorizon: (at: Place, quarter: string, first: string) =>
    outside(
      at,
      `${quarter} lies before ${first}, the first quarter of the horizon`,
      'quarters counted from the as-of date (`1`, `2`) move with it',
    ),
  afterHorizon: (at: Place, quarter: string, last: string) =>
    outside(
      at,
      `${quarter} lies after ${last}, the last quarter of the horizon`,
      'lengthen `horizon.quarters` or choose an earlier quarter',
    ),
  wholeBeyondHorizon: (at: Place, whole: number, quarters: number) =>
    outside(
      at,
      `${whole} whole quarters are asked for in a horizon of ${quarters}`,
      'make `whole` at most `quarters`',
    ),
  endsFirst: (at: Place, first: string, last: string) =>
    problem('FW-SCN-0008')(at, `it ends in ${last}, before it begins in ${first}`),
  notDate: (at: Place, found: string) =>
    problem('FW-SCN-0009')(
      at,
      `expected a date, found \`${found}\``,
      'write `YYYY-MM-DD`, for instance 2025-01-20',
    ),
  sharesOff: (at: Place, sum: number) =>
    problem('FW-SCN-0010')(at, `the shares of the classes add to ${percent(sum)}; expected 100 %`),
  tooSmall: (at: Place, written: string, least: string) =>
    problem('FW-SCN-0011')(at, `\`${written}\` is too small; expected ${least}`),
  tooLarge: (at: Place, written: string, most: string) =>
    problem('FW-SCN-0011')(at, `\`${written}\` is too large; expected at most ${most}`),
  notWhole: (at: Place, written: string) =>
    problem('FW-SCN-0011')(at, `\`${written}\` is not a whole number; systems are ordered whole`),
  noRate: (at: Place, currency: string, to: string) =>
    problem('FW-SCN-0012')(
      at,
      `no exchange rate from ${currency} to ${to} is known on the as-of date`,
      `give units per US dollar: \`fx: { ${currency === 'USD' ? to : currency}: … }\``,
    ),
  contradiction: (at: Place, message: string, hint?: string) => problem('FW-SCN-0013')(at, message, hint),
  noSite: (at: Place, what: string, why: string) => nowhere(at, `no site is left for ${what}: ${why}`),
  idleOffer: (at: Place, id: string) =>
    problem('FW-SCN-0014', 'note')(at, `the offer \`${id}\` reaches none of the sites`),
  oneOf: (at: Place, ways: readonly string[], found: readonly string[]) =>
    problem('FW-SCN-0015')(
      at,
      `expected exactly one of ${ways.map((way) => `\`${way}\``).join(', ')}; found ${found.length === 0 ? 'none' : found.map((way) => `\`${way}\``).join(' and ')}`,
    ),
  belongsTo: (at: Place, key: string, other: string) =>
    problem('FW-SCN-0015')(at, `\`${key}\` belongs to \`${other}\`, which is not given`),
  needsNumber: (at: Place, what: string, hint = 'write your own with a reason: `{ value: …, reason: … }`') =>
    problem('FW-SCN-0016')(at, `${what} is not known, and the plan needs it`, hint),
  unknownSupply: (at: Place, offer: string) =>
    problem('FW-SCN-0017')(
      at,
      `nobody says how many systems per quarter the offer \`${offer}\` can deliver`,
      `say so: \`offers: { allocationWhereUnknown: unlimited }\`, or a number with a reason under \`offers.change.${offer}.allocation\``,
    ),
  longList: (at: Place, found: number, quarters: number) =>
    problem('FW-SCN-0018', 'warning')(
      at,
      `the list has ${found} entries, the horizon ${quarters} quarters; the rest is not read`,
    ),
  badCountry: (at: Place, found: string) =>
    problem('FW-SCN-0019')(
      at,
      `expected a country code of two capital letters, found \`${found}\``,
      /^[a-z]{2}$/.test(found) ? `did you mean \`${found.toUpperCase()}\`?` : undefined,
    ),
  sumOff: (at: Place, title: string, parts: readonly string[], sum: string, total: string, off: number) =>
    problem('FW-SCN-0020', 'warning')(
      at,
      `${title}: ${parts.join(' + ')} make ${sum}, ${percent(Math.abs(off))} ${off > 0 ? 'more' : 'less'} than the ${total} it is said to be`,
      'the figures are used as they are said; nothing is repaired',
    ),
  notYetKnown: (at: Place, offers: readonly string[], date: string) =>
    problem('FW-SCN-0021', 'note')(
      at,
      `left out, as nothing says that they were on offer on ${date}: ${offers.join(', ')}`,
    ),
  noPrice: (at: Place, offers: readonly string[]) =>
    problem('FW-SCN-0024', 'note')(
      at,
      `left out, as nobody says their price: ${offers.join(', ')}`,
      'give one with a reason under `offers.change`',
    ),
  fromTheFuture: (at: Place, what: string, date: string, asOf: string) =>
    problem('FW-SCN-0022', 'warning')(at, `${what} was published in ${date}, after ${asOf}`),
  factsFromTheFuture: (at: Place, what: readonly string[], asOf: string) =>
    problem('FW-SCN-0022', 'note')(
      at,
      `${what.length} ${what.length === 1 ? 'figure comes' : 'figures come'} from sources published after ${asOf}, some of them late copies of older facts: ${what.join(', ')}`,
      'to be strict, write what was known then, with a reason',
    ),
  nothingToPlan: (at: Place) =>
    problem('FW-SCN-0023')(
      at,
      'there is neither a service nor a training run',
      'add an entry under `services` or `runs`',
    ),
};

function percent(part: number): string {
  return `${Number((part * 100).toPrecision(3))} %`;
}
