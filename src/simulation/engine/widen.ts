type Floats = Float64Array<ArrayBuffer>;
type Ints = Int32Array<ArrayBuffer>;

/** The same numbers at the head of a longer column. */
export function widerFloats(column: Floats, length: number): Floats {
  const made = new Float64Array(length);
  made.set(column);
  return made;
}

/** The same whole numbers at the head of a longer column. */
export function widerInts(column: Ints, length: number): Ints {
  const made = new Int32Array(length);
  made.set(column);
  return made;
}
