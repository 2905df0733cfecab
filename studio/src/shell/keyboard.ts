import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useOverlays } from './overlays.ts';
import { screens } from './screens.ts';
import { useAddress } from './use-search.ts';

const pause = 1200;

/** True where letters are text and not commands. */
function writes(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}

/** The keys that work everywhere: palette, help, `g` and a letter, `/`, `[` and `]`. */
export function useKeyboard(): void {
  const navigate = useNavigate();
  const router = useRouter();
  const open = useOverlays((state) => state.open);
  const { search } = useAddress();
  useEffect(() => {
    let going = 0;
    const onKey = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        open('palette');
        return;
      }
      if (writes(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.timeStamp - going < pause) {
        const entry = screens.find(({ key }) => key === event.key);
        going = 0;
        if (entry === undefined) return;
        event.preventDefault();
        void navigate({
          to: entry.to,
          search: Object.fromEntries(entry.takes.map((key) => [key, search[key]])),
        });
        return;
      }
      const actions: Readonly<Record<string, () => void>> = {
        g: () => {
          going = event.timeStamp;
        },
        '?': () => open('help'),
        '/': () => document.querySelector<HTMLElement>('main input[type=search]')?.focus(),
        '[': () => router.history.back(),
        ']': () => router.history.forward(),
      };
      const action = actions[event.key];
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [navigate, router, open, search]);
}
