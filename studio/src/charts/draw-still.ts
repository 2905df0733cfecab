import { init } from 'echarts/core';
import './chart-parts.ts';
import { looks } from './look.ts';
import type { ChartSpec } from './spec.ts';

/** A chart as SVG text without a page: for the gallery's test. Same numbers, same bytes. */
export function drawStill(spec: ChartSpec, width: number, ground: 'light' | 'dark'): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height: spec.height });
  chart.setOption({ ...spec.option(looks[ground], width), animation: false });
  const svg = chart.renderToSVGString();
  chart.dispose();
  // The renderer numbers its parts over the life of the process; here they start anew.
  const seen = new Map<string, string>();
  return svg.replaceAll(/zr\d+-[\w-]+/gu, (name) => {
    const known = seen.get(name) ?? `${spec.id}-${seen.size}`;
    seen.set(name, known);
    return known;
  });
}
