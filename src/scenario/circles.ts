/** A circle of ids told from its smallest one and closed, so that it reads the same wherever it was entered: a → b → a. */
export function fromSmallest(circle: readonly string[]): readonly string[] {
  const smallest = circle.toSorted()[0] ?? '';
  const start = circle.indexOf(smallest);
  return [...circle.slice(start), ...circle.slice(0, start), smallest];
}
