import type { MessageBook } from '../diagnostics/index.ts';

/** Why each diagnostic of the way from files to a plan exists; `docs/diagnostics.md` is made from it. */
export const pipelineMessages = {
  'FW-PIPE-0001': {
    title: 'The rulebook ends before the as-of date',
    explain:
      'Nothing published after the newest rule of the catalog is known to it. Check what has changed since, or add the rules that have.',
  },
} as const satisfies MessageBook;
