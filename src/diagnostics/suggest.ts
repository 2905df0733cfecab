import { distance } from 'fastest-levenshtein';

/**
 * The known word closest to a mistyped one, or undefined when none is close enough to be worth saying.
 * Close enough: at most a third of the letters differ, and never more than three, case ignored. Of two equally
 * close words the one with the same first letter is meant, as people rarely mistype that one.
 */
export function didYouMean(word: string, known: Iterable<string>): string | undefined {
  const typed = word.toLowerCase();
  const most = Math.min(3, Math.max(1, Math.ceil(word.length / 3)));
  let best: { readonly candidate: string; readonly distance: number } | undefined;
  for (const candidate of known) {
    const meant = candidate.toLowerCase();
    const edits = distance(typed, meant);
    const apart = edits + (meant[0] === typed[0] ? 0 : 0.5);
    if (edits <= most && (best === undefined || apart < best.distance)) best = { candidate, distance: apart };
  }
  return best?.candidate;
}
