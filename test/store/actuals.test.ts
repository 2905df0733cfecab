import { describe, expect, it } from 'vitest';
import type { Delivery, ServedLoad, SpendRow } from '../../src/intake/index.ts';
import {
  addActuals,
  addEvent,
  claimHistories,
  forecastQuality,
  readActuals,
  readRecord,
  varianceOf,
  verifyStore,
  type ActualEntries,
  type Store,
} from '../../src/store/index.ts';
import { databases, openFresh } from '../fixtures/databases.ts';
import { act, addSample, codes, done, goldenPlan } from './sample-record.ts';

const plan = goldenPlan('bytedance-2025');
const from = { file: 'f' };

function delivery(
  order: string,
  systems: number,
  quarter: string,
  status: Delivery['status'] = 'delivered',
): Delivery {
  return { order, systems, quarter, status, date: undefined, from };
}

function spend(amount: number, quarter: string, more: Partial<SpendRow> = {}): SpendRow {
  return {
    date: `${quarter.slice(0, 4)}-01-01`,
    quarter,
    amount,
    currency: 'USD',
    basis: 'billed',
    line: undefined,
    site: undefined,
    kind: undefined,
    provider: undefined,
    service: undefined,
    forecast: false,
    from,
    ...more,
  };
}

function load(service: string, quarter: string, more: Partial<ServedLoad> = {}): ServedLoad {
  return {
    service,
    site: undefined,
    quarter,
    seconds: 1000,
    requests: 5000,
    inputTokens: 60_000,
    outputTokens: 40_000,
    peakRequestsPerSecond: 9,
    from,
    ...more,
  };
}

function actuals(some: Partial<ActualEntries>): ActualEntries {
  return { deliveries: [], spend: [], load: [], ...some };
}

describe('variance', () => {
  const line = plan.lines.find(({ deliveryQuarter }) => deliveryQuarter === plan.quarters[2])!;

  it('of lines: what came, how late, what is open and what was cancelled', () => {
    const deliveries = [
      delivery(line.id, 2, plan.quarters[2]!),
      delivery(line.id, 6, plan.quarters[4]!),
      delivery(line.id, 3, plan.quarters[4]!, 'open'),
      delivery(line.id, 1, plan.quarters[4]!, 'cancelled'),
      delivery('nobody', 1, plan.quarters[2]!),
    ];
    const found = varianceOf(plan, actuals({ deliveries }));
    expect(found.lines).toEqual([
      {
        line: line.id,
        site: line.site,
        planned: line.count,
        quarter: line.deliveryQuarter,
        delivered: 8,
        open: 3,
        cancelled: 1,
        // (2 × 0 + 6 × 2) / 8 quarters
        late: 1.5,
      },
    ]);
    expect(found.strangers).toEqual(['nobody']);
    const first = found.cells.find(({ key, quarter }) => key === line.site && quarter === plan.quarters[2]);
    const planned = plan.lines
      .filter(({ site, deliveryQuarter }) => site === line.site && deliveryQuarter === plan.quarters[2])
      .reduce((sum, { count }) => sum + count, 0);
    expect(first).toMatchObject({ measure: 'systems', planned, actual: 2 });
  });

  it('of spend: every planned payment is on some line and some site, and adds up to the cash of the plan', () => {
    const billed = plan.quarters.map((quarter) => spend(1, quarter));
    const { cells } = varianceOf(plan, actuals({ spend: billed }));
    for (const { quarter, total, resale } of plan.cash) {
      const sum = (by: string): number =>
        cells
          .filter((one) => one.measure === 'spend' && one.by === by && one.quarter === quarter)
          .reduce((all, { planned }) => all + planned, 0);
      expect(sum('all')).toBeCloseTo(total - resale, 4);
      expect(sum('site') / (total - resale)).toBeCloseTo(1, 4);
      expect(sum('line') / (total - resale)).toBeCloseTo(1, 4);
    }
  });

  it('of spend: in the plan currency, without forecasts, and says what it could not convert', () => {
    const [, second = ''] = plan.quarters;
    const cny = plan.lines.find(({ cost }) => cost.currency === 'CNY')!;
    const rate = cny.reporting / cny.cost.amount;
    const rows = [
      spend(100, second, { line: cny.id, currency: 'CNY' }),
      spend(50, second, { site: 'datong' }),
      spend(7, second, { forecast: true }),
      spend(9, second, { currency: 'GBP' }),
    ];
    const { cells, unconverted } = varianceOf(plan, actuals({ spend: rows }));
    const actual = (by: string, key: string): number | null | undefined =>
      cells.find((one) => one.by === by && one.key === key)?.actual;
    expect(actual('all', 'all')).toBeCloseTo(100 * rate + 50, 9);
    expect(actual('line', cny.id)).toBeCloseTo(100 * rate, 9);
    expect(actual('site', 'datong')).toBeCloseTo(50 + (cny.site === 'datong' ? 100 * rate : 0), 9);
    expect(unconverted).toEqual({ GBP: 9 });
    expect(new Set(cells.map(({ quarter }) => quarter))).toEqual(new Set([second]));
  });

  it('of load: rates, so that a source that covers an hour says something of a quarter', () => {
    const service = plan.services[0]!;
    const cell = service.quarters[1]!;
    const rows = [
      load(service.id, cell.quarter),
      load(service.id, cell.quarter, { site: 'b', peakRequestsPerSecond: 4 }),
    ];
    const { cells } = varianceOf(plan, actuals({ load: rows }));
    expect(cells).toEqual([
      {
        measure: 'peak',
        by: 'service',
        key: service.id,
        quarter: cell.quarter,
        planned: cell.peak,
        actual: 13,
      },
      {
        measure: 'tokens',
        by: 'service',
        key: service.id,
        quarter: cell.quarter,
        planned: cell.tokens / 7_889_400,
        actual: 200,
      },
    ]);
    const coarse = [load(service.id, cell.quarter, { peakRequestsPerSecond: undefined })];
    expect(varianceOf(plan, actuals({ load: coarse })).cells[0]).toMatchObject({ actual: null });
  });

  it('says nothing where nothing is known', () => {
    expect(varianceOf(plan, actuals({}))).toMatchObject({
      lines: [],
      cells: [],
      strangers: [],
      unconverted: {},
    });
  });
});

