import { Menu } from '@base-ui/react/menu';
import { lazy, Suspense, useRef, useState, type ReactNode } from 'react';
import { copyText, download } from '../kit/clipboard.ts';
import { Skeleton } from '../kit/page.tsx';
import { Panel } from '../kit/panel.tsx';
import { say } from '../kit/toasts.tsx';
import { csvOf, type TwinTable } from '../kit/twin-table.ts';
import { TwinView } from '../kit/twin-view.tsx';
import { pngOf, svgText } from './export-svg.ts';
import type { ChartSpec } from './spec.ts';

const EChart = lazy(async () => ({ default: (await import('./echart.tsx')).EChart }));

type Span = 4 | 5 | 6 | 7 | 8 | 12;

/** A chart with its table twin and its ways out: CSV, PNG, SVG. */
export function ChartPanel({
  spec,
  span = 6,
  before,
}: {
  readonly spec: ChartSpec;
  readonly span?: Span;
  /** Controls above the chart. */
  readonly before?: ReactNode;
}): ReactNode {
  return (
    <DrawingPanel
      id={spec.id}
      title={spec.title}
      says={spec.says}
      table={spec.table}
      span={span}
      before={before}
    >
      <Suspense fallback={<Skeleton height={`${spec.height}px`} />}>
        <EChart spec={spec} />
      </Suspense>
    </DrawingPanel>
  );
}

/** The same frame around any drawing of ours that holds one SVG. */
export function DrawingPanel({
  id,
  title,
  says,
  table,
  span = 12,
  before,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly says: ReactNode;
  readonly table: TwinTable;
  readonly span?: Span;
  readonly before?: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  const [asTable, setAsTable] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const drawing = (): SVGSVGElement | null => box.current?.querySelector('svg') ?? null;

  const tools = (
    <>
      <button
        type="button"
        className="button quiet small"
        aria-pressed={asTable}
        onClick={() => setAsTable(!asTable)}
      >
        {asTable ? 'Chart' : 'Table'}
      </button>
      <Menu.Root>
        <Menu.Trigger className="button quiet small" aria-label={`More about ${title}`}>
          ⋯
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner align="end" sideOffset={4}>
            <Menu.Popup className="menu">
              <Menu.Item
                onClick={async () =>
                  say((await copyText(csvOf(table))) ? 'Copied as CSV' : 'The browser does not let us copy')
                }
              >
                Copy as CSV
              </Menu.Item>
              <Menu.Item onClick={() => download(`${id}.csv`, csvOf(table), 'text/csv')}>Save CSV</Menu.Item>
              {!asTable && (
                <>
                  <Menu.Item
                    onClick={() => {
                      const found = drawing();
                      if (found !== null) download(`${id}.svg`, svgText(found), 'image/svg+xml');
                    }}
                  >
                    Save SVG
                  </Menu.Item>
                  <Menu.Item
                    onClick={async () => {
                      const found = drawing();
                      if (found !== null) download(`${id}.png`, await pngOf(found));
                    }}
                  >
                    Save PNG
                  </Menu.Item>
                </>
              )}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </>
  );
  return (
    <Panel title={title} says={says} span={span} tools={tools} id={id}>
      {before !== undefined && <div className="no-print">{before}</div>}
      {asTable ? <TwinView label={title} table={table} /> : <div ref={box}>{children}</div>}
    </Panel>
  );
}
