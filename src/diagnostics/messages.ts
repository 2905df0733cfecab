/** What `docs/diagnostics.md` says about one code: a short title, and what it means and how to mend it. */
export interface MessageEntry {
  readonly title: string;
  readonly explain: string;
}

/** All diagnostics one room can give, by code. */
export type MessageBook = Readonly<Record<string, MessageEntry>>;
