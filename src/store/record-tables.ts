/** Tables of the plans of record. What happened is in `history` alone; the rest says where it ends and what it speaks of. */
export interface RecordTables {
  /** One row per record: the end of its history, against which writers compete and a lost tail shows. */
  readonly records: {
    readonly id: string;
    readonly head_seq: number;
    readonly head_hash: string;
  };
  /** What happened, in order, never changed: canonical JSON and its SHA-256, which the next entry repeats. */
  readonly history: {
    readonly record: string;
    /** Counts from 1 within the record. */
    readonly seq: number;
    readonly body: string;
    readonly hash: string;
  };
  /** Plans, scenarios and attachments by the SHA-256 of their bytes. */
  readonly contents: {
    readonly hash: string;
    readonly size: number;
    readonly bytes: Uint8Array;
  };
}
