import type { Country } from '../catalog/index.ts';
import type { ShareMetric } from './resolved-limits.ts';

/** What a scenario says of its own uncertainty. */
export interface ResolvedUncertainties {
  /** Claims with a range are drawn. */
  readonly ranges: boolean;
  /** One factor per chip is drawn for all its rates. */
  readonly rates: boolean;
  /** Paths, or beginnings of paths, that are not drawn. */
  readonly certain: readonly string[];
  /** Beliefs about multiples of the value planned with, by path: triangular. */
  readonly factors: ReadonlyMap<string, FactorBelief>;
  /** Paths that take the same quantile in every draw, by name. */
  readonly together: ReadonlyMap<string, readonly string[]>;
  readonly events: readonly EventProcess[];
  /** Part of the price that is lost when an order is cancelled; undefined where the scenario does not say. */
  readonly deposit: number | undefined;
}

/** Multiples of a value, least, likeliest, greatest. */
export interface FactorBelief {
  readonly low: number;
  readonly mode: number;
  readonly high: number;
}

/** Something dated that may happen. */
export interface EventProcess {
  readonly id: string;
  readonly title: string;
  /** That it happens at all; undefined where nobody says: then it is a what-if, never drawn. */
  readonly probability: number | undefined;
  /** First and last quarter index in which it may happen, each alike. May lie outside the horizon. */
  readonly from: number;
  readonly to: number;
  readonly effects: readonly EventEffect[];
  /** Events that cannot happen once this one has. */
  readonly excludes: readonly string[];
  /** Ids of catalog events it follows. */
  readonly modelledOn: readonly string[];
  readonly source: string | undefined;
  /** Written reason; an event without a source is assumed. */
  readonly reason: string | undefined;
}

/** Offers meant by an effect: those that every given list allows. */
export interface OfferSelector {
  readonly offers?: readonly string[] | undefined;
  readonly systems?: readonly string[] | undefined;
  readonly accelerators?: readonly string[] | undefined;
  readonly vendors?: readonly string[] | undefined;
  readonly suppliers?: readonly string[] | undefined;
  readonly domestic?: boolean | undefined;
}

/** Sites meant by an effect: those that any given list names, or all where none is given. */
export interface SiteSelector {
  readonly sites?: readonly string[] | undefined;
  readonly regions?: readonly string[] | undefined;
  readonly countries?: readonly Country[] | undefined;
}

/** What an event does from its quarter on. Parts and factors are plain ratios. */
export type EventEffect =
  | { readonly kind: 'publish'; readonly rules: readonly string[] }
  | { readonly kind: 'end'; readonly rules: readonly string[] }
  | { readonly kind: 'forbid'; readonly when: string; readonly gate: 'export' | 'import' | 'use' }
  | { readonly kind: 'revoke'; readonly licences: readonly string[] }
  | {
      readonly kind: 'grant';
      readonly rules: readonly string[];
      readonly accelerators: readonly string[];
      readonly destinations: readonly Country[];
      readonly uses: readonly ('training' | 'inference')[];
    }
  | { readonly kind: 'supply'; readonly part: number; readonly of: OfferSelector }
  | {
      readonly kind: 'arrivals';
      readonly part: number;
      readonly of: OfferSelector;
      readonly at: SiteSelector;
    }
  | { readonly kind: 'delay'; readonly quarters: number; readonly of: OfferSelector }
  | { readonly kind: 'price'; readonly factor: number; readonly of: OfferSelector }
  | { readonly kind: 'demand'; readonly factor: number; readonly services: readonly string[] | undefined }
  | { readonly kind: 'idle'; readonly part: number; readonly at: SiteSelector }
  | {
      readonly kind: 'share';
      readonly atLeast: number;
      readonly metric: ShareMetric;
      readonly at: SiteSelector;
    }
  | { readonly kind: 'budget'; readonly part: number; readonly budgets: readonly string[] | undefined };
