import type { ReactNode } from 'react';
import { create } from 'zustand';

interface Toast {
  readonly id: number;
  readonly text: string;
  /** What can be done about it, such as taking it back. */
  readonly action?: { readonly word: string; readonly run: () => void } | undefined;
}

interface Toasts {
  readonly shown: readonly Toast[];
  readonly say: (text: string, action?: Toast['action']) => void;
  readonly drop: (id: number) => void;
}

let next = 0;
const lifetime = 6000;

/** Short messages that go away by themselves. */
const useToasts = create<Toasts>((set) => ({
  shown: [],
  say: (text, action) => {
    next += 1;
    const toast = { id: next, text, action };
    set(({ shown }) => ({ shown: [...shown.slice(-2), toast] }));
    setTimeout(() => set(({ shown }) => ({ shown: shown.filter(({ id }) => id !== toast.id) })), lifetime);
  },
  drop: (id) => set(({ shown }) => ({ shown: shown.filter((one) => one.id !== id) })),
}));

/** Says something from outside a component. */
export const say = (text: string, action?: Toast['action']): void => useToasts.getState().say(text, action);

/** Says what went wrong with something that was asked for. */
export const complain = (error: unknown): void => say(error instanceof Error ? error.message : String(error));

/** The live region in which they appear. */
export function ToastRegion(): ReactNode {
  const { shown, drop } = useToasts();
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map(({ id, text, action }) => (
        <div key={id} className="toast">
          <span>{text}</span>
          {action && (
            <button
              type="button"
              className="button small"
              onClick={() => {
                action.run();
                drop(id);
              }}
            >
              {action.word}
            </button>
          )}
        </div>
      ))}
    </div>
  );
}
