import type { RecordState, RecordVersion } from './state.ts';

/** What a record says of one of its versions, for evidence: who made, proposed, signed and approved it, and where it ends. */
export function recordSummary(state: RecordState, version: RecordVersion): Readonly<Record<string, unknown>> {
  const { number, author, at, decisions, signOffs, concerns } = version;
  return {
    record: state.id,
    version: number,
    state: version.state,
    author,
    at,
    decisions,
    concerns,
    signOffs,
    head: state.head,
  };
}
