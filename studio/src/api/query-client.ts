import { QueryClient } from '@tanstack/react-query';
import { Problem } from './problem.ts';

/** Answers are kept while the studio is open; what the server refuses is not asked again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 2 && error instanceof Problem && error.status === 503,
    },
  },
});
