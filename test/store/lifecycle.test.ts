import { describe, expect, it } from 'vitest';
import type { RecordEvent, Store } from '../../src/store/index.ts';
import {
  addEvent,
  addVersion,
  approveVersion,
  attachFile,
  createRecord,
  readHistory,
  readRecord,
} from '../../src/store/index.ts';
import { databases, openFresh } from '../fixtures/databases.ts';
import { act, addSample, codes, done, goldenPlan, goldenText, noon } from './sample-record.ts';

type State = 'draft' | 'proposed' | 'approved' | 'superseded' | 'rejected' | 'withdrawn';
type Step = 'propose' | 'approve' | 'reject' | 'withdraw' | 'supersede';

/** Written down once more, by hand: which state a step leads to, or `-` where it is refused. */
const table: Readonly<Record<State, Readonly<Record<Step, State | '-'>>>> = {
  draft: { propose: 'proposed', approve: '-', reject: '-', withdraw: 'withdrawn', supersede: '-' },
  proposed: { propose: '-', approve: 'approved', reject: 'rejected', withdraw: 'withdrawn', supersede: '-' },
  approved: { propose: '-', approve: '-', reject: '-', withdraw: '-', supersede: 'superseded' },
  superseded: { propose: '-', approve: '-', reject: '-', withdraw: '-', supersede: '-' },
  rejected: { propose: '-', approve: '-', reject: '-', withdraw: '-', supersede: '-' },
  withdrawn: { propose: 'proposed', approve: '-', reject: '-', withdraw: '-', supersede: '-' },
};
const cases = (Object.keys(table) as State[]).flatMap((from) =>
  (Object.keys(table[from]) as Step[]).map((step) => ({ from, step, to: table[from][step] })),
);

/** Steps that bring a new version into a state. */
const way: Readonly<Record<State, readonly Step[]>> = {
  draft: [],
  proposed: ['propose'],
  approved: ['propose', 'approve'],
  superseded: ['propose', 'approve', 'supersede'],
  rejected: ['propose', 'reject'],
  withdrawn: ['propose', 'withdraw'],
};

async function take(store: Store, step: Step, version = 1): ReturnType<typeof addEvent> {
  if (step === 'approve') return approveVersion(store, act('Bob'), version, '');
  const events: Readonly<Record<Exclude<Step, 'approve'>, RecordEvent>> = {
    propose: { kind: 'proposed', version, message: '' },
    reject: { kind: 'rejected', version, reason: 'too dear' },
    withdraw: { kind: 'withdrawn', version, reason: 'a mistake' },
    supersede: { kind: 'superseded', version, by: null, reason: 'the programme ended' },
  };
  return addEvent(store, act('Ann'), events[step]);
}

describe.each(databases)('the life of a version on $kind', ({ fresh }) => {
  it('goes from each state by each step where the table says, and nowhere else', async () => {
    const store = await openFresh(await fresh());
    for (const { from, step, to } of cases) {
      const made = done(await addSample(store, act('Ann', { record: 'r' })));
      const { number } = made.state.versions.at(-1)!;
      for (const before of way[from]) done(await take(store, before, number));
      const taken = await take(store, step, number);
      const state = await readRecord(store, 'r');
      if ('code' in state) throw new Error(state.message);
      expect({ from, step, codes: codes(taken), to: state.versions[number - 1]!.state }).toEqual({
        from,
        step,
        codes: to === '-' ? ['FW-STO-0015'] : [],
        to: to === '-' ? from : to,
      });
    }
  });

  it('supersedes what was in force when another version is approved, in one step', async () => {
    const store = await openFresh(await fresh());
    for (const version of [1, 2]) {
      done(await addSample(store, act()));
      done(await take(store, 'propose', version));
    }
    done(await take(store, 'approve', 1));
    const { state, entries } = done(await take(store, 'approve', 2));
    expect(state.versions.map((version) => version.state)).toEqual(['superseded', 'approved']);
    expect(entries.map(({ event }) => event.kind)).toEqual(['superseded', 'approved']);
    expect(done(await addSample(store, act())).state.versions[2]!.base).toBe(2);
  });
});

