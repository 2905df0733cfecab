import { useEffect } from 'react';
import { queryClient } from './query-client.ts';

/** Keeps lists and texts up to date with what happens elsewhere: edits by other programs, jobs that end. */
export function useServerEvents(): void {
  useEffect(() => {
    const events = new EventSource('/v1/events');
    const again = (...keys: readonly string[]): void => {
      for (const key of keys) void queryClient.invalidateQueries({ queryKey: [key] });
    };
    events.addEventListener('hello', () => again('scenarios', 'jobs'));
    for (const type of ['scenario.created', 'scenario.removed']) {
      events.addEventListener(type, () => again('scenarios'));
    }
    events.addEventListener('scenario.changed', ({ data }) => {
      const { name } = JSON.parse(String(data)) as { name: string };
      again('scenarios');
      void queryClient.invalidateQueries({ queryKey: ['scenario', name] });
      void queryClient.invalidateQueries({ queryKey: ['places', name] });
    });
    events.addEventListener('job', () => again('jobs', 'plans'));
    return () => events.close();
  }, []);
}
