/** Kleene's strong three-valued logic: `unknown` means "may be either", so a part that decides still decides. */
export type Truth = true | false | 'unknown';

/** False when any is false, true when all are true, else unknown. */
export function both(a: Truth, b: Truth): Truth {
  if (a === false || b === false) return false;
  return a === true && b === true ? true : 'unknown';
}

/** True when any is true, false when all are false, else unknown. */
export function either(a: Truth, b: Truth): Truth {
  return negation(both(negation(a), negation(b)));
}

export function negation(a: Truth): Truth {
  return a === 'unknown' ? 'unknown' : !a;
}
