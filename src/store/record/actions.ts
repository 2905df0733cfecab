import type { Diagnostic } from '../../diagnostics/index.ts';
import type { PlanFile, PlanLine } from '../../plan/index.ts';
import { contentOf } from '../contents.ts';
import type { Store } from '../database/store.ts';
import { storeTrouble } from '../messages.ts';
import { changeRecord, type Changed, type RecordChange } from './change-record.ts';
import { concernsOf } from './concerns.ts';
import type { EventOf, FrozenOrder, RecordEvent } from './events.ts';
import { planFactsOf } from './facts.ts';
import { approvedVersion, type RecordState } from './state.ts';

/** Who acts on which record, when, and what they saw of it. */
export type Act = Pick<RecordChange, 'record' | 'author' | 'at' | 'expected'>;

/** What an action gives: the record after it, or everything that was against it. */
export type Acted = Promise<Changed | readonly Diagnostic[]>;

/** A plan to be added, as files hold it. */
export interface NewVersion {
  readonly plan: PlanFile;
  /** The file of the plan, byte for byte. */
  readonly planText: string;
  /** The scenario the plan was made from, where it is at hand. */
  readonly scenario: { readonly name: string; readonly text: string } | undefined;
  /** What the checker said; null when it could not be asked. */
  readonly checked: EventOf<'version-added'>['checked'];
  readonly message: string;
  /** Number of the version it was made from; by default the one in force, else the newest. */
  readonly base?: number | undefined;
  /** Title of the record, which is made when there is none; without it the record must exist. */
  readonly title?: string | undefined;
}

/** Starts a record that has no versions yet. */
export async function createRecord(store: Store, act: Act, title: string): Acted {
  const named = nameTrouble(act.record);
  if (named !== undefined) return [named];
  return changeRecord(store, { ...act, events: () => [{ kind: 'created', title }] });
}

/** Adds a plan as the next version of its record. */
export async function addVersion(store: Store, act: Act, made: NewVersion): Acted {
  const named = nameTrouble(act.record);
  if (named !== undefined) return [named];
  const plan = contentOf(made.planText);
  const scenario = made.scenario === undefined ? undefined : contentOf(made.scenario.text);
  return changeRecord(store, {
    ...act,
    contents: scenario === undefined ? [plan] : [plan, scenario],
    events(state) {
      const newest = state?.versions.at(-1);
      if (newest !== undefined && newest.plan === plan.hash && newest.scenario === (scenario?.hash ?? null)) {
        const same = `this plan is version ${newest.number} of ${act.record} already`;
        return [storeTrouble('FW-STO-0023', act.record, same)];
      }
      const base = made.base ?? (state && approvedVersion(state)?.number) ?? newest?.number ?? null;
      const added: RecordEvent = {
        kind: 'version-added',
        version: (newest?.number ?? 0) + 1,
        base,
        message: made.message,
        plan: plan.hash,
        scenario: scenario?.hash ?? null,
        scenarioName: made.scenario?.name ?? null,
        facts: planFactsOf(made.plan),
        concerns: [...concernsOf(made.plan)],
        checked: made.checked,
      };
      const created: RecordEvent[] =
        state === undefined && made.title !== undefined ? [{ kind: 'created', title: made.title }] : [];
      return [...created, added];
    },
  });
}

/** Approves a version, and supersedes the one that was in force. */
export async function approveVersion(store: Store, act: Act, version: number, message: string): Acted {
  return changeRecord(store, {
    ...act,
    events(state) {
      const current = state && approvedVersion(state);
      const superseded: RecordEvent[] =
        current === undefined || current.number === version
          ? []
          : [
              {
                kind: 'superseded',
                version: current.number,
                by: version,
                reason: `version ${version} was approved`,
              },
            ];
      return [...superseded, { kind: 'approved', version, message }];
    },
  });
}

/** Adds one event as it is: a note, a proposal, a signature, a rejection, … */
export async function addEvent(store: Store, act: Act, event: RecordEvent): Acted {
  return changeRecord(store, { ...act, events: () => [event] });
}

/** Keeps a file with a record or with one of its versions. */
export async function attachFile(
  store: Store,
  act: Act,
  file: { readonly name: string; readonly bytes: Uint8Array; readonly version: number | null },
): Acted {
  const content = contentOf(file.bytes);
  const { name, version } = file;
  return changeRecord(store, {
    ...act,
    contents: [content],
    events: () => [{ kind: 'attached', name, content: content.hash, size: file.bytes.length, version }],
  });
}

/** What is kept of a line that is ordered. */
export function frozenOrderOf(line: PlanLine): FrozenOrder {
  const { id, offer, system, kind, count, site, orderQuarter, deliveryQuarter } = line;
  return { id, offer, system, kind, count, site, orderQuarter, deliveryQuarter };
}

/** The number of a version as a user writes it: `3`, `v3`, `latest` or `approved`. */
export function versionNumber(state: RecordState, written: string): number | Diagnostic {
  const plain = /^v?(\d{1,9})$/u.exec(written)?.[1];
  const number =
    written === 'latest'
      ? state.versions.at(-1)?.number
      : written === 'approved'
        ? approvedVersion(state)?.number
        : plain === undefined
          ? undefined
          : Number(plain);
  if (number !== undefined && state.versions[number - 1] !== undefined) return number;
  const count = state.versions.length;
  return storeTrouble(
    'FW-STO-0014',
    state.id,
    written === 'approved'
      ? `no version of ${state.id} is in force`
      : `${state.id} has no version ${written}`,
    count === 0 ? 'it has none yet: fleetwright record add PLAN' : `it has versions 1 to ${count}`,
  );
}

function nameTrouble(name: string): Diagnostic | undefined {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/u.test(name)) return undefined;
  return storeTrouble(
    'FW-STO-0022',
    'record',
    `\`${name}\` is no name of a record`,
    'letters, digits, `.`, `_` and `-`; at most 100',
  );
}
