import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { formats } from '../../src/handoff/index.ts';
import type { PlanFile } from '../../src/plan/index.ts';
import { allPlans, earlierPlan, paperPlan } from './plans.ts';

type Row = Readonly<Record<string, string>>;

async function rows(plan: PlanFile, name: string, previous?: PlanFile): Promise<readonly Row[]> {
  const format = formats.find((one) => one.name === 'focus');
  const files = (await format?.files(plan, previous === undefined ? {} : { previous })) ?? [];
  expect(await format?.validate(files)).toEqual([]);
  return parse(String(files.find(({ path }) => path === `${name}.csv`)?.content), { columns: true });
}

function status(all: readonly Row[], line: string): readonly string[] {
  return all
    .filter(({ x_LineId }) => x_LineId === line)
    .map((row) => row.ContractCommitmentLifecycleStatus ?? '');
}

/** A line as an order that comes at the end of the year. */
function order(line: PlanFile['lines'][number]): NonNullable<PlanFile['replan']>['orders'][number] {
  return {
    id: line.id,
    offer: line.offer,
    system: line.system,
    supplier: line.supplier,
    kind: line.kind,
    site: line.site,
    count: line.count,
    orderQuarter: line.orderQuarter,
    orderDate: '2025-01-01',
    deliveryQuarter: '2025Q4',
    delivered: false,
    price: line.cost,
    termQuarters: null,
    domestic: false,
  };
}

describe('FOCUS commitments', () => {
  it('proposes what is planned, and knows what is ordered and already delivered', async () => {
    const all = await rows(paperPlan, 'contract-commitment');
    expect(all).toHaveLength(5);
    expect(status(all, 'far-buy@north@2025Q1')).toEqual(['Proposed']);
    // Delivered in the quarter of the as-of date.
    expect(status(all, 'earlier')).toEqual(['Active']);
    const later = {
      ...paperPlan,
      lines: paperPlan.lines.map((line) => (line.frozen ? { ...line, deliveryQuarter: '2025Q2' } : line)),
    };
    expect(status(await rows(later, 'contract-commitment'), 'earlier')).toEqual(['Pending']);
  });

  it('supersedes what a replanning changed, and keeps the id of what it did not', async () => {
    const all = await rows(paperPlan, 'contract-commitment', earlierPlan);
    expect(status(all, 'home-buy@north@2025Q1')).toEqual(['Proposed', 'Superseded']);
    expect(status(all, 'far-buy@north@2025Q1')).toEqual(['Proposed']);
    const kept = all.find(({ x_LineId }) => x_LineId === 'far-buy@north@2025Q1');
    expect(kept?.ContractCommitmentCreated).toBe('2025-01-10T00:00:00Z');
    expect(kept?.ContractCommitmentLastUpdated).toBe('2025-01-20T00:00:00Z');
    expect(new Set(all.map(({ ContractCommitmentId }) => ContractCommitmentId)).size).toBe(all.length);
  });

  it('cancels an order that will not come, and supersedes one that comes at another time', async () => {
    const ordered = { ...earlierPlan, lines: earlierPlan.lines.map((line) => ({ ...line, frozen: true })) };
    const [gone, moved] = ordered.lines;
    if (gone === undefined || moved === undefined) throw new Error('the earlier plan orders too little');
    const now: PlanFile = {
      ...ordered,
      lines: ordered.lines
        .filter(({ id }) => id !== gone.id)
        .map((line) => (line.id === moved.id ? { ...line, deliveryQuarter: '2025Q4' } : line)),
      replan: {
        of: { asOf: earlierPlan.asOf, hash: '0'.repeat(64) },
        start: earlierPlan.quarters[0] ?? '',
        quarters: earlierPlan.quarters.length,
        orders: [order(moved)],
        stopped: [{ ...order(gone), why: 'rules', reason: 'a rule', rules: ['a-rule'] }],
        done: [],
        fleet: null,
        before: [],
        churn: { part: 0, perSystem: 0, systems: 0, cost: 0 },
      },
    };
    const all = await rows(now, 'contract-commitment', ordered);
    expect(status(all, gone.id)).toEqual(['Canceled']);
    expect(status(all, moved.id)).toEqual(['Pending', 'Superseded']);
  });

  it('says what a lease is: use of machines over its term, paid by the quarter', async () => {
    const lease = (await rows(paperPlan, 'contract-commitment')).find(
      ({ ContractCommitmentType }) => ContractCommitmentType === 'Lease',
    );
    expect(lease).toMatchObject({
      ContractCommitmentCategory: 'Usage',
      ContractCommitmentQuantity: '6',
      ContractCommitmentUnit: 'System-Months',
      ContractCommitmentPaymentModel: 'No Upfront',
      ContractCommitmentPeriodStart: '2025-04-01T00:00:00Z',
      ContractCommitmentPeriodEnd: '2025-10-01T00:00:00Z',
    });
  });
});

describe.each(allPlans)('the FOCUS forecast of %s', (_, plan) => {
  it('sums to the cash of the plan by quarter, and says in every row that it is a forecast', async () => {
    const all = await rows(plan, 'forecast-cost-and-usage');
    for (const { quarter, total } of plan.cash) {
      const start = `${quarter.slice(0, 4)}-${String(Number(quarter.slice(5)) * 3 - 2).padStart(2, '0')}-01T00:00:00Z`;
      const billed = all
        .filter((row) => row.ChargePeriodStart === start)
        .reduce((sum, row) => sum + Number(row.BilledCost), 0);
      expect(Math.abs(billed - total)).toBeLessThan(0.01);
    }
    expect(all.every((row) => row.x_Forecast === 'true')).toBe(true);
    expect(all.some((row) => row.ChargeDescription?.includes('does not break down'))).toBe(false);
  });
});
