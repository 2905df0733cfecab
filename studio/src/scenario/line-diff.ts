/** A line of two texts: in both, only in the one before, only in the one after. */
export interface DiffLine {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
  /** Its number, counted from 1, in the text it is of; of lines in both that in the one after. */
  readonly line: number;
}

/** Above this many pairs of lines what differs is told as one stretch, so that nobody waits. */
const mostPairs = 4e6;

/** What differs between two texts by lines: the fewest lines gone and new. */
export function lineDiff(before: string, after: string): readonly DiffLine[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  let tail = 0;
  while (
    tail < old.length - head &&
    tail < now.length - head &&
    old[old.length - 1 - tail] === now[now.length - 1 - tail]
  )
    tail += 1;
  const same = (from: number, to: number): readonly DiffLine[] =>
    now.slice(from, to).map((text, index) => ({ kind: 'same', text, line: from + index + 1 }));
  return [
    ...same(0, head),
    ...middle(old.slice(head, old.length - tail), now.slice(head, now.length - tail), head),
    ...same(now.length - tail, now.length),
  ];
}

function middle(old: readonly string[], now: readonly string[], offset: number): readonly DiffLine[] {
  const gone = (index: number): DiffLine => ({
    kind: 'gone',
    text: old[index] ?? '',
    line: offset + index + 1,
  });
  const fresh = (index: number): DiffLine => ({
    kind: 'new',
    text: now[index] ?? '',
    line: offset + index + 1,
  });
  if (old.length * now.length > mostPairs)
    return [...old.map((_, index) => gone(index)), ...now.map((_, index) => fresh(index))];
  // Longest common sequence of what begins at each pair.
  const width = now.length + 1;
  const longest = new Uint32Array((old.length + 1) * width);
  const at = (i: number, j: number): number => longest[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1)
      longest[i * width + j] =
        old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      lines.push({ ...fresh(j), kind: 'same' });
      i += 1;
      j += 1;
    } else if (j >= now.length || (i < old.length && at(i + 1, j) >= at(i, j + 1))) {
      lines.push(gone(i));
      i += 1;
    } else {
      lines.push(fresh(j));
      j += 1;
    }
  }
  return lines;
}

/** Lines around what differs that are shown with it. */
const around = 2;

/** Only what differs and the lines around it; each stretch by itself. */
export function stretches(lines: readonly DiffLine[]): readonly (readonly DiffLine[])[] {
  const near = lines.map((_, index) =>
    lines.slice(Math.max(0, index - around), index + around + 1).some(({ kind }) => kind !== 'same'),
  );
  const found: DiffLine[][] = [];
  for (const [index, line] of lines.entries()) {
    if (near[index] !== true) continue;
    if (near[index - 1] === true) found.at(-1)?.push(line);
    else found.push([line]);
  }
  return found;
}
