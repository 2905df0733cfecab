import { describe, expect, it } from 'vitest';
import { requestsPerSecond, watts } from '../../quantity/index.ts';
import { cutScenario, type Carried, type CarriedOrder } from '../../scenario/index.ts';
import { scenarioOf } from '../fixtures.ts';

const order: CarriedOrder = {
  id: 'box-offer@site-0@2025Q3',
  offer: 'box-offer',
  system: 'box',
  supplier: 'seller',
  kind: 'purchase',
  site: 'site-0',
  count: 3,
  orderQuarter: '2025Q3',
  orderDate: '2025-07-01',
  deliveryQuarter: '2025Q4',
  delivered: false,
  price: { amount: 1e6, currency: 'USD' },
  termQuarters: null,
  domestic: false,
};
const nothing: Carried = {
  orders: [],
  stopped: [],
  done: new Map(),
  fleet: undefined,
  churn: { part: 0, perSystem: 0 },
  before: new Map(),
};
/** Four quarters of 2025, looked at from the third. */
const whole = {
  ...scenarioOf({
    sites: [{ power: [1, 2, 3, 4].map(watts) }],
    offers: [{ system: 'box', allocation: [10, 10, 10, 10] }],
    services: [{ id: 'chat', peak: [1, 2, 3, 4].map(requestsPerSecond) }],
    runs: [
      { id: 'over', deadline: 1 },
      { id: 'going', start: 1, deadline: 3, unmetPenalty: 100 },
    ],
    budgets: [{ id: 'all', from: 0, to: 3 }],
    more: {
      fleet: [{ id: 'old', system: 'box', site: 'site-0', count: [9, 8, 7, 6] }],
      frozen: [{ id: 'own', offer: 'box-offer', site: 'site-0', count: 1, order: 0, delivery: 3 }],
    },
  }),
  asOf: '2025-08-15',
};

describe('cutting a programme to what lies ahead', () => {
  const cut = cutScenario(whole, { ...nothing, done: new Map([['going', 4e23]]) });

  it('moves every index, and keeps what is behind where it counts', () => {
    expect(cut.quarters).toEqual(['2025Q3', '2025Q4']);
    expect(cut.sites[0]?.power).toEqual([3, 4]);
    expect(cut.services[0]?.peak).toEqual([3, 4]);
    expect(cut.budgets[0]).toMatchObject({ from: -2, to: 1 });
    expect(cut.fleet[0]).toMatchObject({ count: [7, 6], past: [9, 8] });
    expect(cut.frozen).toMatchObject([{ id: 'own', order: -2, delivery: 1 }]);
    expect(cut.replan?.past).toBe(2);
  });

  it('leaves of a run what is not done, with the part of the penalty that goes with it', () => {
    expect(cut.runs).toMatchObject([{ id: 'going', flop: 6e23, start: 0, deadline: 1, unmetPenalty: 60 }]);
    expect(cutScenario(whole, { ...nothing, done: new Map([['going', 1e24]]) }).runs).toEqual([]);
  });

  it('takes what was ordered in this quarter off what can still be had in it', () => {
    const ordered = cutScenario(whole, { ...nothing, orders: [order] });
    expect(ordered.offers[0]?.allocation).toEqual([7, 10]);
    expect(ordered.frozen.find(({ id }) => id === order.id)).toMatchObject({
      order: 0,
      delivery: 1,
      count: 3,
    });
  });

  it('keeps the terms of an order when the offer has changed or gone', () => {
    const dearer = cutScenario(whole, {
      ...nothing,
      orders: [
        { ...order, price: { amount: 7.2e6, currency: 'CNY' } },
        { ...order, id: 'lost', offer: 'gone' },
      ],
    });
    const terms = new Map(dearer.frozen.map(({ id, terms: own }) => [id, own]));
    expect(terms.get(order.id)).toMatchObject({ price: 1e6, written: { amount: 7.2e6, currency: 'CNY' } });
    expect(terms.get('lost')).toMatchObject({ id: 'gone', price: 1e6 });
    expect(dearer.offers.find(({ id }) => id === 'gone')?.allocation).toEqual([0, 0]);
    expect(
      cutScenario(whole, { ...nothing, orders: [order] }).frozen.find(({ id }) => id === order.id)?.terms,
    ).toBeUndefined();
  });

  it('lets go of frozen orders that were stopped, and of a fleet that was seen to be another', () => {
    const seen = [{ id: 'seen', system: 'box', site: 'site-0', count: 5 }];
    const told = cutScenario(whole, { ...nothing, stopped: ['own'], fleet: seen });
    expect(told.frozen).toEqual([]);
    expect(told.fleet).toEqual([{ id: 'seen', system: 'box', site: 'site-0', count: [5, 5], past: [] }]);
  });
});
