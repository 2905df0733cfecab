import { create } from 'zustand';

type Overlay = 'palette' | 'help' | 'rail' | 'jobs' | undefined;

/** Which window lies above the page; one at a time. */
export const useOverlays = create<{ readonly shown: Overlay; readonly open: (overlay: Overlay) => void }>(
  (set) => ({
    shown: undefined,
    open: (shown) => set({ shown }),
  }),
);
