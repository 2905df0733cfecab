/** Members that may be absent, but are never `undefined`. */
type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** The object without its undefined members, so that absent means absent. */
export function present<T extends object>(members: T): Present<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Present<T>;
}
