/** Lines that replace a stretch of the base. */
interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

/**
 * What both made of a text: theirs and mine together where they changed different lines, undefined where both changed the
 * same. Each side's change is taken as one stretch, as it comes from a moment of editing.
 */
export function merge(base: string, mine: string, theirs: string): string | undefined {
  if (mine === base || mine === theirs) return theirs;
  if (theirs === base) return mine;
  const lines = base.split('\n');
  const [a, b] = [hunk(lines, mine.split('\n')), hunk(lines, theirs.split('\n'))];
  const [first, second] = a.from <= b.from ? [a, b] : [b, a];
  if (first.to > second.from || (first.from === second.from && first.to === second.to)) return undefined;
  return [
    ...lines.slice(0, first.from),
    ...first.lines,
    ...lines.slice(first.to, second.from),
    ...second.lines,
    ...lines.slice(second.to),
  ].join('\n');
}

function hunk(base: readonly string[], changed: readonly string[]): Hunk {
  let from = 0;
  while (from < base.length && from < changed.length && base[from] === changed[from]) from += 1;
  let end = 0;
  while (
    end < base.length - from &&
    end < changed.length - from &&
    base.at(-1 - end) === changed.at(-1 - end)
  )
    end += 1;
  return { from, to: base.length - end, lines: changed.slice(from, changed.length - end) };
}
