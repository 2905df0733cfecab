import { z } from 'zod';
import type { Diagnostic } from '../diagnostics/index.ts';
import type { Claim, Grade } from '../evidence/index.ts';
import {
  isNumberKind,
  kinds,
  parseQuantity,
  type Bytes,
  type BytesPerSecond,
  type Flop,
  type FlopPerSecond,
  type Joules,
  type Money,
  type MoneyKind,
  type ParsedQuantity,
  type QuantityKind,
  type QuantityValue,
  type Ratio,
  type RequestsPerSecond,
  type Seconds,
  type SquareMillimetres,
  type Tokens,
  type TokensPerSecond,
  type Watts,
} from '../quantity/index.ts';
import { reading } from './messages.ts';
import type { Path, YamlDocument } from './yaml-document.ts';

/** What a claim may be about. */
export type ClaimKind = QuantityKind;

/** Brands of the kinds that the engine computes with; the others keep the type the parser gives them. */
interface Brands {
  readonly power: Watts;
  readonly energy: Joules;
  readonly duration: Seconds;
  readonly data: Bytes;
  readonly bandwidth: BytesPerSecond;
  readonly compute: FlopPerSecond;
  readonly work: Flop;
  readonly area: SquareMillimetres;
  readonly ratio: Ratio;
  readonly tokens: Tokens;
  readonly 'token-rate': TokensPerSecond;
  readonly 'request-rate': RequestsPerSecond;
}

/**
 * The type of a claim's value by its kind. Money per something is a `Money` whose amount counts per canonical unit:
 * per joule, per token, per watt and quarter.
 */
export type KindValue = {
  readonly [K in ClaimKind]: K extends MoneyKind
    ? Money
    : K extends keyof Brands
      ? Brands[K]
      : QuantityValue<K>;
};

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const grades = ['A', 'B', 'C', 'derived', 'assumed'] as const satisfies readonly Grade[];

const longForm = z.strictObject({
  value: scalar.describe('The number with its unit, a range (`310 to 400 W`), or `unknown`'),
  low: scalar.optional().describe('Lowest value still credible'),
  high: scalar.optional().describe('Highest value still credible'),
  source: z.string().optional().describe('Key of a source in the catalog'),
  grade: z.enum(grades).optional().describe('A primary, B secondary, C estimate or rumour, derived, assumed'),
  status: z.enum(['reported', 'disputed', 'confirmed', 'assumed']).optional(),
  date: z
    .union([z.string(), z.number()])
    .optional()
    .describe('When it was claimed: YYYY, YYYY-MM or YYYY-MM-DD'),
  reason: z.string().optional().describe('Why this value, where no source says so'),
  note: z.string().optional(),
});

/** A claim as written: the value alone (then graded `assumed`), or the value with its evidence. */
export type RawClaim = z.infer<typeof longForm> | string | number | boolean;

/** Schema of a claim of a kind: `40 MW`, a bare number where no unit is needed, `unknown`, or the long form with source and grade. */
export function claimSchema(kind: ClaimKind): z.ZodType<RawClaim> {
  const what = isNumberKind(kind) ? `${kinds[kind].label}, e.g. \`${kinds[kind].example}\`` : `a ${kind}`;
  return z.union([scalar, longForm]).describe(`${what}; or { value, source, grade, … }`);
}

/** A claim and what is wrong with it; when something is, its value is unknown. */
export interface ReadClaim<T> {
  readonly claim: Claim<T>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Turns a claim as written at `path` into its canonical units. An absent one (`undefined`) is unknown without a reason. */
export function toClaim<K extends ClaimKind>(
  raw: RawClaim | undefined,
  kind: K,
  document: YamlDocument,
  path: Path,
): ReadClaim<KindValue[K]> {
  const form = typeof raw === 'object' ? raw : { value: raw ?? 'unknown' };
  const span = document.span(path);
  const diagnostics: Diagnostic[] = [];
  const read = (value: string | number | boolean | undefined, key: string): Part<K> | undefined => {
    if (value === undefined || value === 'unknown') return undefined;
    const place = typeof raw === 'object' ? [...path, key] : path;
    const part = readPart(value, kind);
    if (part.ok) return part;
    diagnostics.push(reading('FW-READ-0020', place, document.span(place), part.message, part.hint));
    return undefined;
  };
  const central = read(form.value, 'value');
  const low = read(form.low, 'low')?.value ?? central?.low;
  const high = read(form.high, 'high')?.value ?? central?.high;
  if (inverted(low, central?.value, high)) {
    diagnostics.push(
      reading(
        'FW-READ-0021',
        path,
        span,
        `the range is inverted: ${form.low ?? ''} … ${form.value} … ${form.high ?? ''}`,
        'expected low ≤ value ≤ high',
      ),
    );
  }
  const grade = form.grade ?? 'assumed';
  return {
    claim: {
      value: central?.value,
      ...(low !== undefined && { low }),
      ...(high !== undefined && { high }),
      written: String(form.value),
      grade,
      status: form.status ?? (grade === 'assumed' ? 'assumed' : 'reported'),
      ...(form.source !== undefined && { source: form.source }),
      ...(form.date !== undefined && { date: String(form.date) }),
      ...(form.reason !== undefined && { reason: form.reason }),
      ...(form.note !== undefined && { note: form.note }),
      span,
    },
    diagnostics,
  };
}

interface Part<K extends ClaimKind> {
  readonly ok: true;
  readonly value: KindValue[K];
  readonly low?: KindValue[K];
  readonly high?: KindValue[K];
}
type Problem = Extract<ParsedQuantity, { readonly ok: false }>;

function readPart<K extends ClaimKind>(written: string | number | boolean, kind: K): Part<K> | Problem {
  const parsed: ParsedQuantity = parseQuantity(written, kind);
  if (!parsed.ok) return parsed;
  const { value, low, high, currency } = parsed;
  // The parser's value has the type its kind says; money is put together with its currency here.
  const typed = (part: unknown): KindValue[K] =>
    (currency === undefined ? part : { amount: part, currency }) as KindValue[K];
  return {
    ok: true,
    value: typed(value),
    ...(low !== undefined && { low: typed(low) }),
    ...(high !== undefined && { high: typed(high) }),
  };
}

function inverted(low: unknown, value: unknown, high: unknown): boolean {
  const numbers = [low, value, high].map(magnitude).filter((number) => number !== undefined);
  return numbers.some((number, index) => index > 0 && number < (numbers[index - 1] ?? number));
}

function magnitude(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'object' && value !== null && 'amount' in value ? Number(value.amount) : undefined;
}
