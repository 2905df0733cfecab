import { queryOptions } from '@tanstack/react-query';
import { all } from './queries.ts';
import { ask, get } from './client.ts';
import { Problem } from './problem.ts';
import { queryClient } from './query-client.ts';

interface Mark {
  readonly author: string;
  readonly at: string;
  readonly seq: number;
}

/** One version of a plan of record. */
export interface RecordVersion extends Mark {
  readonly number: number;
  readonly message: string;
  readonly state: 'draft' | 'proposed' | 'approved' | 'superseded' | 'rejected' | 'withdrawn';
  readonly facts: {
    readonly title: string;
    readonly scenario: string;
    readonly variant: string | null;
    readonly asOf: string;
    readonly status: string;
    readonly currency: string;
    readonly cost: number | null;
    readonly lines: number;
  };
  readonly concerns: readonly { readonly id: string; readonly about: string }[];
  readonly checked: { readonly violations: number; readonly first: readonly string[] } | null;
  readonly decisions: readonly (Mark & { readonly kind: string; readonly message: string })[];
  readonly signOffs: readonly (Mark & {
    readonly concern: string;
    readonly name: string;
    readonly until: string;
    readonly reason: string;
  })[];
}

export interface PlanRecord {
  readonly id: string;
  readonly title: string;
  readonly head: { readonly seq: number; readonly hash: string };
  readonly versions: readonly RecordVersion[];
  readonly frozen: readonly (Mark & {
    readonly version: number;
    readonly reason: string;
    readonly order: {
      readonly id: string;
      readonly system: string;
      readonly count: number;
      readonly site: string;
      readonly orderQuarter: string;
    };
  })[];
  readonly notes: readonly (Mark & {
    readonly text: string;
    readonly version: number | null;
    readonly line: string | null;
  })[];
  readonly attachments: readonly (Mark & {
    readonly name: string;
    readonly content: string;
    readonly size: number;
    readonly version: number | null;
  })[];
  readonly actuals: readonly (Mark & {
    readonly actuals: string;
    readonly source: string;
    readonly count: number;
    readonly from: string;
    readonly to: string;
  })[];
  readonly overtaken: readonly (Mark & {
    readonly path: string;
    readonly written: string;
    readonly source: string;
    readonly date: string;
  })[];
}

export const recordListQuery = queryOptions({
  queryKey: ['records'],
  queryFn: () =>
    all<{
      readonly id: string;
      readonly title: string;
      readonly versions: number;
      readonly inForce: number | null;
      readonly changed: string;
    }>('/v1/records'),
});

export const recordQuery = (id: string) =>
  queryOptions({
    queryKey: ['record', id],
    queryFn: () => get<PlanRecord>(`/v1/records/${id}`),
    staleTime: 0,
  });

export const verifyQuery = (id: string, head: string) =>
  queryOptions({
    queryKey: ['verify', id, head],
    queryFn: () =>
      get<{
        readonly ok: boolean;
        readonly entries: number;
        readonly broken: { readonly seq: number; readonly what: string } | null;
      }>(`/v1/records/${id}/verify`),
  });

/** The version that counts: the one in force, else the newest. */
export function standingVersion({ versions }: PlanRecord): RecordVersion | undefined {
  return versions.find(({ state }) => state === 'approved') ?? versions.at(-1);
}

/** Changes a record in somebody's name, against the state that was seen. */
export function changeRecord(
  id: string,
  path: string,
  body: Readonly<Record<string, unknown>>,
  seen: string | undefined,
): Promise<PlanRecord> {
  return sendToRecord<PlanRecord>(id, path, body, seen);
}

/** The same where the answer holds more than the record. */
export async function sendToRecord<Answer extends PlanRecord | { readonly record: PlanRecord }>(
  id: string,
  path: string,
  body: Readonly<Record<string, unknown>>,
  seen: string | undefined,
): Promise<Answer> {
  try {
    const response = await ask('POST', `/v1/records/${id}/${path}`, {
      body: { json: body },
      headers: seen === undefined ? {} : { 'if-match': `"${seen}"` },
    });
    const answer = (await response.json()) as Answer;
    queryClient.setQueryData(['record', id], 'record' in answer ? answer.record : answer);
    await queryClient.invalidateQueries({ queryKey: ['records'] });
    return answer;
  } catch (error) {
    // Somebody was faster: show what they did, so that one can decide again.
    if (error instanceof Problem && error.status === 412)
      await queryClient.invalidateQueries({ queryKey: ['record', id] });
    throw error;
  }
}
