import { init, type EChartsType } from 'echarts/core';
import { useEffect, useRef, type ReactNode } from 'react';
import './chart-parts.ts';
import { paperWidth, useLook } from './look.ts';
import type { ChartSpec } from './spec.ts';

/** Draws a chart as SVG and morphs it when its numbers change. The library is large: this file is loaded when first needed. */
export function EChart({ spec }: { readonly spec: ChartSpec }): ReactNode {
  const look = useLook();
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);

  useEffect(() => {
    if (box.current === null) return undefined;
    const made = init(box.current, null, { renderer: 'svg', height: spec.height });
    chart.current = made;
    const watcher = new ResizeObserver(() => {
      if (lookRef.current.paper) return;
      made.resize();
      made.setOption(specRef.current.option(lookRef.current, made.getWidth()), { notMerge: false });
    });
    watcher.observe(box.current);
    return () => {
      watcher.disconnect();
      made.dispose();
    };
  }, [spec.id, spec.height]);

  const specRef = useRef(spec);
  const lookRef = useRef(look);
  useEffect(() => {
    specRef.current = spec;
    lookRef.current = look;
    const made = chart.current;
    if (made === undefined) return;
    made.resize({ width: look.paper ? paperWidth : 'auto' });
    made.setOption(spec.option(look, made.getWidth()), {
      replaceMerge: ['series', 'xAxis', 'yAxis', 'grid'],
    });
    // The printer does not wait for the next frame.
    if (look.paper) made.getZr().flush();
  }, [spec, look.dark, look.still, look.paper]);

  return (
    <div role="img" aria-label={`${spec.title}. ${spec.says}`} style={{ minHeight: spec.height }}>
      <div ref={box} aria-hidden="true" style={{ height: spec.height }} />
    </div>
  );
}
