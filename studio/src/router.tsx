import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
} from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Failure } from './shell/failure.tsx';
import { Frame } from './shell/frame.tsx';
import { readSearch } from './shell/search.ts';
import { Empty } from './kit/page.tsx';

const root = createRootRoute({
  component: Frame,
  validateSearch: readSearch,
  errorComponent: Failure,
  notFoundComponent: () => (
    <Empty title="There is no such screen">
      The address leads nowhere. The rail at the side has all screens.
    </Empty>
  ),
});

/** Screens are loaded when they are first shown. */
const routes = [
  screen('/', async () => (await import('./screens/home.tsx')).Home),
  screen('/scenario', async () => (await import('./screens/scenario.tsx')).Scenario),
  screen('/catalog', async () => (await import('./screens/catalog.tsx')).Catalog),
  screen('/rules', async () => (await import('./screens/rules.tsx')).Rules),
  screen('/rates', async () => (await import('./screens/rates.tsx')).Rates),
  screen('/companies', async () => (await import('./screens/companies.tsx')).Companies),
  screen('/proof', async () => (await import('./screens/proof.tsx')).Proof),
  screen('/compare', async () => (await import('./screens/compare.tsx')).Compare),
  screen('/export', async () => (await import('./screens/export.tsx')).Export),
  screen('/record', async () => (await import('./screens/record.tsx')).Record),
  screen('/stress', async () => (await import('./screens/stress.tsx')).Stress),
  screen('/gallery', async () => (await import('./screens/gallery.tsx')).Gallery),
  screen('/plan', async () => (await import('./screens/plan.tsx')).Plan),
];

function screen(path: string, load: () => Promise<() => ReactNode>) {
  return createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(async () => ({ default: await load() })),
  });
}

/** The router over a history: the browser's, or one in memory for a page on disk. */
export function makeRouter(history: RouterHistory): ReturnType<typeof createRouter> {
  return createRouter({
    routeTree: root.addChildren(routes),
    history,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultErrorComponent: Failure,
  }) as ReturnType<typeof createRouter>;
}
