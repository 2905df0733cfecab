import { z } from 'zod';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { canonicalJson } from '../../evidence/index.ts';
import type { Delivery, ServedLoad, SpendRow } from '../../intake/index.ts';
import { contentOf, getText, hashOf } from '../contents.ts';
import type { Store } from '../database/store.ts';
import { storeTrouble } from '../messages.ts';
import type { Act, Acted } from '../record/actions.ts';
import { changeRecord } from '../record/change-record.ts';
import type { ActualsBatch, RecordState } from '../record/state.ts';

/** What really came, as the readers of other people's data give it. */
export interface ActualEntries {
  readonly deliveries: readonly Delivery[];
  readonly spend: readonly SpendRow[];
  readonly load: readonly ServedLoad[];
}
export type ActualKind = keyof ActualEntries;

/** Entries of one kind, read from one source. */
export type NewActuals = {
  readonly [Kind in ActualKind]: {
    readonly kind: Kind;
    /** Name of the file. */
    readonly source: string;
    /** The file itself: only its hash is kept, so that the same file does not count twice. */
    readonly bytes: Uint8Array;
    readonly entries: ActualEntries[Kind];
  };
}[ActualKind];

/** Adds what came of a plan to its record. */
export async function addActuals(store: Store, act: Act, added: NewActuals): Acted {
  const { kind, source, entries } = added;
  const content = contentOf(canonicalJson(entries));
  const sourceHash = hashOf(added.bytes);
  const quarters = entries.map(({ quarter }) => quarter).toSorted();
  const [from] = quarters;
  const to = quarters.at(-1);
  if (from === undefined || to === undefined)
    return [storeTrouble('FW-STO-0027', source, `${source} has no entry to add`)];
  return changeRecord(store, {
    ...act,
    contents: [content],
    events(state) {
      const known = state?.actuals.find((batch) => batch.actuals === kind && batch.sourceHash === sourceHash);
      if (known !== undefined) {
        const same = `${source} was added already, by entry ${known.seq} (${known.source})`;
        return [
          storeTrouble(
            'FW-STO-0027',
            source,
            same,
            `take it back first: fleetwright record actuals remove ${known.seq}`,
          ),
        ];
      }
      return [
        {
          kind: 'actuals-added',
          actuals: kind,
          source,
          sourceHash,
          content: content.hash,
          count: entries.length,
          from,
          to,
        },
      ];
    },
  });
}

/**
 * Everything that counts of what was added, oldest source first.
 *
 * - Deliveries: what the newest source says of an order replaces what older ones said of it.
 * - Load: what the newest source says of a service and quarter replaces what older ones said of them.
 * - Spend: adds up over the sources; a corrected bill replaces the old one only when that is taken back.
 */
export async function readActuals(
  store: Pick<Store, 'db'>,
  state: RecordState,
): Promise<ActualEntries | Diagnostic> {
  const deliveries = new Map<string, readonly Delivery[]>();
  const load = new Map<string, readonly ServedLoad[]>();
  const spend: SpendRow[] = [];
  for (const batch of state.actuals) {
    const entries = await entriesOf(store, batch);
    if ('code' in entries) return entries;
    replaceBy(deliveries, entries.deliveries, ({ order }) => order);
    replaceBy(load, entries.load, ({ service, quarter }) => `${service} ${quarter}`);
    spend.push(...entries.spend);
  }
  return { deliveries: [...deliveries.values()].flat(), spend, load: [...load.values()].flat() };
}

/** Puts entries in the place of older ones with the same key. */
function replaceBy<Entry>(
  known: Map<string, readonly Entry[]>,
  entries: readonly Entry[],
  keyOf: (entry: Entry) => string,
): void {
  for (const [key, group] of Map.groupBy(entries, keyOf)) known.set(key, group);
}

async function entriesOf(store: Pick<Store, 'db'>, batch: ActualsBatch): Promise<ActualEntries | Diagnostic> {
  const text = await getText(store, batch.content);
  const unreadable = `the actual ${batch.actuals} of entry ${batch.seq} cannot be read`;
  const trouble = storeTrouble('FW-STO-0012', batch.source, unreadable, 'ask fleetwright record verify');
  if (text === undefined) return trouble;
  try {
    const entries: unknown = JSON.parse(text);
    const read = z.array(z.looseObject({ quarter: z.string() })).safeParse(entries);
    return read.success ? { ...noActuals, [batch.actuals]: read.data } : trouble;
  } catch {
    return trouble;
  }
}

const noActuals: ActualEntries = { deliveries: [], spend: [], load: [] };
