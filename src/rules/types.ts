import type { Accelerator, Country, CountryGroup, Party, System } from '../catalog/index.ts';
import type { Claim, Grade } from '../evidence/index.ts';
import type { Expression } from './predicate/expression.ts';
import type { IsoDate } from '../quantity/index.ts';

/** What the rules say of one line on one date, from best to worst. Unknown fails closed: only `allowed` and `conditions` may be planned. */
export const verdicts = ['allowed', 'conditions', 'licence', 'unknown', 'denied'] as const;
export type Verdict = (typeof verdicts)[number];

export type Use = 'training' | 'inference';

/**
 * Which gate a rule guards. `export`: may the seller ship it (US). `import`: may the buyer take it (China).
 * `use`: may it be run for this, here. `procurement`: shares and quotas on what is bought. `cost`: duties and fees only.
 */
export type Gate = 'export' | 'import' | 'use' | 'procurement' | 'cost';

/** How applications are reviewed; `unstated` where nothing public says. */
export const licencePolicies = [
  'presumption-of-denial',
  'case-by-case',
  'presumption-of-approval',
  'unstated',
] as const;
export type LicencePolicy = (typeof licencePolicies)[number];

/**
 * Labels a rule can give an accelerator, strongest first: where rules give several, the first one counts. What none
 * of them reaches is `free`; what one may reach, for want of a figure, is `unknown`.
 */
export const categories = [
  'denial',
  'case-by-case',
  '3A090.a',
  '3A090.b',
  'NAC-eligible',
  'controlled',
  'letter',
] as const;
export type Category = (typeof categories)[number];

/** What a rule does where its predicate holds. */
export type Effect =
  | { readonly kind: 'allow'; readonly conditions?: readonly string[] }
  | { readonly kind: 'notify'; readonly days: number; readonly exception: string }
  | { readonly kind: 'licence'; readonly policy: LicencePolicy; readonly conditions?: readonly string[] }
  | { readonly kind: 'deny' }
  /** Applies, but whether it forbids cannot be said from what is public. */
  | { readonly kind: 'uncertain'; readonly why: string }
  /** Guidance that does not bind; shown with the verdict, never blocks. */
  | { readonly kind: 'advise'; readonly text: string }
  /** At least this part of what is bought must be domestic. All of it, and binding: nothing foreign may be bought. */
  | {
      readonly kind: 'share';
      readonly of: 'domestic';
      readonly atLeast: Claim<number>;
      readonly binding: boolean;
    }
  /** At most so many accelerators; asked only where the question gives a quantity. */
  | {
      readonly kind: 'cap';
      readonly units: Claim<number>;
      readonly per: 'buyer' | 'country' | 'product';
      /** Accelerator in whose processing power the units are counted; plain accelerators without it. */
      readonly equivalentsOf?: string;
    }
  | { readonly kind: 'duty'; readonly rate: Claim<number> }
  | { readonly kind: 'fee'; readonly rate: Claim<number> };

/** A dated rule as data. Bitemporal: what was known on D is what was published by D, with the ends announced by D. */
export interface Rule {
  readonly id: string;
  readonly title: string;
  readonly jurisdiction: 'US' | 'CN';
  readonly authority: string;
  /** Citation: Federal Register number, ECCN paragraph, notice. */
  readonly text: string;
  /** When the public could know of it. */
  readonly published: IsoDate;
  readonly effective: IsoDate;
  /** Last day it has effect, and when that became known. */
  readonly until?: { readonly date: IsoDate; readonly published: IsoDate; readonly why: string };
  readonly gate: Gate;
  /** Category it puts an item into, with the labels of the classification tests: `3A090.a`, `letter`, … */
  readonly category?: Category;
  /** Predicate in the predicate language; `true` when it always applies. */
  readonly when: string;
  readonly effect: Effect;
  /** Ids of rules that no longer count where this one holds, e.g. a later licence policy for the same items. */
  readonly supersedes: readonly string[];
  /** False = law, guidance in force; true = recorded for people, never evaluated (a bill, an unverified report). */
  readonly informative: boolean;
  readonly grade: Grade;
  readonly sources: readonly string[];
  readonly notes: readonly string[];
}

/** All rules, read and checked. Evaluate with `judge` or `classify`; read with `rulesKnownOn`. */
export interface Rulebook {
  /** In order of ids. */
  readonly rules: readonly Rule[];
  /** Parsed `when` of each rule, by id. */
  readonly predicates: ReadonlyMap<string, Expression>;
  /** Defined terms, in the order they are written. */
  readonly terms: readonly Term[];
  /** SHA-256 (hex) of rules and terms, whatever the files they are written in. */
  readonly hash: string;
}

/** A phrase with a fixed meaning that predicates use in quotes, as contracts do. */
export interface Term {
  readonly name: string;
  /** Predicate it stands for. */
  readonly means: string;
  readonly sources: readonly string[];
  readonly notes: readonly string[];
}

