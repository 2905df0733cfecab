import { create } from 'zustand';

const storageKey = 'fleetwright.write-on-request';

/** Whether what is typed goes to the file at once, or on request; kept for the next visit. */
export const useWriting = create<{ readonly atOnce: boolean; readonly setAtOnce: (atOnce: boolean) => void }>(
  (set) => ({
    atOnce: typeof localStorage === 'undefined' || localStorage.getItem(storageKey) === null,
    setAtOnce: (atOnce) => {
      if (atOnce) localStorage.removeItem(storageKey);
      else localStorage.setItem(storageKey, 'yes');
      set({ atOnce });
    },
  }),
);
