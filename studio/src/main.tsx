import { QueryClientProvider } from '@tanstack/react-query';
import { createBrowserHistory, RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/query-client.ts';
import { makeRouter } from './router.tsx';
import './style/index.css';

const place = document.getElementById('root');
if (place === null) throw new Error('the page has no place for the studio');
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={makeRouter(createBrowserHistory()) as never} />
    </QueryClientProvider>
  </StrictMode>,
);
