import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { JobsBadge } from '../jobs/jobs-badge.tsx';
import { Icon, Mark } from './icon.tsx';
import { screens } from './screens.ts';
import { useOverlays } from './overlays.ts';
import { useTheme } from './theme.ts';
import { useAddress } from './use-search.ts';

const groups = [
  { id: 'work', title: 'Plan' },
  { id: 'know', title: 'Know' },
  { id: 'keep', title: 'Keep' },
] as const;

/** The screens at the side; the plan and the scenario in question travel along. */
export function Rail(): ReactNode {
  const { search } = useAddress();
  const { theme, next } = useTheme();
  const open = useOverlays((state) => state.open);
  return (
    <div className="rail">
      <Link to="/" className="wordmark">
        <Mark />
        Fleetwright
      </Link>
      <nav aria-label="Screens" className="stack">
        {groups.map(({ id, title }) => (
          <div key={id}>
            <h2>{title}</h2>
            <ul>
              {screens
                .filter(({ group }) => group === id)
                .map(({ to, name, icon, takes }) => (
                  <li key={to}>
                    <Link
                      to={to}
                      search={Object.fromEntries(takes.map((key) => [key, search[key]])) as never}
                      activeOptions={{ exact: true, includeSearch: false }}
                      onClick={() => open(undefined)}
                    >
                      <Icon name={icon} />
                      {name}
                    </Link>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </nav>
      <div className="rail-foot">
        <JobsBadge />
        <button type="button" className="button quiet small" onClick={() => open('palette')}>
          Go to… <kbd>Ctrl K</kbd>
        </button>
        <button type="button" className="button quiet small" onClick={() => open('help')}>
          Help <kbd>?</kbd>
        </button>
        <button type="button" className="button quiet small" onClick={next}>
          Theme <span className="faint">{theme}</span>
        </button>
      </div>
    </div>
  );
}
