import { z } from 'zod';
import type { Diagnostic } from '../diagnostics/index.ts';
import type { Claim, Grade } from '../evidence/index.ts';
import {
  isIsoDate,
  isQuarter,
  parseQuantity,
  type Bytes,
  type BytesPerSecond,
  type Flop,
  type FlopPerSecond,
  type IsoDate,
  type Joules,
  type Money,
  type Quarter,
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

/**
 * What a claim may be about, and the type its value has once read. Money per something is a `Money` whose amount
 * counts per canonical unit (per joule, per token, per watt and quarter).
 */
export interface KindValue {
  readonly power: Watts;
  readonly energy: Joules;
  readonly duration: Seconds;
  readonly data: Bytes;
  readonly bandwidth: BytesPerSecond;
  readonly compute: FlopPerSecond;
  readonly work: Flop;
  readonly area: SquareMillimetres;
  readonly ratio: Ratio;
  readonly count: number;
  readonly money: Money;
  readonly 'energy-price': Money;
  readonly 'power-price': Money;
  readonly 'token-price': Money;
  readonly tokens: Tokens;
  readonly 'token-rate': TokensPerSecond;
  readonly users: number;
  readonly 'request-rate': RequestsPerSecond;
  readonly date: IsoDate;
  readonly quarter: Quarter;
  readonly text: string;
  readonly boolean: boolean;
}
export type ClaimKind = keyof KindValue;

const examples: Readonly<Record<ClaimKind, string>> = {
  power: '40 MW',
  energy: '12 GWh',
  duration: '2 s',
  data: '80 GB',
  bandwidth: '4.8 TB/s',
  compute: '989 TFLOPS',
  work: '2.5e25 FLOP',
  area: '814 mm2',
  ratio: '30 %',
  count: '8',
  money: '5.5bn USD',
  'energy-price': '0.4 CNY/kWh',
  'power-price': '150 USD/kW/month',
  'token-price': '0.8 CNY/Mtoken',
  tokens: '4T tokens',
  'token-rate': '1850 token/s',
  users: '71M users/month',
  'request-rate': '1200 request/s',
  date: '2025-01-20',
  quarter: '2025Q3',
  text: 'a text',
  boolean: 'true',
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
  return z
    .union([scalar, longForm])
    .describe(`${kind}, e.g. \`${examples[kind]}\`, or { value: ${examples[kind]}, source: …, grade: B }`);
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

type Part<K extends ClaimKind> = {
  readonly ok: true;
  readonly value: KindValue[K];
  readonly low?: KindValue[K];
  readonly high?: KindValue[K];
};
type Problem = { readonly ok: false; readonly message: string; readonly hint?: string };

function readPart<K extends ClaimKind>(value: string | number | boolean, kind: K): Part<K> | Problem {
  const as = (read: unknown): KindValue[K] => read as KindValue[K];
  switch (kind) {
    case 'text':
      return { ok: true, value: as(String(value)) };
    case 'boolean':
      return typeof value === 'boolean' ? { ok: true, value: as(value) } : expected(kind, value);
    case 'date':
      return isIsoDate(String(value)) ? { ok: true, value: as(value) } : expected(kind, value);
    case 'quarter':
      return isQuarter(String(value)) ? { ok: true, value: as(value) } : expected(kind, value);
    default: {
      if (typeof value === 'boolean') return expected(kind, value);
      const parsed = parseQuantity(value, kind);
      if (!parsed.ok) return parsed;
      const { currency } = parsed;
      const wrap = (amount: number): KindValue[K] =>
        as(currency === undefined ? amount : { amount, currency });
      return {
        ok: true,
        value: wrap(parsed.value),
        ...(parsed.low !== undefined && { low: wrap(parsed.low) }),
        ...(parsed.high !== undefined && { high: wrap(parsed.high) }),
      };
    }
  }
}

function expected(kind: ClaimKind, found: unknown): Problem {
  return { ok: false, message: `expected ${kind}, e.g. \`${examples[kind]}\`, found \`${String(found)}\`` };
}

function inverted(low: unknown, value: unknown, high: unknown): boolean {
  const numbers = [low, value, high].map(magnitude).filter((number) => number !== undefined);
  return numbers.some((number, index) => index > 0 && number < (numbers[index - 1] ?? number));
}

function magnitude(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'object' && value !== null && 'amount' in value ? Number(value.amount) : undefined;
}
