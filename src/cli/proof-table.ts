import { type Currency, formatMoney, formatNumber, formatQuantity } from '../quantity/index.ts';
import { cell, textTable, type Cell, type Section } from '../report/index.ts';
import type { ServiceProof } from '../simulation/index.ts';
import type { Terminal } from './terminal.ts';

/** What figures can be told apart by. */
export const groupKinds = ['class', 'pool', 'site', 'hour'] as const;
export type GroupKind = (typeof groupKinds)[number];

type Latency = ServiceProof['ttft'];
type Group = NonNullable<ServiceProof['groups']>[number];

const tones = { met: 'good', missed: 'bad', saturated: 'bad', interrupted: 'warn' } as const;
const empty = 'Nothing to prove: no service is placed in the quarters asked for.';
const of = ['Service', 'Quarter', 'Case'] as const;

/**
 * What simulation says of services, as tables: whether the levels hold, what requests feel, what the fleet does, and the same by what
 * is asked for.
 */
export function proofTables(
  services: readonly ServiceProof[],
  by: readonly GroupKind[],
  currency: string,
  terminal: Terminal,
): readonly string[] {
  const shown = (section: Section): string => textTable(section, terminal.colour, terminal.width);
  if (services.length === 0) return [shown(levels(services))];
  return [
    shown(levels(services)),
    shown(latencies(services)),
    shown(work(services, currency)),
    ...by.map((kind) => shown(groups(services, kind, currency))),
  ];
}

/** Whether the levels hold: what is held against them, with its interval. */
export function proofTable(services: readonly ServiceProof[], terminal: Terminal): string {
  return textTable(levels(services), terminal.colour, terminal.width);
}

function levels(services: readonly ServiceProof[]): Section {
  return {
    id: 'proof',
    title: 'Service levels by simulation (95 % intervals)',
    columns: titles(
      ...of,
      'Verdict',
      'Held',
      'TTFT',
      'level',
      'TPOT',
      'level',
      'In level',
      'Good',
      'Saturates',
    ),
    rows: services.map((each) => [
      ...caseOf(each),
      cell(each.verdict, { tone: tones[each.verdict] }),
      cell(each.statistic),
      cell(heldOf(each, 'ttft')),
      cell(time(each.levels.ttft)),
      cell(heldOf(each, 'tpot')),
      cell(time(each.levels.tpot)),
      cell(part(each.goodput)),
      cell(each.goodPerSecond ? `${formatNumber(each.goodPerSecond)}/s` : '–'),
      cell(saturates(each)),
    ]),
    empty,
  };
}

function latencies(services: readonly ServiceProof[]): Section {
  return {
    id: 'latencies',
    title: 'What requests feel',
    columns: titles(...of, 'Latency', 'mean', 'p50', 'p90', 'p99'),
    rows: services.flatMap((each) =>
      (
        [
          ['to first token', each.ttft],
          ['per further token', each.tpot],
          ['between tokens', each.betweenTokens],
          ['end to end', each.endToEnd],
        ] as const
      ).map(([name, latency]) => [
        ...caseOf(each),
        cell(name),
        cell(latency !== undefined && 'mean' in latency ? statisticOf(latency, 'mean') : '–'),
        ...(['p50', 'p90', 'p99'] as const).map((at) =>
          cell(within(latency?.[at] ?? null, latency?.halfWidths?.[at])),
        ),
      ]),
    ),
    empty,
  };
}

function work(services: readonly ServiceProof[], currency: string): Section {
  return {
    id: 'work',
    title: 'What the fleet does (queue: requests of a replica that wait for their first token)',
    columns: titles(
      ...of,
      'Simulated',
      'Requests',
      'Unserved',
      'Busy',
      'Queue',
      'KV cache',
      'Set back',
      'per token',
      'per M tokens',
    ),
    rows: services.map((each) => [
      ...caseOf(each),
      cell(part(each.share)),
      cell(formatNumber(each.requests)),
      cell(formatNumber(each.turnedAway)),
      ...workCells(each, currency),
    ]),
    empty,
  };
}

function groups(services: readonly ServiceProof[], by: GroupKind, currency: string): Section {
  return {
    id: `by-${by}`,
    title: `By ${by}`,
    columns: titles(
      ...of,
      by,
      'Served',
      'TTFT',
      'p90',
      'p99',
      'TPOT',
      'p90',
      'p99',
      'End to end',
      'p90',
      'In level',
      'Busy',
      'Queue',
      'KV cache',
      'Set back',
      'per token',
      'per M tokens',
    ),
    rows: services.flatMap((each) =>
      (each.groups ?? [])
        .filter((group) => group.by === by)
        .map((group) => [
          ...caseOf(each),
          cell(group.id),
          cell(formatNumber(group.finished)),
          ...[group.ttft, group.tpot].flatMap(({ mean, p90, p99 }) =>
            [mean, p90, p99].map((at) => cell(time(at))),
          ),
          cell(time(group.endToEnd.mean)),
          cell(time(group.endToEnd.p90)),
          cell(part(group.goodput)),
          ...workCells(group, currency),
        ]),
    ),
    empty: `Nothing to tell apart by ${by}.`,
  };
}

function workCells(
  {
    busy,
    queue,
    kvUse,
    preemptions,
    joulesPerToken,
    costPerMillionTokens,
  }: Pick<Group, 'busy' | 'queue' | 'kvUse' | 'preemptions' | 'joulesPerToken' | 'costPerMillionTokens'>,
  currency: string,
): readonly Cell[] {
  return [
    cell(part(busy)),
    cell(queue === null || queue === undefined ? '–' : formatNumber(queue)),
    cell(part(kvUse)),
    cell(preemptions === undefined ? '–' : formatNumber(preemptions)),
    cell(typeof joulesPerToken === 'number' ? `${formatNumber(joulesPerToken)} J` : '–'),
    cell(
      typeof costPerMillionTokens === 'number'
        ? formatMoney({ amount: costPerMillionTokens, currency: currency as Currency })
        : '–',
    ),
  ];
}

function titles(...names: readonly string[]): Section['columns'] {
  return names.map((title) => ({ title }));
}

function caseOf({ service, quarter, when }: ServiceProof): readonly Cell[] {
  return [cell(service), cell(quarter), cell(when)];
}

function heldOf(proof: ServiceProof, latency: 'ttft' | 'tpot'): string {
  return proof.verdict === 'saturated' ? 'saturated' : statisticOf(proof[latency], proof.statistic);
}

function statisticOf(latency: Latency, statistic: ServiceProof['statistic']): string {
  return statistic === 'mean'
    ? within(latency.mean, latency.halfWidth)
    : within(latency[statistic], latency.halfWidths?.[statistic]);
}

function within(value: number | null, halfWidth: number | null | undefined): string {
  return typeof halfWidth === 'number' ? `${time(value)} ± ${time(halfWidth)}` : time(value);
}

/** `at 1.43 × the load`. */
function saturates({ saturation, when, verdict }: ServiceProof): string {
  if (verdict === 'interrupted') return '–';
  if (saturation !== null && saturation !== undefined) return `at ${saturation.toFixed(2)} × the load`;
  return when === 'peak hour' && saturation === null ? 'not up to 64 × the load' : '–';
}

function time(value: number | null): string {
  return value === null ? '–' : formatQuantity(value, 'duration');
}

function part(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : formatQuantity(value, 'ratio');
}

/** What would repair what is missed, a line each. */
export function repairLines(services: readonly ServiceProof[]): readonly string[] {
  return services.flatMap(({ service, quarter, repair }) =>
    repair === null ? [] : [`${service} ${quarter}: ${repair}`],
  );
}
