import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { PlanDiff } from '../../../src/planning/index.ts';
import { address, get } from '../api/client.ts';
import type { PlanRecord } from '../api/records.ts';
import { Skeleton } from '../kit/page.tsx';
import { Panel } from '../kit/panel.tsx';
import { Trouble } from '../kit/trouble.tsx';
import { Difference } from '../plan/difference.tsx';
import { useAddress } from '../shell/use-search.ts';

/** What differs between two versions of a record; the last two where nothing else is chosen. */
export function VersionChanges({ record }: { readonly record: PlanRecord }): ReactNode {
  const { search, set } = useAddress();
  const numbers = record.versions.map(({ number }) => number);
  const chosen = /^(?<from>\d+)-(?<to>\d+)$/u.exec(search.versions ?? '')?.groups;
  const [before = 1, last = 1] = numbers.slice(-2);
  const from = Number(chosen?.from ?? before);
  const to = Number(chosen?.to ?? last);
  const diff = useQuery({
    queryKey: ['version diff', record.id, from, to],
    queryFn: () => get<PlanDiff>(address(`/v1/records/${record.id}/diff`, { from, to })),
    enabled: numbers.length > 1,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (numbers.length < 2) return null;
  const pick = (label: string, value: number, onPick: (value: number) => void): ReactNode => (
    <label className="inline">
      <span className="dim">{label}</span>
      <select value={value} onChange={({ target }) => onPick(Number(target.value))}>
        {numbers.map((number) => (
          <option key={number} value={number}>
            Version {number}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <Panel
      title="What changed"
      id="changes"
      tools={
        <span className="inline">
          {pick('from', from, (value) => set({ versions: `${value}-${to}` }))}
          {pick('to', to, (value) => set({ versions: `${from}-${value}` }))}
        </span>
      }
    >
      {diff.error !== null && <Trouble error={diff.error} />}
      {diff.data === undefined ? (
        diff.error === null && <Skeleton />
      ) : (
        <Difference key={`${from} ${to}`} diff={diff.data} />
      )}
    </Panel>
  );
}