/** What questions are answered from. Keep one context for many questions: what it says of each party and chip is worked out once. */
export interface RuleContext {
  readonly rulebook: Rulebook;
  readonly accelerators: ReadonlyMap<string, Accelerator>;
  readonly systems: ReadonlyMap<string, System>;
  readonly parties: ReadonlyMap<string, Party>;
  readonly countryGroups: ReadonlyMap<string, CountryGroup>;
  readonly sites?: ReadonlyMap<string, RuleSite>;
  readonly licences: readonly Licence[];
}

/** What rules look at in a site; a site of a scenario or of the catalog fits. */
export interface RuleSite {
  readonly id: string;
  readonly area?: string | undefined;
  /** State money in the building; where it is not said, its owner's or the recipient's kind decides. */
  readonly stateFunded?: boolean | undefined;
  readonly owner?: string | undefined;
  /** Power usage effectiveness, dimensionless. */
  readonly pue?: number | Claim<number> | undefined;
}

/** What is asked: may this happen on this date? Parties and destination are given, never searched over. */
export interface Question {
  readonly accelerator: string;
  /** System id where known; a bare accelerator can be asked too. */
  readonly system?: string;
  readonly destination: Country;
  /** Site id where known. */
  readonly site?: string;
  /** Who places the order (party id). */
  readonly buyer: string;
  /** Who will own the hardware: the buyer for purchases, the provider for leases. */
  readonly owner: string;
  /** Who runs the building and the machines. */
  readonly operator: string;
  readonly acquisition: 'purchase' | 'lease' | 'existing';
  readonly use: Use;
  /** Accelerators, where the answer may depend on it. */
  readonly quantity?: number;
  /** Day whose law is asked for. */
  readonly date: IsoDate;
  /** Day whose knowledge is used; rules published later are not seen. Default: `date`. */
  readonly knownOn?: IsoDate;
}

/** One rule that applied (or may apply), with the facts it used. */
export interface Finding {
  readonly rule: string;
  readonly title: string;
  readonly text: string;
  readonly published: IsoDate;
  readonly effective: IsoDate;
  readonly until?: IsoDate;
  readonly gate: Gate;
  /** `true`: the predicate holds; `unknown`: an input it needs is not known. Rules that do not hold are not findings. */
  readonly holds: true | 'unknown';
  readonly effect: Effect;
  /** What this rule alone makes of the line. */
  readonly verdict: Verdict;
  /** Facts read by the predicate, as text: `item.tpp` → `15 824`. */
  readonly facts: Readonly<Record<string, string>>;
  /** One sentence for people. */
  readonly reason: string;
  readonly sources: readonly string[];
  readonly grade: Grade;
}

/** The answer: the worst verdict over the findings, and every finding. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly reason: string;
  readonly findings: readonly Finding[];
  /** Conditions that go with an `allowed` or `conditions` verdict. */
  readonly conditions: readonly string[];
  /** Sum of duty and fee rates on the price that come with it. */
  readonly dutyRate: number;
  readonly feeRate: number;
  /** Ids of the licences held or assumed that answered a rule. */
  readonly licences: readonly string[];
}

/** A licence the buyer holds, or that a scenario assumes (and then must say so). */
export interface Licence {
  readonly id: string;
  readonly status: 'held' | 'assumed';
  /** Rules it answers. */
  readonly rules: readonly string[];
  /** Empty = any. */
  readonly accelerators: readonly string[];
  readonly destinations: readonly Country[];
  readonly uses: readonly Use[];
  readonly from: IsoDate;
  readonly until?: IsoDate;
}

/** One stretch of a timeline: from `date` until the next entry's date. */
export interface TimelineEntry {
  readonly date: IsoDate;
  readonly use: Use;
  readonly verdict: Verdict;
  readonly category: Classification['category'];
  /** Parts of the price that come on top. */
  readonly dutyRate: number;
  readonly feeRate: number;
  readonly reason: string;
  /** Ids of the rules that decide the verdict or cost money. */
  readonly rules: readonly string[];
}

/** How an accelerator is classified on a date for a destination. */
export interface Classification {
  readonly accelerator: string;
  readonly date: IsoDate;
  readonly destination: Country;
  /** Total processing power: dense rate × bit length, largest over formats. Interval where inputs are. */
  readonly tpp: {
    readonly value: number | undefined;
    readonly low?: number;
    readonly high?: number;
    readonly format?: string;
  };
  /** TPP per mm² of applicable die area. */
  readonly performanceDensity: {
    readonly value: number | undefined;
    readonly low?: number;
    readonly high?: number;
  };
  /** One of `categories`, `free` or `unknown`. */
  readonly category: Category | 'free' | 'unknown';
  /** A duty applies on import into the US on that date. */
  readonly duty: boolean | 'unknown';
  readonly rules: readonly Finding[];
}
