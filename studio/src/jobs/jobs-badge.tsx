import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { jobListQuery } from '../api/queries.ts';
import { useOverlays } from '../shell/overlays.ts';

/** What runs just now; opens the list of runs. */
export function JobsBadge(): ReactNode {
  const open = useOverlays((state) => state.open);
  const { data = [] } = useQuery(jobListQuery);
  const running = data.filter(({ finishedAt }) => finishedAt === null).length;
  return (
    <button type="button" className="button quiet small" onClick={() => open('jobs')}>
      Runs{' '}
      <span className={running > 0 ? 'warn' : 'faint'}>
        {running > 0 ? `${running} under way` : data.length}
      </span>
    </button>
  );
}