describe('approval', () => {
  const { fresh } = databases[0]!;

  it.each([
    ['Ann', 'ann '],
    ['Ann', ' ANN'],
    ['Ann', 'A\u200Bnn'],
    ['Ann Lee <ann@example.org>', 'A. Lee <ANN@example.org>'],
    ['Ann Lee <ann@example.org>', 'ann lee'],
    ['ann@example.org', 'Ann Lee <ann@example.org>'],
  ])('is not given by who made it: %s, %s', async (maker, approver) => {
    const store = await openFresh(await fresh());
    done(await addSample(store, act(maker)));
    done(await addEvent(store, act('Carol'), { kind: 'proposed', version: 1, message: '' }));
    expect(codes(await approveVersion(store, act(approver), 1, ''))).toEqual(['FW-STO-0019']);
    expect(codes(await approveVersion(store, act('carol'), 1, ''))).toEqual(['FW-STO-0019']);
    expect(codes(await approveVersion(store, act('Bob'), 1, ''))).toEqual([]);
  });

  it('needs a checker that was asked and found nothing', async () => {
    const store = await openFresh(await fresh());
    done(await addSample(store, act(), { checked: null }));
    done(await addSample(store, act(), { checked: { violations: 2, first: ['a', 'b'] } }));
    for (const version of [1, 2]) {
      done(await take(store, 'propose', version));
      expect(codes(await approveVersion(store, act('Bob'), version, ''))).toEqual(['FW-STO-0021']);
    }
  });

  it('needs a name for every licence that is assumed, until a day that has not passed', async () => {
    const store = await openFresh(await fresh());
    const name = 'bytedance-2025.2026-11-23.licence-2026';
    const plan = goldenPlan(name);
    const first = done(
      await addVersion(store, act(), {
        plan,
        planText: goldenText(name),
        scenario: undefined,
        checked: { violations: 0, first: [] },
        message: '',
        title: 'Programme',
      }),
    );
    const licences = plan.lines.flatMap((line) => line.verdicts.flatMap((verdict) => verdict.licences));
    const concerns = [...new Set(licences)].toSorted().map((id) => `licence:${id}`);
    expect(concerns).toContain('licence:training-abroad');
    expect(first.state.versions[0]!.concerns.map(({ id }) => id)).toEqual(concerns);
    done(await take(store, 'propose'));
    expect(codes(await take(store, 'approve'))).toEqual(concerns.map(() => 'FW-STO-0020'));
    const signature = {
      kind: 'signed-off' as const,
      version: 1,
      concern: 'licence:training-abroad',
      name: 'Eve, counsel',
      until: '2026-12-31',
      reason: 'BIS said so in writing',
    };
    expect(codes(await addEvent(store, act('Eve'), { ...signature, until: '2026-11-26' }))).toEqual([
      'FW-STO-0017',
    ]);
    expect(codes(await addEvent(store, act('Eve'), { ...signature, concern: 'licence:other' }))).toEqual([
      'FW-STO-0017',
    ]);
    expect(codes(await addEvent(store, act('Eve'), { ...signature, name: ' ' }))).toEqual(['FW-STO-0017']);
    for (const concern of concerns) done(await addEvent(store, act('Eve'), { ...signature, concern }));
    const later = await approveVersion(store, act('Bob', { at: '2027-01-01T00:00:00.000Z' }), 1, '');
    expect(codes(later)).toEqual(concerns.map(() => 'FW-STO-0020'));
    expect(later).toMatchObject({ 0: { message: expect.stringContaining('expired on 2026-12-31') } });
    done(await approveVersion(store, act('Bob', { at: '2026-12-31T23:59:59.000Z' }), 1, ''));
    expect(codes(await addEvent(store, act('Eve'), signature))).toEqual(['FW-STO-0015']);
  });

  it('is not for a plan that plans nothing', async () => {
    const store = await openFresh(await fresh());
    done(await addSample(store, act(), { plan: goldenPlan('bytedance-2025.2026-11-23') }));
    expect(codes(await take(store, 'propose'))).toEqual(['FW-STO-0018']);
  });

  it('freezes what was decided on: attachments go to the record, notes stay possible', async () => {
    const store = await openFresh(await fresh());
    done(await addSample(store, act()));
    const file = { name: 'quote.pdf', bytes: new Uint8Array([1, 2]), version: 1 };
    done(await attachFile(store, act(), file));
    done(await take(store, 'propose'));
    done(await take(store, 'approve'));
    expect(codes(await attachFile(store, act(), file))).toEqual(['FW-STO-0015']);
    done(await attachFile(store, act(), { ...file, version: null }));
    done(await addEvent(store, act(), { kind: 'noted', text: 'signed', version: 1, line: null }));
  });
});

