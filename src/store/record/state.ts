import type { Entry, Head } from '../history/entry.ts';
import type { Concern, EventOf, FrozenOrder, PlanFacts, RecordEvent } from './events.ts';
import type { VersionState } from './lifecycle.ts';

/** An entry of the history of a plan of record. */
export type RecordEntry = Entry<RecordEvent>;

/** Who did something, and when. */
export interface Mark {
  readonly author: string;
  readonly at: string;
  /** Number of the entry. */
  readonly seq: number;
}

/** A named person answers for a concern until a day. */
export interface SignOff extends Mark {
  readonly concern: string;
  readonly name: string;
  readonly until: string;
  readonly reason: string;
}

/** One step in the life of a version. */
export interface Decision extends Mark {
  readonly kind: 'proposed' | 'approved' | 'rejected' | 'withdrawn' | 'superseded';
  readonly message: string;
}

/** One version of the plan. */
export interface RecordVersion extends Mark {
  readonly number: number;
  readonly base: number | null;
  readonly message: string;
  /** Hash of the text of the plan. */
  readonly plan: string;
  readonly scenario: string | null;
  readonly scenarioName: string | null;
  readonly facts: PlanFacts;
  readonly concerns: readonly Concern[];
  readonly checked: EventOf<'version-added'>['checked'];
  readonly state: VersionState;
  readonly decisions: readonly Decision[];
  readonly signOffs: readonly SignOff[];
}

/** A line that is ordered and that replanning must leave alone. */
export interface FrozenLine extends Mark {
  readonly version: number;
  readonly order: FrozenOrder;
  readonly reason: string;
}

export interface Note extends Mark {
  readonly text: string;
  readonly version: number | null;
  readonly line: string | null;
}

export interface Attachment extends Mark {
  readonly name: string;
  readonly content: string;
  readonly size: number;
  readonly version: number | null;
}

/** Actual deliveries, spend or load, as read from one source. */
export interface ActualsBatch extends Mark {
  readonly actuals: EventOf<'actuals-added'>['actuals'];
  readonly source: string;
  readonly sourceHash: string;
  readonly content: string;
  readonly count: number;
  readonly from: string;
  readonly to: string;
}

/** What really came of a claim that plans rested on. */
export interface OvertakenClaim extends Mark {
  readonly path: string;
  readonly written: string;
  readonly source: string;
  readonly date: string;
}

/** A plan of record as it stands after the last entry of its history. */
export interface RecordState {
  readonly id: string;
  readonly title: string;
  readonly head: Head;
  readonly created: Mark;
  /** Of the last entry. */
  readonly changed: Mark;
  readonly versions: readonly RecordVersion[];
  readonly frozen: readonly FrozenLine[];
  readonly notes: readonly Note[];
  readonly attachments: readonly Attachment[];
  readonly actuals: readonly ActualsBatch[];
  readonly overtaken: readonly OvertakenClaim[];
}

/** The version with a number. */
export function versionOf(state: RecordState, number: number): RecordVersion | undefined {
  return state.versions[number - 1];
}

/** The version that is in force, if any. */
export function approvedVersion(state: RecordState): RecordVersion | undefined {
  return state.versions.find((version) => version.state === 'approved');
}

/** Who proposed a version last. */
export function proposerOf({ decisions }: RecordVersion): Decision | undefined {
  return decisions.findLast(({ kind }) => kind === 'proposed');
}

/** The signature that counts for a concern on a day, the one that lasts longest; undefined where none does. */
export function signOffFor({ signOffs }: RecordVersion, concern: string, today: string): SignOff | undefined {
  return signOffs
    .filter((signature) => signature.concern === concern && signature.until >= today)
    .toSorted((a, b) => (a.until < b.until ? 1 : -1))[0];
}
