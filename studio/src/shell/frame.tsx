import { Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, type ReactNode } from 'react';
import { useServerEvents } from '../api/events.ts';
import { Dialog } from '../kit/dialog.tsx';
import { Skeleton } from '../kit/page.tsx';
import { ToastRegion } from '../kit/toasts.tsx';
import { Icon, Mark } from './icon.tsx';
import { useKeyboard } from './keyboard.ts';
import { useOverlays } from './overlays.ts';
import { Rail } from './rail.tsx';
import { screens } from './screens.ts';

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }));
const Help = lazy(async () => ({ default: (await import('./help.tsx')).Help }));
const JobsDialog = lazy(async () => ({ default: (await import('../jobs/jobs-dialog.tsx')).JobsDialog }));

/** The frame of the studio: rail, bar, page, and what lies above it. */
export function Frame(): ReactNode {
  useKeyboard();
  useServerEvents();
  const { shown, open } = useOverlays();
  const { pathname } = useLocation();
  const page = useRef<HTMLElement>(null);
  const name = screens.find(({ to }) => to === pathname)?.name ?? 'Fleetwright';
  const first = useRef(true);
  useEffect(() => {
    document.title = name === 'Home' ? 'Fleetwright' : `${name} · Fleetwright`;
    // A new screen is read from its start; the first one keeps the focus the browser gives.
    if (!first.current) page.current?.focus({ preventScroll: true });
    first.current = false;
  }, [name]);
  return (
    <>
      <a className="skip" href="#page">
        Skip to the page
      </a>
      <div className="shell">
        <aside aria-label="Fleetwright" style={{ display: 'contents' }}>
          <Rail />
        </aside>
        <header className="bar">
          <span className="wordmark">
            <Mark />
            {name}
          </span>
          <span className="inline">
            <button
              type="button"
              className="button quiet"
              onClick={() => open('palette')}
              aria-label="Go to or do"
            >
              <Icon name="search" />
            </button>
            <button type="button" className="button quiet" onClick={() => open('rail')} aria-label="Screens">
              <Icon name="menu" />
            </button>
          </span>
        </header>
        <main id="page" className="page" ref={page} tabIndex={-1}>
          <Suspense fallback={<Skeleton height="60vh" />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <Dialog
        open={shown === 'rail'}
        onClose={() => open(undefined)}
        title="Screens"
        titleHidden
        kind="drawer"
      >
        <Rail />
      </Dialog>
      <Suspense>
        {shown === 'palette' && <Palette />}
        {shown === 'help' && <Help />}
        {shown === 'jobs' && <JobsDialog />}
      </Suspense>
      <ToastRegion />
    </>
  );
}
