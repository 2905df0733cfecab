import { hasErrors } from '../diagnostics/index.ts';
import type { Intake } from './types.ts';

/** True when nothing of a source can be used. */
export function unusable({ entries, diagnostics }: Intake<unknown>): boolean {
  return entries.length === 0 && hasErrors(diagnostics);
}
