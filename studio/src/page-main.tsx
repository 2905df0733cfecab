import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/query-client.ts';
import { PlanPage, type PageData } from './plan/plan-page.tsx';
import { readSearch } from './shell/search.ts';
import './style/index.css';

// A plan as one file: the same parts as on screen, with the plan inside the page. It asks nothing of any machine.
const data = JSON.parse(document.getElementById('plan')?.textContent ?? '{}') as PageData;
const root = createRootRoute({ validateSearch: readSearch });
const only = createRoute({
  getParentRoute: () => root,
  path: '$',
  component: () => <PlanPage data={data} />,
});
const router = createRouter({
  routeTree: root.addChildren([only]),
  history: createMemoryHistory({ initialEntries: ['/plan'] }),
});
const place = document.getElementById('root');
if (place !== null) {
  document.title = `${data.plan.title}: plan as of ${data.plan.asOf}`;
  createRoot(place).render(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
}
