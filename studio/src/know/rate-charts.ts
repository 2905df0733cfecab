import { formatNumber } from '../../../src/quantity/index.ts';
import { intervalBars } from '../charts/interval-bars.ts';
import { frame, legend, plot, rowsFrame, textOf, tooltip, values, type ChartSpec } from '../charts/spec.ts';
import { shownTime } from '../kit/figures.tsx';

/** A prediction with its 80 % interval. */
interface Predicted {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What the server says of one model on one system. */
export interface Rate {
  readonly rate: {
    readonly requestsPerSecond: Predicted;
    readonly outputTokensPerSecond: number;
    readonly ttft: Predicted;
    readonly tpot: Predicted;
    readonly configuration: {
      readonly precision: string;
      readonly tensorParallel: number;
      readonly batch: number;
      readonly replicasPerSystem: number;
      /** Replicas that work on prompts alone, where answers have their own. */
      readonly prefill?: { readonly part: number; readonly tensorParallel: number };
    };
    readonly boundBy: string;
    readonly level: 0 | 1 | 2;
    readonly lineage: readonly string[];
    readonly assumptions: readonly string[];
  };
  readonly perAccelerator: number;
  readonly memory: { readonly total: number; readonly weights: number; readonly cache: number };
  readonly frontier: readonly {
    readonly perAccelerator: number;
    readonly perUser: number;
    readonly batch: number;
    readonly precision: string;
    readonly tensorParallel: number;
  }[];
  readonly decodeStep: readonly Operator[];
  readonly prefillStep: readonly Operator[];
}

interface Operator {
  readonly name: string;
  readonly memory: number;
  readonly compute: number;
  readonly seconds: number;
}

export interface ComparedRate {
  readonly system: string;
  readonly rate: Rate | null;
  readonly none: { readonly code: string; readonly why: string } | null;
}

/** Throughput per accelerator against speed per user: the loads that no other beats, for each system. */
export function frontierChart(rates: readonly { readonly system: string; readonly rate: Rate }[]): ChartSpec {
  return {
    id: 'frontier',
    title: 'Frontier',
    says: 'Output tokens per second for each accelerator against output tokens per second that one user sees. Up and right is better; each point is a load no other beats.',
    height: 340,
    table: {
      columns: [
        { title: 'System' },
        { title: 'Per user', kind: 'number', unit: 'tokens/s' },
        { title: 'Per accelerator', kind: 'number', unit: 'tokens/s' },
        { title: 'Batch', kind: 'count' },
        { title: 'Setup' },
      ],
      rows: rates.flatMap(({ system, rate }) =>
        rate.frontier.map((point) => [
          system,
          point.perUser,
          point.perAccelerator,
          point.batch,
          `${point.precision}, TP ${point.tensorParallel}`,
        ]),
      ),
    },
    option: (look, width) => {
      const head = legend(
        look,
        rates.map(({ system }) => system),
        width,
      );
      return {
        ...frame(look),
        legend: head.legend,
        grid: plot(head.top + 18, 22),
        tooltip: { ...tooltip(look, formatNumber), trigger: 'item' },
        xAxis: {
          ...values(look, formatNumber),
          name: 'tokens/s per user',
          nameLocation: 'middle',
          nameGap: 26,
          nameTextStyle: textOf(look),
        },
        yAxis: {
          ...values(look, formatNumber),
          type: 'log',
          name: 'tokens/s per accelerator',
          nameTextStyle: { ...textOf(look), align: 'left' },
        },
        series: rates.map(({ system, rate }) => ({
          id: system,
          name: system,
          type: 'line',
          symbolSize: 5,
          data: rate.frontier
            .map((point) => [point.perUser, point.perAccelerator])
            .toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0)),
        })),
      };
    },
  };
}

/** Seconds on an axis. */
function time(value: number): string {
  return shownTime(value).text;
}

/** Where the time of one step goes, operator by operator. */
export function operatorChart(title: string, id: string, operators: readonly Operator[]): ChartSpec {
  const sorted = operators.toSorted((a, b) => a.seconds - b.seconds);
  return {
    id,
    title,
    says: 'What each operator adds to one step: it waits for the slower of memory and computing.',
    height: Math.max(180, 26 * sorted.length + 50),
    table: {
      columns: [
        { title: 'Operator' },
        { title: 'Memory', kind: 'number', unit: 's' },
        { title: 'Compute', kind: 'number', unit: 's' },
        { title: 'Adds', kind: 'number', unit: 's' },
      ],
      rows: sorted.toReversed().map(({ name, memory, compute, seconds }) => [name, memory, compute, seconds]),
    },
    option: (look, width) => {
      const head = legend(look, ['bound by memory', 'bound by compute'], width);
      return {
        ...rowsFrame(
          look,
          time,
          sorted.map(({ name }) => name),
          head,
        ),
        series: [
          {
            name: 'bound by memory',
            type: 'bar',
            stack: 'all',
            itemStyle: { color: look.palette[0] },
            data: sorted.map(({ memory, compute, seconds }) => (memory >= compute ? seconds : 0)),
          },
          {
            name: 'bound by compute',
            type: 'bar',
            stack: 'all',
            itemStyle: { color: look.palette[1], decal: {} },
            data: sorted.map(({ memory, compute, seconds }) => (memory >= compute ? 0 : seconds)),
          },
        ],
      };
    },
  };
}

/** Requests per second of each system with its interval. */
export function comparisonChart(
  rates: readonly { readonly system: string; readonly rate: Rate }[],
): ChartSpec {
  const sorted = rates.toSorted((a, b) => b.rate.perAccelerator - a.rate.perAccelerator);
  const part = ({ rate }: { readonly rate: Rate }, key: 'low' | 'high'): number =>
    (rate.perAccelerator * rate.rate.requestsPerSecond[key]) / rate.rate.requestsPerSecond.value;
  return intervalBars({
    id: 'rate-comparison',
    title: 'Output tokens per second and accelerator',
    says: 'Within the service level. The line is the 80 % interval of the prediction: two systems whose lines overlap cannot be told apart.',
    height: 40 + 30 * sorted.length,
    table: {
      columns: [
        { title: 'System' },
        { title: 'Per accelerator', kind: 'number', unit: 'tokens/s' },
        { title: 'Low', kind: 'number', unit: 'tokens/s' },
        { title: 'High', kind: 'number', unit: 'tokens/s' },
        { title: 'Bound by' },
      ],
      rows: sorted.map((one) => [
        one.system,
        one.rate.perAccelerator,
        part(one, 'low'),
        part(one, 'high'),
        one.rate.rate.boundBy,
      ]),
    },
    rows: sorted.map((one) => ({
      name: one.system,
      value: one.rate.perAccelerator,
      low: part(one, 'low'),
      high: part(one, 'high'),
    })),
    bar: 'predicted',
    interval: '80 % interval',
    thick: 14,
    label: formatNumber,
  });
}