describe('forecast quality', () => {
  it('is the error of every version, and its mean by how far it looked ahead', () => {
    const service = plan.services[0]!;
    const { quarter, peak } = service.quarters[1]!;
    const more = {
      ...plan,
      services: [{ ...service, quarters: service.quarters.map((one) => ({ ...one, peak: one.peak * 2 })) }],
    };
    const late = { ...plan, asOf: '2027-01-01' };
    const versions = [plan, more, late].map((one, index) => ({ number: index + 1, plan: one }));
    const came = actuals({ load: [load(service.id, quarter, { peakRequestsPerSecond: peak })] });
    const { forecasts, scores } = forecastQuality(versions, came);
    const peaks = forecasts.filter(({ measure }) => measure === 'peak');
    expect(peaks.map(({ version, ahead, error }) => [version, ahead, error])).toEqual([
      [1, 1, 0],
      [2, 1, 1],
    ]);
    expect(scores.find(({ measure }) => measure === 'peak')).toEqual({
      measure: 'peak',
      ahead: 1,
      forecasts: 2,
      meanAbsoluteError: 0.5,
      bias: 0.5,
    });
  });
});

describe('claims that were overtaken', () => {
  it('stay as each version had them, beside what came', () => {
    const path = plan.assumptions[0]!.path;
    const other = {
      ...plan,
      assumptions: plan.assumptions.map((one, index) => (index === 1 ? { ...one, written: '7' } : one)),
    };
    const versions = [plan, other].map((one, index) => ({ number: index + 1, plan: one }));
    const mark = { author: 'Ann', at: '2026-01-01T00:00:00.000Z', seq: 3 };
    const came = { path, written: '5', source: 'invoice', date: '2025-06-30', ...mark };
    const histories = claimHistories(versions, [came]);
    expect(histories.map((one) => one.path).toSorted()).toEqual([path, plan.assumptions[1]!.path].toSorted());
    const overtaken = histories.find((one) => one.path === path)!;
    expect(overtaken.claimed.map(({ version, written }) => [version, written])).toEqual([
      [1, plan.assumptions[0]!.written],
      [2, plan.assumptions[0]!.written],
    ]);
    expect(overtaken.actual).toEqual([came]);
  });
});

async function current(store: Store): Promise<ActualEntries> {
  const state = await readRecord(store, 'r');
  if ('code' in state) throw new Error(state.message);
  const read = await readActuals(store, state);
  if ('code' in read) throw new Error(read.message);
  return read;
}

describe.each(databases)('actuals of a record on $kind', ({ fresh }) => {
  async function withVersion(): Promise<Store> {
    const store = await openFresh(await fresh());
    done(await addSample(store, act()));
    return store;
  }

  it('replace what older sources said of an order or a service; spend adds up; the same file counts once', async () => {
    const store = await withVersion();
    const add = (source: string, batch: Partial<ActualEntries>): ReturnType<typeof addActuals> => {
      const [kind] = Object.keys(batch) as (keyof ActualEntries)[];
      return addActuals(store, act(), {
        kind,
        source,
        bytes: new TextEncoder().encode(source),
        entries: batch[kind!],
      } as Parameters<typeof addActuals>[2]);
    };
    done(await add('d1', { deliveries: [delivery('a', 1, '2025Q1'), delivery('b', 5, '2025Q1')] }));
    done(await add('d2', { deliveries: [delivery('a', 2, '2025Q2'), delivery('a', 3, '2025Q3', 'open')] }));
    done(await add('s1', { spend: [spend(1, '2025Q1')] }));
    done(await add('s2', { spend: [spend(1, '2025Q1')] }));
    done(await add('l1', { load: [load('x', '2025Q1'), load('x', '2025Q2')] }));
    done(await add('l2', { load: [load('x', '2025Q1', { requests: 1 })] }));
    expect(codes(await add('s2', { spend: [spend(1, '2025Q1')] }))).toEqual(['FW-STO-0027']);
    expect(codes(await add('none', { spend: [] }))).toEqual(['FW-STO-0027']);
    const all = await current(store);
    expect(all.deliveries.map(({ order, systems }) => [order, systems])).toEqual([
      ['a', 2],
      ['a', 3],
      ['b', 5],
    ]);
    expect(all.spend).toHaveLength(2);
    expect(all.load.map(({ quarter, requests }) => [quarter, requests])).toEqual([
      ['2025Q1', 1],
      ['2025Q2', 5000],
    ]);
    // Entry 6 added s2: taken back, it may be added again, and its content stays in the history.
    done(await addEvent(store, act(), { kind: 'actuals-removed', entry: 6, reason: 'twice' }));
    expect((await current(store)).spend).toHaveLength(1);
    expect(
      codes(await addEvent(store, act(), { kind: 'actuals-removed', entry: 6, reason: 'again' })),
    ).toEqual(['FW-STO-0027']);
    done(await add('s2', { spend: [spend(1, '2025Q1')] }));
    expect(await verifyStore(store)).toMatchObject({ ok: true });
  });
});
