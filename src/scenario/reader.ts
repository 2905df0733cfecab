import type { Catalog } from '../catalog/index.ts';
import { didYouMean, type Diagnostic } from '../diagnostics/index.ts';
import type { Claim } from '../evidence/index.ts';
import { convert, type Currency, type FxTable, type Money } from '../quantity/index.ts';
import {
  toClaim,
  type ClaimKind,
  type KindValue,
  type Path,
  type RawClaim,
  type YamlDocument,
} from '../reading/index.ts';
import { quarterAt, quarterIndex, type Horizon } from './horizon.ts';
import { say, type Place } from './messages.ts';
import type { QuarterRef } from './shape-parts.ts';

/** Kinds whose value is a plain number. */
export type NumberKind = { [K in ClaimKind]: KindValue[K] extends number ? K : never }[ClaimKind];

/** What a number must satisfy; parts of a whole lie in [0, 1]. */
export interface Bounds {
  /** Must be greater than nothing, not only not negative. */
  readonly positive?: boolean;
  /** Least value; default 0. */
  readonly least?: number;
  /** Greatest value; 1 for parts of a whole. */
  readonly most?: number;
  readonly whole?: boolean;
}

/**
 * Reads one scenario: turns claims into numbers, references into entities and quarters into indexes, and keeps
 * two books while doing so: every claim used (lineage) and every problem found. Reading goes on after a problem with
 * a stand-in value; nothing is made of the result when there are errors.
 */
export interface Reader {
  /** File the scenario is in. */
  readonly file: string;
  readonly catalog: Catalog;
  readonly horizon: Horizon;
  readonly currency: Currency;
  readonly fx: FxTable;
  readonly lineage: Map<string, Claim<unknown>>;
  report(diagnostic: Diagnostic): void;
  place(path: Path, part?: 'value' | 'key'): Place;
  /** The claim at `path`, without entering it in the lineage: no number of the plan rests on it. */
  read<K extends ClaimKind>(raw: RawClaim | undefined, kind: K, path: Path): Claim<KindValue[K]>;
  /** The claim at `path`, entered in the lineage (under `as`, where the plan knows it by another name). */
  claim<K extends ClaimKind>(raw: RawClaim | undefined, kind: K, path: Path, as?: Path): Claim<KindValue[K]>;
  /** A catalog claim used instead of one written in the scenario, entered in the lineage under `path`. */
  borrow<T>(claim: Claim<T>, path: Path): Claim<T>;
  /** The number of a claim within its bounds, NaN when there is none: `what` names it in the message. */
  number(claim: Claim<number>, path: Path, what: string, bounds?: Bounds): number;
  /** The amount of a claim of money (per something) in the currency of the plan. */
  money(claim: Claim<Money>, path: Path, what: string): number;
  /** The entry called `id`; a message that names the nearest one when there is none. */
  find<T>(entries: ReadonlyMap<string, T>, id: string, kind: string, path: Path): T | undefined;
  /** Index in the horizon of a quarter as written, or `otherwise` when none is written. */
  quarter(ref: QuarterRef | undefined, path: Path, otherwise: number, reach?: 'within' | 'any'): number;
}

export interface ReaderInput {
  readonly document: YamlDocument;
  readonly catalog: Catalog;
  readonly horizon: Horizon;
  readonly currency: Currency;
  readonly fx: FxTable;
  readonly report: (diagnostic: Diagnostic) => void;
}

export function readerOf({ document, catalog, horizon, currency, fx, report }: ReaderInput): Reader {
  const lineage = new Map<string, Claim<unknown>>();
  /** Claims that could not be read: that has been said, so that their lack of a value need not be. */
  const broken = new Set<Claim<unknown>>();
  const place = (path: Path, part?: 'value' | 'key'): Place => ({ path, span: document.span(path, part) });

  const number: Reader['number'] = (claim, path, what, bounds = {}) => {
    const { value } = claim;
    if (value === undefined) {
      if (!broken.has(claim)) report(say.needsNumber(place(path), what));
      return Number.NaN;
    }
    const { positive = false, least = 0, most = Infinity, whole = false } = bounds;
    if (value < least || (positive && value === 0)) {
      report(say.tooSmall(place(path), claim.written, positive ? 'more than 0' : `at least ${least}`));
    } else if (value > most) {
      report(say.tooLarge(place(path), claim.written, most === 1 ? '100 %' : String(most)));
    } else if (whole && !Number.isInteger(value)) {
      report(say.notWhole(place(path), claim.written));
    }
    return value;
  };

  const find: Reader['find'] = (entries, id, kind, path) => {
    const entry = entries.get(id);
    if (entry === undefined) {
      const known = [...entries.keys()];
      report(say.unknownId(place(path), kind, id, didYouMean(id, known), known));
    }
    return entry;
  };

  const read: Reader['read'] = (raw, kind, path) => {
    const { claim, diagnostics } = toClaim(raw, kind, document, path);
    diagnostics.forEach(report);
    if (diagnostics.length > 0) broken.add(claim);
    if (claim.source !== undefined) find(catalog.sources, claim.source, 'source', [...path, 'source']);
    return claim;
  };

  return {
    file: document.file,
    catalog,
    horizon,
    currency,
    fx,
    lineage,
    report,
    place,
    read,
    claim: (raw, kind, path, as = path) => {
      const claim = read(raw, kind, path);
      lineage.set(as.join('.'), claim);
      return claim;
    },
    borrow: (claim, path) => {
      lineage.set(path.join('.'), claim);
      return claim;
    },
    number,
    money: (claim, path, what) => {
      const { value } = claim;
      if (value === undefined) {
        if (!broken.has(claim)) report(say.needsNumber(place(path), what));
        return Number.NaN;
      }
      if (value.amount < 0) report(say.tooSmall(place(path), claim.written, 'at least 0'));
      const converted = convert(value, currency, fx);
      if (converted.ok) return converted.money.amount;
      report(say.noRate(place(path), value.currency, currency));
      return Number.NaN;
    },
    find,
    quarter: (ref, path, otherwise, reach = 'within') => {
      if (ref === undefined) return otherwise;
      const index = quarterIndex(ref, horizon);
      const last = horizon.quarters.length - 1;
      if (index === undefined) report(say.notQuarter(place(path), String(ref)));
      else if (reach === 'within' && index < 0) {
        report(say.beforeHorizon(place(path), quarterAt(index, horizon), quarterAt(0, horizon)));
      } else if (reach === 'within' && index > last) {
        report(say.afterHorizon(place(path), quarterAt(index, horizon), quarterAt(last, horizon)));
      }
      return index ?? otherwise;
    },
  };
}
