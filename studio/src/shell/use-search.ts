import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Search } from './search.ts';

/** What the address holds, and how to change a part of it; `undefined` takes a key out. */
export function useAddress(): {
  readonly search: Search;
  readonly set: (
    change: { readonly [K in keyof Search]?: Search[K] | undefined },
    how?: 'push' | 'replace',
  ) => void;
} {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const set = useCallback(
    (change: { readonly [K in keyof Search]?: Search[K] | undefined }, how: 'push' | 'replace' = 'push') => {
      void navigate({
        to: '.',
        search: (before: Search) => ({ ...before, ...change }),
        replace: how === 'replace',
        resetScroll: false,
      } as never);
    },
    [navigate],
  );
  return { search, set };
}
