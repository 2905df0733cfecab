import type { Claim } from '../evidence/index.ts';
import { formatQuantity } from '../quantity/index.ts';
import type { Path, RawClaim } from '../reading/index.ts';
import { say } from './messages.ts';
import type { Reader } from './reader.ts';
import type { RawStatement } from './shape-limits.ts';
import type { RawScenario } from './shape.ts';

type SumKind = NonNullable<RawStatement['kind']>;

/** Difference between parts and total that rounding explains. */
const usualTolerance = 0.01;

/** Reads the background claims, and reports every sum that is said to hold and does not. Nothing is repaired. */
export function checkStatements(reader: Reader, raw: RawScenario): void {
  for (const [id, entry] of Object.entries(raw.background ?? {})) {
    reader.read(entry.claim, entry.kind, ['background', id, 'claim']);
  }
  for (const [id, statement] of Object.entries(raw.statements ?? {})) checkSum(reader, raw, id, statement);
}

function checkSum(reader: Reader, raw: RawScenario, id: string, statement: RawStatement): void {
  const path = ['statements', id];
  const kind = statement.kind ?? 'money';
  const parts = statement.parts.map((part, index) =>
    valueOf(reader, raw, part, kind, [...path, 'parts', index]),
  );
  const total = valueOf(reader, raw, statement.total, kind, [...path, 'total']);
  const tolerance =
    statement.tolerance === undefined
      ? usualTolerance
      : reader.number(
          reader.read(statement.tolerance, 'ratio', [...path, 'tolerance']),
          [...path, 'tolerance'],
          'the tolerance',
        );
  const sum = parts.reduce((added, part) => added + part, 0);
  const off = (sum - total) / total;
  if (Number.isNaN(off) || Math.abs(off) <= tolerance) return;
  const show = (value: number): string =>
    kind === 'money'
      ? formatQuantity(value, kind, { currency: reader.currency })
      : formatQuantity(value, kind);
  const place = reader.place(path, 'key');
  reader.report(say.sumOff(place, statement.title, parts.map(show), show(sum), show(total), off));
}

/** The number of a claim, or of the budget or background claim it refers to; in the currency of the plan. */
function valueOf(reader: Reader, raw: RawScenario, written: RawClaim, kind: SumKind, path: Path): number {
  const reference = typeof written === 'string' ? /^(budgets|background)\/(.+)$/.exec(written) : null;
  if (reference === null) return amountOf(reader, reader.read(written, kind, path), path);
  const [, section, id = ''] = reference;
  if (section === 'budgets') {
    const budget = reader.find(new Map(Object.entries(raw.budgets ?? {})), id, 'budget', path);
    const at = ['budgets', id, 'amount'];
    return budget ? amountOf(reader, reader.read(budget.amount, kind, at), at) : Number.NaN;
  }
  const entry = reader.find(new Map(Object.entries(raw.background ?? {})), id, 'background claim', path);
  const at = ['background', id, 'claim'];
  return entry ? amountOf(reader, reader.read(entry.claim, kind, at), at) : Number.NaN;
}

function amountOf(reader: Reader, claim: ReturnType<Reader['read']>, path: Path): number {
  const what = 'a part of the sum';
  return typeof claim.value === 'object'
    ? reader.money(claim as Parameters<Reader['money']>[0], path, what)
    : reader.number(claim as Claim<number>, path, what);
}
