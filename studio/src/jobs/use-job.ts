import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { get } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import type { Job, JobProgress } from '../api/types.ts';

/** Where a job stands, followed until it ends; survives a reload, as the address holds its id. */
export function useJob(id: string | undefined): {
  readonly job: Job | undefined;
  readonly progress: JobProgress | null;
  readonly error: unknown;
} {
  const query = useQuery({
    queryKey: ['job', id],
    queryFn: () => get<Job>(`/v1/jobs/${id ?? ''}`),
    enabled: id !== undefined,
    staleTime: 0,
  });
  const [progress, setProgress] = useState<JobProgress | null>(null);
  const open = query.data !== undefined && query.data.finishedAt === null;
  useEffect(() => {
    if (id === undefined || !open) return undefined;
    const events = new EventSource(`/v1/jobs/${id}/events`);
    events.addEventListener('progress', ({ data }) => setProgress(JSON.parse(String(data)) as JobProgress));
    events.addEventListener('state', ({ data }) => {
      const job = JSON.parse(String(data)) as Job;
      queryClient.setQueryData(['job', id], job);
      if (job.finishedAt !== null) {
        events.close();
        void queryClient.invalidateQueries({ queryKey: ['jobs'] });
        void queryClient.invalidateQueries({ queryKey: ['plans'] });
      }
    });
    return () => events.close();
  }, [id, open]);
  return { job: query.data, progress: progress ?? query.data?.progress ?? null, error: query.error };
}
