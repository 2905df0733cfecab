import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
} from '@tanstack/react-router';
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
  createRoute({
    getParentRoute: () => root,
    path: '/',
    component: lazyRouteComponent(() => import('./screens/home.tsx'), 'Home'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/plan',
    component: lazyRouteComponent(() => import('./screens/plan.tsx'), 'Plan'),
  }),
];

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
