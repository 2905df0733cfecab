import { useQueries, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { PlanFile } from '../../../src/plan/index.ts';
import type { PlanDiff } from '../../../src/planning/index.ts';
import { post } from '../api/client.ts';
import { planListQuery, planQuery } from '../api/queries.ts';
import { ChartPanel } from '../charts/chart-panel.tsx';
import { compareChart } from '../charts/compare-chart.ts';
import { DataTable, type Column } from '../kit/data-table.tsx';
import { Figure, shownCount, shownMoney } from '../kit/figures.tsx';
import { StatusMark } from '../kit/marks.tsx';
import { Empty, PageHead, Skeleton } from '../kit/page.tsx';
import { Panel } from '../kit/panel.tsx';
import { Trouble } from '../kit/trouble.tsx';
import { changesBetween, figuresOf, orderTable, type OrderRow } from '../plan/compare.ts';
import { Difference } from '../plan/difference.tsx';
import { referenceTo } from '../plan/plan-reference.ts';
import { useAddress } from '../shell/use-search.ts';

const most = 4;

/** Up to four plans side by side: their numbers, what each orders, and what changed between them. */
export function Compare(): ReactNode {
  const { search, set } = useAddress();
  const list = useQuery(planListQuery);
  const ids = (search.plans ?? search.plan ?? '')
    .split(',')
    .filter((id) => id !== '')
    .slice(0, most);
  const plans = useQueries({ queries: ids.map((id) => planQuery(id)) });
  const failed = plans.find(({ error }) => error !== null)?.error;
  const loaded = plans.flatMap(({ data }, index) =>
    data === undefined ? [] : [{ id: ids[index] ?? '', plan: data, name: nameOf(data, index) }],
  );
  const choose = (next: readonly string[]): void =>
    set({ plans: next.length === 0 ? undefined : next.join(',') });
  return (
    <>
      <PageHead
        title="Compare"
        lead="Up to four plans or variants, on the same scales. The first is what the others are held against."
        actions={
          ids.length < most && (
            <label>
              <span className="hidden">Add a plan</span>
              <select value="" onChange={({ target }) => choose([...ids, target.value])}>
                <option value="">Add a plan…</option>
                {(list.data ?? [])
                  .filter(({ id }) => !ids.includes(id))
                  .map(({ id, title, says }) => (
                    <option key={id} value={id}>
                      {title}: {says}
                    </option>
                  ))}
              </select>
            </label>
          )
        }
      />
      {failed && <Trouble error={failed} />}
      {ids.length === 0 ? (
        <Empty title="Nothing to compare yet">
          Add two plans above. Variants of one scenario compare best: plan it as it stands, then with a
          variant, and see what the difference costs and buys.
        </Empty>
      ) : loaded.length < ids.length && !failed ? (
        <Skeleton height="40vh" />
      ) : (
        <div className="grid">
          <section className="panel span-12" aria-label="Numbers">
            <div className="table-wrap" tabIndex={0} role="region" aria-label="Numbers side by side">
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">Number</th>
                    {loaded.map(({ id, name, plan }) => (
                      <th key={id} scope="col" className="number">
                        {name}
                        <br />
                        <StatusMark status={plan.status} />{' '}
                        <button
                          type="button"
                          className="button quiet small"
                          aria-label={`Take ${name} out`}
                          onClick={() => choose(ids.filter((one) => one !== id))}
                        >
                          ×
                        </button>
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {figuresOf(loaded.map(({ plan }) => plan)).map(({ name, values }) => (
                    <tr key={name}>
                      <th scope="row">{name}</th>
                      {values.map(({ shown, change }, index) => (
                        <td key={loaded[index]?.id} className="number">
                          <Figure of={shown} />
                          {change !== null && <div className="faint small">{change}</div>}
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </section>
          <ChartPanel spec={compareChart(loaded)} span={12} />
          {loaded.length > 1 && <Changes plans={loaded} />}
          <Orders plans={loaded} />
        </div>
      )}
    </>
  );
}

function nameOf(plan: PlanFile, index: number): string {
  return `${index + 1}. ${plan.variant ?? plan.scenario}, ${plan.asOf}`;
}

/** What differs between the first plan and each other: in what went in, and so in what came out, with the inputs that are about each line. */
function Changes({
  plans,
}: {
  readonly plans: readonly { readonly id: string; readonly name: string; readonly plan: PlanFile }[];
}): ReactNode {
  const [first, ...others] = plans;
  if (first === undefined) return null;
  return (
    <Panel
      title="What changed, and why"
      says="Beside the first plan: what went in (the day, the rules known by it, the claims), and what that did to each line. The inputs named at a line are those that changed and are about it."
    >
      {others.map((other) => (
        <section key={other.id} className="stack" style={{ gap: '0.3rem' }}>
          <h3>{other.name}</h3>
          <ul className="list">
            {changesBetween(first.plan, other.plan).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <Lines before={first} after={other} />
        </section>
      ))}
    </Panel>
  );
}

interface Named {
  readonly id: string;
  readonly plan: PlanFile;
}

function Lines({ before, after }: { readonly before: Named; readonly after: Named }): ReactNode {
  const diff = useQuery({
    queryKey: ['diff', before.id, after.id, before.plan.objective.value, after.plan.objective.value],
    queryFn: ({ signal }) =>
      post<PlanDiff>(
        '/v1/diff',
        {
          before: referenceTo(before.id, before.plan, false).plan,
          after: referenceTo(after.id, after.plan, false).plan,
        },
        signal,
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (diff.error !== null) return <Trouble error={diff.error} />;
  return diff.data === undefined ? <Skeleton /> : <Difference diff={diff.data} />;
}

function Orders({
  plans,
}: {
  readonly plans: readonly { readonly id: string; readonly name: string; readonly plan: PlanFile }[];
}): ReactNode {
  const rows = orderTable(plans.map(({ plan }) => plan));
  const columns: readonly Column<OrderRow>[] = [
    {
      id: 'what',
      title: 'System at site',
      head: true,
      sort: ({ system }) => system,
      cell: ({ system, site }) => (
        <>
          {system} <span className="dim">at {site}</span>
        </>
      ),
    },
    ...plans.map(({ id, name, plan }, index): Column<OrderRow> => ({
      id,
      title: name,
      align: 'right',
      sort: ({ orders }) => orders[index]?.accelerators ?? 0,
      cell: ({ orders }) => {
        const order = orders[index];
        if (order === undefined || order.accelerators === 0) return <span className="faint">–</span>;
        return (
          <>
            <Figure of={shownCount(Math.round(order.accelerators))} />{' '}
            <span className="dim small">
              <Figure of={shownMoney(order.price, plan.currency)} />
            </span>
          </>
        );
      },
    })),
  ];
  return (
    <Panel title="What each orders" says="Accelerators over all quarters, and their price.">
      <DataTable
        label="What each orders"
        columns={columns}
        rows={rows}
        keyOf={({ system, site }) => `${system}@${site}`}
      />
    </Panel>
  );
}
