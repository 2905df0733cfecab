import { z } from 'zod';
import { acceleratorSchema } from './accelerator.ts';
import { idSchema } from './common.ts';
import { costSchema } from './cost.ts';
import { countryGroupSchema } from './country-group.ts';
import { eventSchema } from './event.ts';
import { fxSchema } from './fx.ts';
import { modelSchema } from './model.ts';
import { offerSchema } from './offer.ts';
import { partySchema } from './party.ts';
import { programmeSchema } from './programme.ts';
import { seriesSchema } from './series.ts';
import { siteSchema } from './site.ts';
import { sourceSchema } from './source.ts';
import { systemSchema } from './system.ts';

/**
 * The shape of one entry of every kind. The name of a kind is the folder under `catalog/` (or a single file, as
 * `catalog/sources.yaml`); every file there is a map from id to entry.
 */
export const entrySchemas = {
  accelerators: acceleratorSchema,
  systems: systemSchema,
  offers: offerSchema,
  models: modelSchema,
  sites: siteSchema,
  parties: partySchema,
  events: eventSchema,
  series: seriesSchema,
  programmes: programmeSchema,
  costs: costSchema,
  'country-groups': countryGroupSchema,
  fx: fxSchema,
  sources: sourceSchema,
} as const;

export type EntryKind = keyof typeof entrySchemas;

/** An entry as written, after its shape was checked. */
export type RawEntry<K extends EntryKind> = z.infer<(typeof entrySchemas)[K]>;

export { idSchema };
