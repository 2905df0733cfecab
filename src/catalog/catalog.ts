import type { Source } from '../evidence/index.ts';
import type {
  Accelerator,
  CostFact,
  CountryGroup,
  FxFact,
  Model,
  Offer,
  Party,
  Programme,
  Series,
  SiteFacts,
  System,
  WorldEvent,
} from './entities.ts';

/** All facts, by kind and id; each map is in order of ids (exchange rates: of dates, the latest last). */
export interface Catalog {
  readonly accelerators: ReadonlyMap<string, Accelerator>;
  readonly systems: ReadonlyMap<string, System>;
  readonly offers: ReadonlyMap<string, Offer>;
  readonly models: ReadonlyMap<string, Model>;
  readonly sites: ReadonlyMap<string, SiteFacts>;
  readonly parties: ReadonlyMap<string, Party>;
  readonly events: ReadonlyMap<string, WorldEvent>;
  readonly series: ReadonlyMap<string, Series>;
  readonly programmes: ReadonlyMap<string, Programme>;
  readonly costs: ReadonlyMap<string, CostFact>;
  readonly countryGroups: ReadonlyMap<string, CountryGroup>;
  readonly fx: ReadonlyMap<string, FxFact>;
  readonly sources: ReadonlyMap<string, Source>;
  /** SHA-256 (hex) of what is written, whatever the files and the order it is written in. */
  readonly hash: string;
}

/** Every kind of entry under the name of its map. */
export type CatalogEntries = {
  readonly [K in Exclude<keyof Catalog, 'hash'>]: Catalog[K] extends ReadonlyMap<string, infer E> ? E : never;
};
export type CatalogKind = keyof CatalogEntries;

/** Kind by kind, in the order people read them. */
export const catalogKinds = [
  'accelerators',
  'systems',
  'offers',
  'models',
  'sites',
  'parties',
  'events',
  'series',
  'programmes',
  'costs',
  'countryGroups',
  'fx',
  'sources',
] as const satisfies readonly CatalogKind[];
