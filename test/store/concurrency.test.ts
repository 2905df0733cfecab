import { describe, expect, it } from 'vitest';
import {
  addEvent,
  createRecord,
  readHistory,
  readRecord,
  type Store,
  type StoreLocation,
} from '../../src/store/index.ts';
import { databases, openFresh } from '../fixtures/databases.ts';
import { act, addSample, codes, done } from './sample-record.ts';

const clients = 50;

describe.each(databases)('50 clients on $kind', ({ fresh }) => {
  it('lose no edit that was acknowledged, and see a conflict wherever somebody was faster', async () => {
    const place = await fresh();
    const store = await openFresh(place);
    done(await createRecord(store, act(), 'Shared'));
    const stores = await openMany(place, 5);
    const conflicts = await Promise.all(
      Array.from({ length: clients }, (_, index) =>
        addUntilDone(stores[index % stores.length]!, `client ${index}`),
      ),
    );
    const state = await readRecord(store, 'r');
    if ('code' in state) throw new Error(state.message);
    expect(state.versions.map(({ author }) => author).toSorted()).toEqual(
      Array.from({ length: clients }, (_, index) => `client ${index}`).toSorted(),
    );
    // Each was made from the one before: nobody wrote over what he had not seen.
    expect(state.versions.map(({ base }) => base)).toEqual([
      null,
      ...state.versions.slice(1).map(({ number }) => number - 1),
    ]);
    expect(conflicts.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(0);
    expect(state.head.seq).toBe(clients + 1);
  });

  it('approve and reject a version at the same time: one of them decides', async () => {
    const place = await fresh();
    const store = await openFresh(place);
    done(await addSample(store, act()));
    done(await addEvent(store, act(), { kind: 'proposed', version: 1, message: '' }));
    const stores = await openMany(place, 5);
    const answers = await Promise.all(
      Array.from({ length: clients }, (_, index) =>
        addEvent(
          stores[index % stores.length]!,
          act(`client ${index}`),
          index % 2 === 0
            ? { kind: 'approved', version: 1, message: '' }
            : { kind: 'rejected', version: 1, reason: 'no' },
        ),
      ),
    );
    expect(answers.filter((answer) => codes(answer).length === 0)).toHaveLength(1);
    const history = await readHistory(store, 'r');
    if ('code' in history) throw new Error(history.message);
    expect(history).toHaveLength(4);
  });

  it('make one record of a name', async () => {
    const place = await fresh();
    const stores = await openMany(place, 5);
    const answers = await Promise.all(
      Array.from({ length: clients }, (_, index) =>
        createRecord(stores[index % stores.length]!, act(`client ${index}`), 'T'),
      ),
    );
    expect(answers.flatMap(codes)).toEqual(Array.from({ length: clients - 1 }, () => 'FW-STO-0013'));
  });
});

async function openMany(place: StoreLocation, count: number): Promise<readonly Store[]> {
  return Promise.all(Array.from({ length: count }, () => openFresh(place)));
}

/** Looks, edits, and looks again when somebody was faster. Gives how often that was. */
async function addUntilDone(store: Store, author: string): Promise<number> {
  for (let conflicts = 0; ; conflicts++) {
    const seen = await readRecord(store, 'r');
    if ('code' in seen) throw new Error(seen.message);
    const base = seen.versions.length === 0 ? undefined : seen.versions.length;
    const made = await addSample(store, act(author, { expected: seen.head.hash }), { base });
    if (codes(made).length === 0) return conflicts;
    expect(codes(made)).toEqual(['FW-STO-0011']);
  }
}
