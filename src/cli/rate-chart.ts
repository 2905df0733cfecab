import { LineChart } from 'echarts/charts';
import { GridComponent, TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { RateAnswer } from '../performance/index.ts';

use([LineChart, GridComponent, TitleComponent, SVGRenderer]);

type Frontier = RateAnswer['frontier'];

const rows = 12;

/** Which configurations the frontier is drawn over; the rate itself may rest on wider ones, and on pools apart. */
const drawn = 'one shared replica, in the fewest systems that hold the model';

/** The frontier as a scatter of dots: tokens per second and chip upwards, tokens per second and user to the right. */
export function frontierText(frontier: Frontier, width: number): readonly string[] {
  const most = Math.max(0, ...frontier.map(({ perAccelerator }) => perAccelerator));
  const fastest = Math.max(0, ...frontier.map(({ perUser }) => perUser));
  if (most === 0) return ['No configuration of systems of one kind holds the model.'];
  const columns = Math.max(20, width - 10);
  const grid = Array.from({ length: rows }, () => Array.from({ length: columns }, () => ' '));
  for (const { perAccelerator, perUser } of frontier) {
    const row = rows - 1 - Math.min(rows - 1, Math.floor((perAccelerator / most) * (rows - 1)));
    const column = Math.min(columns - 1, Math.floor((perUser / fastest) * (columns - 1)));
    const line = grid[row];
    if (line !== undefined) line[column] = '•';
  }
  return [
    `token/s per chip against token/s per user: ${drawn}`,
    ...grid.map((line, index) => {
      const label = index === 0 ? Math.round(most).toLocaleString('en-US') : index === rows - 1 ? '0' : '';
      return `${label.padStart(8)} │${line.join('')}`.trimEnd();
    }),
    `${' '.repeat(9)}└${'─'.repeat(columns)}`,
    `${' '.repeat(10)}0${`${Math.round(fastest)}`.padStart(columns - 1)}`,
  ];
}

/** The frontier as an SVG document. */
export function frontierSvg(frontier: Frontier, title: string): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 760, height: 460 });
  chart.setOption({
    animation: false,
    title: {
      text: title,
      subtext: drawn,
      left: 'center',
      textStyle: { fontSize: 14, fontFamily: 'system-ui, sans-serif' },
    },
    grid: { left: 80, right: 40, top: 70, bottom: 60 },
    xAxis: { type: 'value', name: 'token/s per user', nameLocation: 'middle', nameGap: 32 },
    yAxis: { type: 'value', name: 'token/s per chip', nameLocation: 'middle', nameGap: 56 },
    series: [
      {
        type: 'line',
        symbolSize: 6,
        color: '#0072b2',
        data: frontier.map(({ perUser, perAccelerator }) => [perUser, perAccelerator]),
      },
    ],
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
