import { create } from 'zustand';

type Theme = 'system' | 'light' | 'dark';
const storageKey = 'fleetwright.theme';
const order: readonly Theme[] = ['system', 'light', 'dark'];

function stored(): Theme {
  const found = typeof localStorage === 'undefined' ? null : localStorage.getItem(storageKey);
  return order.find((theme) => theme === found) ?? 'system';
}

/** Light, dark, or as the system; kept for the next visit. */
export const useTheme = create<{ readonly theme: Theme; readonly next: () => void }>((set, get) => ({
  theme: stored(),
  next: () => {
    const theme = order[(order.indexOf(get().theme) + 1) % order.length] ?? 'system';
    localStorage.setItem(storageKey, theme);
    document.documentElement.dataset.theme = theme;
    set({ theme });
  },
}));
