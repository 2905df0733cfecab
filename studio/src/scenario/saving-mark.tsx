import type { ReactNode } from 'react';
import { Mark } from '../kit/marks.tsx';
import type { Saving } from './use-document.ts';

const words: Readonly<
  Record<Saving, readonly ['tick' | 'half' | 'bang' | 'cross', string, 'good' | '' | 'warn' | 'bad']>
> = {
  saved: ['tick', 'on disk', 'good'],
  waiting: ['half', 'kept as a draft', ''],
  saving: ['half', 'being written', ''],
  conflict: ['bang', 'changed on both sides', 'warn'],
  failed: ['cross', 'not written: kept as a draft', 'bad'],
};

/** Whether what is on screen is what the file holds. */
export function SavingMark({ saving }: { readonly saving: Saving }): ReactNode {
  const [shape, word, tone] = words[saving];
  return <Mark shape={shape} word={word} tone={tone} />;
}
