import { queryOptions } from '@tanstack/react-query';
import { all } from '../api/queries.ts';
import { get } from '../api/client.ts';

/** One field of an entry of the catalog with its evidence. */
export interface FactRow {
  readonly field: string;
  readonly written: string;
  readonly source?: string;
  readonly grade?: string;
  readonly status?: string;
  readonly date?: string;
  readonly reason?: string;
  readonly note?: string;
}

export interface Fact {
  readonly id: string;
  readonly rows: readonly FactRow[];
}

export interface Source {
  readonly key: string;
  readonly title: string;
  readonly ref: string;
  readonly date?: string;
  readonly grade: string;
}

const forever = { staleTime: Number.POSITIVE_INFINITY };

/** Every entry of a kind with all its fields. */
export const factsQuery = (kind: string) =>
  queryOptions({
    queryKey: ['facts', kind],
    queryFn: async () => (await get<{ items: readonly Fact[] }>(`/v1/facts/${kind}`)).items,
    ...forever,
  });

/** Kinds of entries with how many there are. */
export const kindsQuery = queryOptions({
  queryKey: ['catalog'],
  queryFn: async () =>
    (await get<{ kinds: readonly { kind: string; count: number }[] }>('/v1/catalog')).kinds,
  ...forever,
});

/** All sources, by key. */
export const sourcesQuery = queryOptions({
  queryKey: ['facts', 'sources', 'by key'],
  queryFn: async (): Promise<ReadonlyMap<string, Source>> => {
    const { items } = await get<{ items: readonly Fact[] }>('/v1/facts/sources');
    return new Map(
      items.map(({ id, rows }) => {
        const text = (field: string): string => rows.find((row) => row.field === field)?.written ?? '';
        return [
          id,
          { key: id, title: text('title'), ref: text('ref'), date: text('date'), grade: text('grade') },
        ];
      }),
    );
  },
  ...forever,
});

/** Who names an entry or a source. */
export const usersQuery = (id: string) =>
  queryOptions({
    queryKey: ['used-by', id],
    queryFn: async () =>
      (
        await get<{ items: readonly { kind: string; id: string; field: string }[] }>(
          `/v1/used-by/${encodeURIComponent(id)}`,
        )
      ).items,
    ...forever,
  });

/** The rulebook. */
export interface Rule {
  readonly id: string;
  readonly title: string;
  readonly jurisdiction: string;
  readonly authority: string;
  readonly text: string;
  readonly published: string;
  readonly effective: string;
  readonly until?: { readonly date: string; readonly why: string };
  readonly gate: string;
  readonly when: string;
  readonly effect: { readonly kind: string } & Readonly<Record<string, unknown>>;
  readonly supersedes: readonly string[];
  readonly informative: boolean;
  readonly grade: string;
  readonly sources: readonly string[];
  readonly notes: readonly string[];
}

export const rulesQuery = queryOptions({
  queryKey: ['rules'],
  queryFn: () => all<Rule>('/v1/rules'),
  ...forever,
});

/** Ids and titles of a kind, for choosing. */
export const entriesQuery = (kind: string) =>
  queryOptions({
    queryKey: ['entries', kind],
    queryFn: () => all<{ id: string; title: string }>(`/v1/catalog/${kind}`),
    ...forever,
  });

const stale = 365 * 24 * 3600 * 1000;

/** Older than a year on a day: what may have changed since. Undated claims are not judged. */
export function isStale(date: string | undefined, on: number): boolean {
  const at = Date.parse((date ?? '').length === 4 ? `${date ?? ''}-12-31` : (date ?? ''));
  return Number.isFinite(at) && on - at > stale;
}
