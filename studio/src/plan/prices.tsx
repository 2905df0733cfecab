import type { ReactNode } from 'react';
import type { PlanFile, PlanLimit } from '../../../src/plan/index.ts';
import { formatQuantity, type Flop } from '../../../src/quantity/index.ts';
import { pricedLimits, worth } from './report.ts';
import { DataTable, type Column } from '../kit/data-table.tsx';
import {
  Figure,
  shownCount,
  shownMoney,
  shownNumber,
  shownPercent,
  shownPower,
  type Shown,
} from '../kit/figures.tsx';
import { Mark } from '../kit/marks.tsx';
import { Panel } from '../kit/panel.tsx';

const kinds: Readonly<Record<string, string>> = {
  budget: 'budget',
  power: 'power',
  share: 'share',
  allocation: 'supply',
  concentration: 'concentration',
  demand: 'demand',
  run: 'training',
  rule: 'rule',
  cap: 'cap of a rule',
  stock: 'stock',
};

/** What binds and what it costs: the sentence of each limit with a price, and the one-sided prices of shares. */
export function Prices({ plan }: { readonly plan: PlanFile }): ReactNode {
  const priced = pricedLimits(plan);
  const shares = plan.limits.filter(({ kind }) => kind === 'share');
  const rows = [...shares, ...priced.filter(({ kind }) => kind !== 'share')];
  const columns: readonly Column<PlanLimit>[] = [
    {
      id: 'title',
      title: 'Limit or requirement',
      head: true,
      sort: ({ title }) => title,
      cell: ({ title }) => title,
    },
    {
      id: 'kind',
      title: 'Kind',
      sort: ({ kind }) => kind,
      cell: ({ kind }) => <span className="dim">{kinds[kind]}</span>,
    },
    {
      id: 'used',
      title: 'Used',
      align: 'right',
      sort: ({ used }) => used,
      cell: ({ used, unit }) => <Figure of={shown(used, unit)} />,
    },
    {
      id: 'limit',
      title: 'Of',
      align: 'right',
      sort: ({ limit }) => limit,
      cell: ({ limit, unit }) => <Figure of={shown(limit, unit)} />,
    },
    {
      id: 'binding',
      title: 'Room',
      sort: ({ slack }) => slack,
      cell: ({ binding, slack, unit }) =>
        binding ? <Mark shape="bang" word="none left" tone="warn" /> : <Figure of={shown(slack, unit)} />,
    },
    {
      id: 'price',
      title: 'One more of it',
      sort: ({ price }) => (price === null ? null : Math.abs(price)),
      cell: (limit) => <Worth plan={plan} limit={limit} />,
    },
  ];
  return (
    <Panel
      title="What binds, and its price"
      says="What one more unit of each limit or requirement would cost or save, at this plan, discounted. Shares are solved again for one point either way."
      id="prices"
    >
      {rows.length === 0 ? (
        <p className="dim">No limit has a price: more of any of them would save nothing.</p>
      ) : (
        <DataTable
          label="What binds, and its price"
          columns={columns}
          rows={rows}
          keyOf={({ id }) => id}
          height="26rem"
        />
      )}
    </Panel>
  );
}

function Worth({ plan, limit }: { readonly plan: PlanFile; readonly limit: PlanLimit }): ReactNode {
  const { sides } = limit;
  if (sides) {
    const money = (value: number | null): ReactNode =>
      value === null ? 'cannot be had' : <Figure of={shownMoney(value, plan.currency)} />;
    return (
      <>
        a point more costs {money(sides.more)}, a point less saves {money(sides.less)}
      </>
    );
  }
  if (limit.kind === 'share' && (limit.price === null || limit.price === 0)) {
    return 'nothing: the plan stands there without being pushed';
  }
  return worth(limit, plan.currency) ?? '–';
}

function shown(value: number | null, unit: string): Shown | null {
  if (value === null) return null;
  if (unit === 'W') return shownPower(value);
  if (unit === '1') return shownPercent(value);
  if (unit === 'FLOP') return { text: formatQuantity(value as Flop, 'work'), full: `${value} FLOP` };
  if (/^[A-Z]{3}$/u.test(unit)) return shownMoney(value, unit);
  return Number.isInteger(value) ? shownCount(value, unit) : shownNumber(value, unit);
}
