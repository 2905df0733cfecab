import { didYouMean } from '../diagnostics/index.ts';
import { sameDimension } from './dimension.ts';
import { kinds, unitOf } from './kinds.ts';
import type { KindDefinition } from './kinds.ts';
import { problems } from './messages.ts';
import type { QuantityProblem } from './messages.ts';
import type { UnitExpression, UnitTrouble } from './unit-expression.ts';
import { scales, units } from './unit-table.ts';

/** Units of a kind that count as the canonical one, though they lack a part of it: `71M users`. */
export function isAlsoWritten(unit: UnitExpression, wanted: KindDefinition): boolean {
  return (wanted.alsoWritten ?? [])
    .map(unitOf)
    .some(
      ({ symbols, dimension }) =>
        symbols.join() === unit.symbols.join() && sameDimension(dimension, unit.dimension),
    );
}

/** Why a unit does not fit a kind; undefined when it does. */
export function unitMisfit(
  unit: UnitExpression,
  text: string,
  wanted: KindDefinition,
): QuantityProblem | undefined {
  if (isAlsoWritten(unit, wanted)) return undefined;
  const canonical = unitOf(wanted.canonical);
  const fits = sameDimension(unit.dimension, canonical.dimension);
  const refused = unit.symbols.find((symbol) => wanted.refuses?.includes(symbol));
  const isMoney = canonical.dimension.money !== undefined;
  if (fits && refused === undefined && (!isMoney || unit.currency !== undefined)) return undefined;
  if (isMoney && unit.currency === undefined && (fits || unit.dimension.money === undefined)) {
    return problems.currency(text, 'names no currency', wanted, 'write its ISO code, such as `USD` or `CNY`');
  }
  if (unit.symbols.length === 0) return problems.noUnit(text, wanted);
  return problems.wrongUnit(text, describe(unit), wanted, unitHint(unit, wanted));
}

/** What a unit measures, as messages call it. */
function describe(unit: UnitExpression): string {
  const match = Object.values<KindDefinition>(kinds).find(
    (kind) =>
      sameDimension(unitOf(kind.canonical).dimension, unit.dimension) &&
      !unit.symbols.some((symbol) => kind.refuses?.includes(symbol)),
  );
  return match?.label ?? 'something else';
}

/** The slips that planners make most. */
function unitHint(unit: UnitExpression, wanted: KindDefinition): string | undefined {
  if (unit.symbols.includes('m') && wanted !== kinds.area) {
    return '`m` is the metre: write `M` or `million`, `min` or `month`';
  }
  if (wanted === kinds.compute && unit.symbols.join() === 'FLOP') {
    return '`FLOP` and `FLOPs` count operations: write `FLOP/s` or `FLOPS` for a rate';
  }
  if (wanted === kinds.work && unit.symbols.join() === 'FLOPS') {
    return '`FLOPS` is a rate: write `FLOP` for an amount';
  }
  if (wanted === kinds.users) return 'users are counted over a month, as `71M users/month`';
  return undefined;
}

/** What to say of a text whose structure or units cannot be read. */
export function unitProblem(trouble: UnitTrouble, text: string, wanted: KindDefinition): QuantityProblem {
  if (trouble.what === 'syntax') return problems.unreadable(text, wanted);
  if (trouble.what === 'two currencies') {
    return problems.currency(text, 'names two currencies', wanted, 'name one');
  }
  const suggestion = suggestUnit(trouble.word, wanted);
  const hint = suggestion === undefined ? undefined : `did you mean \`${suggestion}\`?`;
  return problems.unknownUnit(trouble.word, wanted, hint);
}

/** The unit most likely meant: one that fits the kind before any other. */
function suggestUnit(word: string, wanted: KindDefinition): string | undefined {
  const { dimension } = unitOf(wanted.canonical);
  const fitting = [...units]
    .filter(([, unit]) => sameDimension(unit.dimension, dimension))
    .map(([text]) => text);
  return didYouMean(word, fitting) ?? didYouMean(word, [...units.keys(), ...scales.keys(), 'per', 'to']);
}

/** What to do about a character that belongs to no quantity, where there is something to say. */
export function strangeHint(text: string, at: number): string | undefined {
  return '~≈<>≤≥'.includes(text.charAt(at))
    ? 'write the number alone or a range, and say "about" or "more than" in a note'
    : undefined;
}
