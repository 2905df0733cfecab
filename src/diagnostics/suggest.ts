import { distance } from 'fastest-levenshtein';

/**
 * The known word closest to a mistyped one, or undefined when none is close enough to be worth saying.
 * Close enough: at most a third of the letters differ (at least one, at most three edits), case ignored.
 */
export function didYouMean(word: string, known: Iterable<string>): string | undefined {
  const most = Math.min(3, Math.max(1, Math.ceil(word.length / 3)));
  let best: { readonly candidate: string; readonly edits: number } | undefined;
  for (const candidate of known) {
    const edits = distance(word.toLowerCase(), candidate.toLowerCase());
    if (edits <= most && (best === undefined || edits < best.edits)) best = { candidate, edits };
  }
  return best?.candidate;
}
