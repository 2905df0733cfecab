import { lazy, memo, Suspense, useState, type ReactNode } from 'react';
import { headline } from './report.ts';
import type { PlanFile } from '../../../src/plan/index.ts';
import { ChartPanel, DrawingPanel } from '../charts/chart-panel.tsx';
import { moneyFlow } from '../charts/money-flow.ts';
import { cashChart, purchaseChart, serviceChart, workChart } from '../charts/plan-charts.ts';
import { powerChart } from '../charts/power-chart.ts';
import { Choice } from '../kit/choice.tsx';
import { Skeleton } from '../kit/page.tsx';
import type { Door } from '../shell/search.ts';
import { BreakEvens, Remarks, RunnerUps } from './alternatives.tsx';
import { Budgets, Shares } from './budgets.tsx';
import { DoorFigures } from './door-figures.tsx';
import { Lines } from './lines.tsx';
import { Prices } from './prices.tsx';
import type { Place } from './places.ts';
import { TakenOver } from './taken-over.tsx';
import { Verdicts } from './verdicts.tsx';

const MoneyFlow = lazy(async () => ({ default: (await import('../charts/flow-drawing.tsx')).MoneyFlow }));
const SiteMap = lazy(async () => ({ default: (await import('../charts/site-map.tsx')).SiteMap }));

/**
 * A plan on screen: its first numbers, then the parts in the order of who asks. Infeasible plans are shown elsewhere.
 * Drawn anew only for another plan: sliders above it move many times a second.
 */
export const PlanView = memo(function PlanView({
  plan,
  door,
  places,
}: {
  readonly plan: PlanFile;
  readonly door: Door;
  readonly places: readonly Place[];
}): ReactNode {
  const parts: Readonly<Record<string, ReactNode>> = {
    flow: <Flow key="flow" plan={plan} />,
    cash: <ChartPanel key="cash" spec={cashChart(plan)} span={7} />,
    budgets: <Budgets key="budgets" plan={plan} />,
    purchases: <Purchases key="purchases" plan={plan} />,
    shares: <Shares key="shares" plan={plan} span={5} />,
    prices: <Prices key="prices" plan={plan} />,
    lines: <Lines key="lines" plan={plan} />,
    before: <TakenOver key="before" plan={plan} />,
    power: <ChartPanel key="power" spec={powerChart(plan)} span={6} />,
    services: plan.services.map((service) => (
      <ChartPanel key={`service-${service.id}`} spec={serviceChart(plan, service)} span={6} />
    )),
    work: <ChartPanel key="work" spec={workChart(plan)} span={6} />,
    map: (
      <Suspense
        key="map"
        fallback={
          <div className="span-6">
            <Skeleton height="22rem" />
          </div>
        }
      >
        <SiteMap plan={plan} places={places} />
      </Suspense>
    ),
    verdicts: <Verdicts key="verdicts" plan={plan} />,
    others: <RunnerUps key="others" plan={plan} />,
    flips: <BreakEvens key="flips" plan={plan} />,
    remarks: <Remarks key="remarks" plan={plan} />,
  };
  return (
    <>
      <DoorFigures plan={plan} door={door} />
      <div className="grid">{orders[door].map((name) => parts[name])}</div>
    </>
  );
});

const orders: Readonly<Record<Door, readonly string[]>> = {
  finance: [
    'cash',
    'budgets',
    'flow',
    'purchases',
    'shares',
    'prices',
    'lines',
    'before',
    'others',
    'flips',
    'power',
    'map',
    'services',
    'work',
    'verdicts',
    'remarks',
  ],
  capacity: [
    'services',
    'power',
    'map',
    'work',
    'purchases',
    'shares',
    'prices',
    'others',
    'flips',
    'lines',
    'before',
    'flow',
    'cash',
    'budgets',
    'verdicts',
    'remarks',
  ],
  compliance: [
    'verdicts',
    'purchases',
    'shares',
    'map',
    'power',
    'lines',
    'before',
    'prices',
    'flow',
    'cash',
    'budgets',
    'others',
    'flips',
    'services',
    'work',
    'remarks',
  ],
};

/** The plan in sentences, for the head of the page. */
export function planSentences(plan: PlanFile): readonly string[] {
  return headline(plan).slice(1);
}

function Flow({ plan }: { readonly plan: PlanFile }): ReactNode {
  const { nodes, links } = moneyFlow(plan);
  if (links.length === 0) return null;
  const nameOf = (id: string): string => nodes.find((node) => node.id === id)?.name ?? id;
  return (
    <DrawingPanel
      id="money-flow"
      title="From money to work"
      says="Price of what is ordered, from budgets over suppliers, systems and sites to what the machines work on."
      table={{
        columns: [{ title: 'From' }, { title: 'To' }, { title: 'Price', kind: 'money', unit: plan.currency }],
        rows: links.map(({ source, target, value }) => [nameOf(source), nameOf(target), value]),
      }}
    >
      <Suspense fallback={<Skeleton height="22rem" />}>
        <MoneyFlow plan={plan} />
      </Suspense>
    </DrawingPanel>
  );
}

function Purchases({ plan }: { readonly plan: PlanFile }): ReactNode {
  const [measure, setMeasure] = useState<'money' | 'accelerators'>('money');
  if (plan.lines.length === 0) return null;
  return (
    <ChartPanel
      spec={purchaseChart(plan, measure)}
      span={7}
      before={
        <Choice
          label="Measure"
          options={[
            { value: 'money', word: 'Money' },
            { value: 'accelerators', word: 'Chips' },
          ]}
          value={measure}
          onChange={setMeasure}
        />
      }
    />
  );
}
