import { useMemo, type ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import type { PlanFile, PlanLine } from '../../../src/plan/index.ts';
import { DataTable, type Column } from '../kit/data-table.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { Figure, shownCount, shownMoney } from '../kit/figures.tsx';
import { Mark, StanceMark, VerdictMark } from '../kit/marks.tsx';
import { Panel } from '../kit/panel.tsx';
import { useAddress } from '../shell/use-search.ts';
import { Basis } from './basis.tsx';
import { stanceOf } from './stance.ts';

/** What to buy and rent: one row per line, each opens. */
export function Lines({ plan }: { readonly plan: PlanFile }): ReactNode {
  const { search, set } = useAddress();
  const names = useMemo(() => new Map(plan.systems.map(({ id, name }) => [id, name])), [plan]);
  const staged = plan.lines.some((line) => stanceOf(line) !== undefined);
  const columns: readonly Column<PlanLine>[] = [
    {
      id: 'system',
      title: 'System',
      head: true,
      sort: ({ system }) => names.get(system) ?? system,
      cell: ({ system }) => names.get(system) ?? system,
    },
    {
      id: 'count',
      title: 'Systems',
      align: 'right',
      sort: ({ count }) => count,
      cell: ({ count, whole }) => <Figure of={shownCount(whole ? count : Math.round(count * 10) / 10)} />,
    },
    {
      id: 'accelerators',
      title: 'Chips',
      align: 'right',
      sort: ({ accelerators }) => accelerators,
      cell: ({ accelerators }) => <Figure of={shownCount(Math.round(accelerators))} />,
    },
    { id: 'supplier', title: 'From', sort: ({ supplier }) => supplier, cell: ({ supplier }) => supplier },
    { id: 'site', title: 'Site', sort: ({ site }) => site, cell: ({ site }) => site },
    {
      id: 'order',
      title: 'Order → in service',
      sort: ({ orderQuarter }) => orderQuarter,
      cell: ({ orderQuarter, deliveryQuarter }) => (
        <span className="nowrap">
          {orderQuarter} → {deliveryQuarter}
        </span>
      ),
    },
    {
      id: 'price',
      title: 'Price',
      align: 'right',
      sort: ({ reporting }) => reporting,
      cell: ({ cost, kind }) => (
        <>
          <Figure of={shownMoney(cost.amount, cost.currency)} />
          {kind === 'lease' && <span className="dim"> rent</span>}
        </>
      ),
    },
    {
      id: 'basis',
      title: 'Price is',
      cell: ({ offer }) => <Basis plan={plan} path={`offers.${offer}.price`} />,
    },
    ...(staged
      ? [
          {
            id: 'stance',
            title: 'Stance',
            sort: (line: PlanLine) => stanceOf(line) ?? '',
            cell: (line: PlanLine) => <StanceMark stance={stanceOf(line) ?? 'unknown'} />,
          },
        ]
      : []),
    {
      id: 'verdict',
      title: 'Rules say',
      sort: ({ verdict }) => verdict,
      cell: ({ verdict, frozen }) => (
        <span className="inline" style={{ flexWrap: 'nowrap' }}>
          <VerdictMark verdict={verdict} />
          {frozen && <Mark shape="square" word="frozen" />}
        </span>
      ),
    },
  ];
  const open = plan.lines.find(({ id }) => id === search.line);
  return (
    <Panel
      title="What to buy and rent"
      says={`${plan.lines.length} lines. Whole systems in the first ${plan.wholeQuarters} quarters; later counts are a forecast. Open a line for its reasons.`}
      id="lines"
    >
      {plan.lines.length === 0 ? (
        <p className="dim">Nothing needs to be bought or rented: the fleet that stands is enough.</p>
      ) : (
        <DataTable
          label="What to buy and rent"
          columns={columns}
          rows={plan.lines}
          keyOf={({ id }) => id}
          selected={search.line}
          onOpen={({ id }) => set({ line: id })}
          sorting={{ column: 'price', down: true }}
        />
      )}
      <Dialog
        open={open !== undefined}
        onClose={() => set({ line: undefined })}
        title={open === undefined ? '' : (names.get(open.system) ?? open.system)}
        kind="side"
      >
        {open !== undefined && <LineCard plan={plan} line={open} />}
      </Dialog>
    </Panel>
  );
}

/** Everything about one line: what, when, for how much, why it won, what would flip it, and what the rules say. */
function LineCard({ plan, line }: { readonly plan: PlanFile; readonly line: PlanLine }): ReactNode {
  const flips = plan.breakEvens.filter(
    (one) => one.line === line.id || one.line === `${line.offer}@${line.site}`,
  );
  const stance = stanceOf(line);
  return (
    <div className="stack" style={{ gap: '1.1rem' }}>
      <dl className="facts">
        <dt>Line</dt>
        <dd>
          <code>{line.id}</code>
        </dd>
        <dt>{line.kind === 'lease' ? 'Rent' : 'Buy'}</dt>
        <dd>
          <Figure of={shownCount(line.whole ? line.count : Math.round(line.count * 10) / 10)} /> systems,{' '}
          <Figure of={shownCount(Math.round(line.accelerators))} /> accelerators, from {line.supplier}
        </dd>
        <dt>Where, when</dt>
        <dd>
          {line.site}; ordered {line.orderQuarter}, in service {line.deliveryQuarter}
          {line.endQuarter !== null && ` to ${line.endQuarter}`}
        </dd>
        <dt>Price</dt>
        <dd className="inline">
          <Figure of={shownMoney(line.cost.amount, line.cost.currency)} />
          {line.cost.currency !== plan.currency && (
            <span className="dim">
              = <Figure of={shownMoney(line.reporting, plan.currency)} />
            </span>
          )}
          <Basis plan={plan} path={`offers.${line.offer}.price`} />
        </dd>
        <dt>Each</dt>
        <dd>
          <Figure
            of={line.count > 0 ? shownMoney(line.cost.amount / line.count, line.cost.currency) : null}
          />
        </dd>
        <dt>Counts against</dt>
        <dd>{line.budget.join(', ') || 'no budget'}</dd>
        {stance !== undefined && (
          <>
            <dt>Stance</dt>
            <dd>
              <StanceMark stance={stance} />
              {line.stance && <p>{line.stance.sentence}</p>}
            </dd>
          </>
        )}
      </dl>
      <section className="stack" style={{ gap: '0.4rem' }}>
        <h3>Why it is in the plan</h3>
        <ul className="list">
          {line.why.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </section>
      {flips.length > 0 && (
        <section className="stack" style={{ gap: '0.4rem' }}>
          <h3>What would flip it</h3>
          <ul className="list">
            {flips.map(({ sentence }) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      )}
      <section className="stack" style={{ gap: '0.6rem' }}>
        <h3>What the rules say</h3>
        {line.verdicts.map((record) => (
          <div key={record.use} className="note">
            <div className="inline">
              <strong>{record.use}</strong>
              <VerdictMark verdict={record.verdict} />
            </div>
            <p>{record.reason}</p>
            <p className="dim small">
              On order ({record.orderDate}): {record.onOrder}. On ship ({record.shipDate}): {record.onShip}.
            </p>
            {record.conditions.map((condition) => (
              <p key={condition}>Condition: {condition}</p>
            ))}
            {record.licences.length > 0 && <p>Rests on: {record.licences.join(', ')}</p>}
            {record.rules.length > 0 && (
              <p className="inline small">
                {record.rules.map((rule) => (
                  <Link key={rule} to={'/rules'} search={{ id: rule }} className="chip">
                    {rule}
                  </Link>
                ))}
              </p>
            )}
          </div>
        ))}
      </section>
    </div>
  );
}
