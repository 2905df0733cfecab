import { queryOptions } from '@tanstack/react-query';
import type { PlanFile } from '../../../src/plan/index.ts';
import type { Place } from '../plan/places.ts';
import { address, ask, get, post, type Tagged } from './client.ts';
import type { Job, Page, PlanEntry, PlanFileEntry, ScenarioEntry, Validation } from './types.ts';

/** All pages of a list. */
export async function all<T>(
  path: string,
  query: Readonly<Record<string, string | undefined>> = {},
): Promise<readonly T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<T> = await get(address(path, { ...query, limit: 500, cursor }));
    items.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return items;
}

/** Scenarios of the folder. */
export const scenarioListQuery = queryOptions({
  queryKey: ['scenarios'],
  queryFn: () => all<ScenarioEntry>('/v1/scenarios'),
});

/** The text of a scenario and its state. */
export const scenarioQuery = (name: string) =>
  queryOptions({
    queryKey: ['scenario', name],
    queryFn: async (): Promise<Tagged<string>> => {
      const response = await ask('GET', `/v1/scenarios/${name}`, { headers: { accept: 'application/yaml' } });
      return { value: await response.text(), etag: response.headers.get('etag') ?? undefined };
    },
  });

/** Jobs, newest first. */
export const jobListQuery = queryOptions({
  queryKey: ['jobs'],
  queryFn: async () => (await get<Page<Job>>('/v1/jobs?limit=50')).items,
});

/** Everything that can be opened as a plan: what jobs found, and the files of the folder. */
export const planListQuery = queryOptions({
  queryKey: ['plans'],
  queryFn: async (): Promise<readonly PlanEntry[]> => {
    const [jobs, files] = await Promise.all([
      get<Page<Job>>('/v1/jobs?limit=100'),
      get<{ readonly items: readonly PlanFileEntry[] }>('/v1/plan-files'),
    ]);
    return [
      ...jobs.items
        .filter(({ kind, result }) => ['plan', 'replan', 'simulate'].includes(kind) && result !== null)
        .map(ofJob),
      ...files.items.map(ofFile),
    ];
  },
});

const made: Readonly<Record<string, string>> = { replan: 'planned anew', simulate: 'simulated' };

function ofJob({ id, kind, title, summary, finishedAt, createdAt }: Job): PlanEntry {
  const { status, asOf, variant, currency, objective, lines } = (summary ?? {}) as {
    status?: string;
    asOf?: string;
    variant?: string | null;
    currency?: string;
    objective?: { cost: number | null };
    lines?: number;
  };
  const scenario = title.split(', ')[0] ?? title;
  return {
    id: `job:${id}`,
    title: scenario,
    says: [
      asOf === undefined ? undefined : `as of ${asOf}`,
      variant ?? undefined,
      made[kind] ?? 'planned here',
    ]
      .filter((part) => part !== undefined)
      .join(', '),
    scenario,
    status: status ?? 'unknown',
    cost: objective?.cost ?? null,
    currency: currency ?? 'USD',
    lines: lines ?? 0,
    modified: finishedAt ?? createdAt,
  };
}

function ofFile({ name, title, asOf, variant, ...rest }: PlanFileEntry): PlanEntry {
  return {
    ...rest,
    id: `file:${name}`,
    title,
    says: [`as of ${asOf}`, variant ?? undefined, `${name}.plan.json`]
      .filter((part) => part !== undefined)
      .join(', '),
  };
}

/** A plan by its id. What a job found never changes; a file may. */
export const planQuery = (id: string) =>
  queryOptions({
    queryKey: ['plan', id],
    staleTime: /^(?:job|record):/u.test(id) ? Number.POSITIVE_INFINITY : 0,
    queryFn: ({ signal }): Promise<PlanFile> => {
      const key = id.slice(id.indexOf(':') + 1);
      if (id.startsWith('record:')) {
        const [record, version] = key.split('/');
        return get(`/v1/records/${record ?? ''}/versions/${version ?? ''}/plan`, signal);
      }
      if (id.startsWith('job:')) return get(`/v1/jobs/${key}/result`, signal);
      return get(address('/v1/plan-file', { name: key }), signal);
    },
  });

/** Where the sites of a scenario are; none where it is not in the folder. */
export const placesQuery = (scenario: string) =>
  queryOptions({
    queryKey: ['places', scenario],
    queryFn: async (): Promise<readonly Place[]> => {
      const { items } = await post<{ items: readonly Place[] }>('/v1/places', {
        scenario: { name: scenario },
      });
      return items;
    },
    retry: false,
  });

/** What is wrong with a text. */
export function validate(name: string, text: string, signal: AbortSignal): Promise<Validation> {
  return post('/v1/validate', { scenario: { name, text } }, signal);
}

/** Variants of a scenario of the folder. */
export const variantsQuery = (name: string) =>
  queryOptions({
    queryKey: ['variants', name],
    queryFn: async () => (await post<Validation>('/v1/validate', { scenario: { name } })).variants,
    retry: false,
  });
