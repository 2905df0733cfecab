import { sankey, sankeyLinkHorizontal, type SankeyGraph } from 'd3-sankey';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { shownMoney } from '../kit/figures.tsx';
import type { PlanFile } from '../../../src/plan/index.ts';
import { colourOf, paperWidth, useLook, type Look } from './look.ts';
import { moneyFlow, type FlowNode } from './money-flow.ts';

interface LinkData {
  readonly value: number;
}
type Node = FlowNode & { x0?: number; x1?: number; y0?: number; y1?: number; value?: number };

const layers = ['Money', 'Supplier', 'System', 'Site', 'Work'];

/** The drawing itself, at a width; pure, so that the gallery can be tested. */
export function FlowDrawing({
  plan,
  width,
  look,
}: {
  readonly plan: PlanFile;
  readonly width: number;
  readonly look: Look;
}): ReactNode {
  const [over, setOver] = useState<string>();
  const { nodes, links } = moneyFlow(plan);
  const narrow = width < 700;
  const tallest = Math.max(
    ...layers.map((_, layer) => nodes.filter((node) => node.layer === layer).length),
    1,
  );
  const height = Math.max(320, 56 * tallest);
  const graph: SankeyGraph<Node, LinkData> = sankey<Node, LinkData>()
    .nodeId((node) => node.id)
    .nodeAlign((node) => node.layer)
    .nodeWidth(9)
    .nodePadding(narrow ? 22 : 20)
    .nodeSort((a, b) => (b.value ?? 0) - (a.value ?? 0))
    .extent([
      [1, 26],
      [width - (narrow ? 84 : 186), height - 6],
    ])({ nodes: nodes.map((node) => ({ ...node })), links: links.map((link) => ({ ...link })) });
  const ids = (kind: FlowNode['kind']): readonly string[] =>
    nodes.filter((node) => node.kind === kind).map(({ id }) => id.slice(id.indexOf(':') + 1));
  const systems = plan.systems.map(({ id }) => id);
  const sites = [...new Set(plan.power.map(({ site }) => site))];
  const colour = (node: Node): string => {
    const id = node.id.slice(node.id.indexOf(':') + 1);
    if (node.kind === 'system') return colourOf(id, systems, look);
    if (node.kind === 'site') return colourOf(id, sites, look);
    if (node.kind === 'work') return colourOf(id, ids('work'), look);
    return look.dim;
  };
  const path = sankeyLinkHorizontal<Node, LinkData>();
  const money = (amount: number): string => shownMoney(amount, plan.currency).text;
  // A name ends before the next layer begins.
  const gap = (width - (narrow ? 84 : 186)) / 4;
  const room = (layer: number): number =>
    layer === 4 ? (narrow ? 12 : 25) : Math.max(4, Math.floor((gap - 24) / (narrow ? 5.6 : 6.9)));
  const inLayer = new Map(graph.nodes.map((node) => [node.layer, node.x0 ?? 0]));

  return (
    <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
      {[...inLayer].map(([layer, x]) => (
        <text key={layer} x={x} y={11} fill={look.dim} fontSize={11.5}>
          {layers[layer]}
        </text>
      ))}
      {graph.links.map((link) => {
        const source = link.source as Node;
        const target = link.target as Node;
        const lit = over === undefined || over === source.id || over === target.id;
        return (
          <path
            key={`${source.id} ${target.id}`}
            d={path(link) ?? ''}
            fill="none"
            stroke={colour(target.kind === 'supplier' ? target : target.kind === 'system' ? target : source)}
            strokeWidth={Math.max(1, link.width ?? 1)}
            opacity={lit ? (look.dark ? 0.34 : 0.28) : 0.07}
            style={{ transition: 'opacity .15s, d .45s, stroke-width .45s' }}
          >
            <title>{`${source.name} → ${target.name}: ${shownMoney(link.value, plan.currency).full}`}</title>
          </path>
        );
      })}
      {graph.nodes.map((node) => {
        const [x0 = 0, x1 = 0, y0 = 0, y1 = 0] = [node.x0, node.x1, node.y0, node.y1];
        const tall = y1 - y0;
        const middle = (y0 + y1) / 2;
        return (
          <g
            key={node.id}
            opacity={over === undefined || over === node.id ? 1 : 0.6}
            onPointerEnter={() => setOver(node.id)}
            onPointerLeave={() => setOver(undefined)}
          >
            <rect x={x0} y={y0} width={x1 - x0} height={Math.max(1.5, tall)} rx={1.5} fill={colour(node)} />
            <text
              x={x1 + 6}
              y={narrow || tall < 26 ? middle + 3.5 : middle - 3}
              fill={look.ink}
              fontSize={narrow ? 10 : 12}
              fontWeight={550}
              stroke={look.card}
              strokeWidth={3}
              paintOrder="stroke"
            >
              {shortened(node.name, room(node.layer))}
              {tall < 26 && !narrow && (
                <tspan fill={look.dim} fontWeight={400} dx={6}>
                  {money(node.value ?? 0)}
                </tspan>
              )}
            </text>
            {tall >= 26 && !narrow && (
              <text
                x={x1 + 6}
                y={middle + 12}
                fill={look.dim}
                fontSize={11.5}
                stroke={look.card}
                strokeWidth={3}
                paintOrder="stroke"
              >
                {money(node.value ?? 0)}
              </text>
            )}
            <title>{`${node.name}: ${shownMoney(node.value ?? 0, plan.currency).full}`}</title>
          </g>
        );
      })}
    </svg>
  );
}

function shortened(name: string, most: number): string {
  return name.length <= most ? name : `${name.slice(0, most - 1).trimEnd()}…`;
}

/** The drawing at the width it finds. */
export function MoneyFlow({ plan }: { readonly plan: PlanFile }): ReactNode {
  const look = useLook();
  const { box, width } = useWidth(960);
  return (
    <div
      ref={box}
      role="img"
      aria-label="Where the money flows: from budgets over suppliers, systems and sites to the work"
    >
      <FlowDrawing plan={plan} width={look.paper ? paperWidth : width} look={look} />
    </div>
  );
}

/** The width of a box as it changes. */
export function useWidth(first: number): {
  readonly box: React.RefObject<HTMLDivElement | null>;
  readonly width: number;
} {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(first);
  useEffect(() => {
    if (box.current === null) return undefined;
    const watcher = new ResizeObserver(([entry]) => {
      if (entry !== undefined && entry.contentRect.width > 0) setWidth(Math.round(entry.contentRect.width));
    });
    watcher.observe(box.current);
    return () => watcher.disconnect();
  }, []);
  return { box, width };
}
