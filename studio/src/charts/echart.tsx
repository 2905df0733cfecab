import { init, type EChartsType } from 'echarts/core';
import { useEffect, useRef, type ReactNode } from 'react';
import './chart-parts.ts';
import { whenIdle } from '../kit/when-idle.ts';
import { paperWidth, useLook } from './look.ts';
import type { ChartSpec } from './spec.ts';

/**
 * Draws a chart as SVG and morphs it when its numbers change; one that is out of sight follows when the browser is idle, so
 * that a plan of ten charts does not hold up the hand that moves a slider. The library is large: this file is loaded when
 * first needed.
 */
export function EChart({ spec }: { readonly spec: ChartSpec }): ReactNode {
  const look = useLook();
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);
  const outOfSight = useRef(false);

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
    const sight = new IntersectionObserver(
      (seen) => {
        outOfSight.current = seen.at(-1)?.isIntersecting === false;
      },
      { rootMargin: '100px' },
    );
    sight.observe(box.current);
    return () => {
      watcher.disconnect();
      sight.disconnect();
      made.dispose();
    };
  }, [spec.id, spec.height]);

  const specRef = useRef(spec);
  const lookRef = useRef(look);
  useEffect(() => {
    specRef.current = spec;
    lookRef.current = look;
    const draw = (): void => {
      const made = chart.current;
      if (made === undefined) return;
      made.resize({ width: look.paper ? paperWidth : 'auto' });
      made.setOption(spec.option(look, made.getWidth()), {
        replaceMerge: ['series', 'xAxis', 'yAxis', 'grid'],
      });
      if (look.paper) made.getZr().flush();
    };
    // A printer does not wait, neither for idle hours nor for the next frame.
    if (outOfSight.current && !look.paper) return whenIdle(draw);
    draw();
    return undefined;
  }, [spec, look.dark, look.still, look.paper]);

  return (
    <div role="img" aria-label={`${spec.title}. ${spec.says}`} style={{ minHeight: spec.height }}>
      <div ref={box} aria-hidden="true" style={{ height: spec.height }} />
    </div>
  );
}
