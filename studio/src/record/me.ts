import { create } from 'zustand';

const storageKey = 'fleetwright.me';

/** Who acts, where nobody signs in; kept for the next visit. */
export const useMe = create<{ readonly name: string; readonly setName: (name: string) => void }>((set) => ({
  name: typeof localStorage === 'undefined' ? '' : (localStorage.getItem(storageKey) ?? ''),
  setName: (name) => {
    localStorage.setItem(storageKey, name);
    set({ name });
  },
}));