describe('a record', () => {
  const { fresh } = databases[0]!;

  it.each(['', '../up', 'a/b', '-x', 'a b', 'x'.repeat(101), 'a\u0000', '字节'])(
    'is not called `%s`',
    async (record) => {
      const store = await openFresh(await fresh());
      expect(codes(await createRecord(store, act('Ann', { record }), 'T'))).toEqual(['FW-STO-0022']);
    },
  );

  it('is made once, and needs to be there', async () => {
    const store = await openFresh(await fresh());
    done(await createRecord(store, act('Ann', { record: 'Bank.2025_a-b' }), 'T'));
    expect(codes(await createRecord(store, act('Ann', { record: 'Bank.2025_a-b' }), 'T'))).toEqual([
      'FW-STO-0013',
    ]);
    expect(codes(await addSample(store, act(), { title: undefined }))).toEqual(['FW-STO-0010']);
    expect(await readRecord(store, 'r')).toMatchObject({ code: 'FW-STO-0010' });
  });

  it('does not take the same plan twice in a row', async () => {
    const store = await openFresh(await fresh());
    const same = { planText: 'same' };
    done(await addSample(store, act(), same));
    expect(codes(await addSample(store, act(), same))).toEqual(['FW-STO-0023']);
    done(await addSample(store, act()));
    done(await addSample(store, act(), same));
  });

  it('freezes and releases lines', async () => {
    const store = await openFresh(await fresh());
    done(await addSample(store, act()));
    const order = {
      id: 'o@s@2025Q1',
      offer: 'o',
      system: 'y',
      kind: 'purchase' as const,
      count: 3,
      site: 's',
      orderQuarter: '2025Q1',
      deliveryQuarter: '2025Q3',
    };
    const freeze: RecordEvent = { kind: 'line-frozen', version: 1, order, reason: 'ordered' };
    done(await addEvent(store, act(), freeze));
    expect(codes(await addEvent(store, act(), freeze))).toEqual(['FW-STO-0016']);
    const release: RecordEvent = { kind: 'line-released', line: order.id, reason: 'cancelled' };
    expect(done(await addEvent(store, act(), release)).state.frozen).toEqual([]);
    expect(codes(await addEvent(store, act(), release))).toEqual(['FW-STO-0016']);
  });

  it('tells what happened in order, with author and time', async () => {
    const store = await openFresh(await fresh());
    done(await addSample(store, act('Ann')));
    done(await addEvent(store, act('Bob'), { kind: 'noted', text: 'why?', version: 1, line: null }));
    const history = await readHistory(store, 'r');
    if ('code' in history) throw new Error(history.message);
    expect(history.map(({ seq, author, at, event }) => [seq, author, at, event.kind])).toEqual([
      [1, 'Ann', noon, 'created'],
      [2, 'Ann', noon, 'version-added'],
      [3, 'Bob', noon, 'noted'],
    ]);
  });
});
