import { formatNumber, formatQuantity } from '../quantity/index.ts';
import { cell, textTable } from '../report/index.ts';
import type { ServiceProof } from '../simulation/index.ts';
import type { Terminal } from './terminal.ts';

/** What simulation says of services, as a table. */
export function proofTable(services: readonly ServiceProof[], terminal: Terminal): string {
  const tone = { met: 'good', missed: 'bad', saturated: 'bad', interrupted: 'warn' } as const;
  return textTable(
    {
      id: 'proof',
      title: 'Service levels by simulation (95 % intervals)',
      columns: [
        { title: 'Service' },
        { title: 'Quarter' },
        { title: 'Case' },
        { title: 'Verdict' },
        { title: 'Held' },
        { title: 'TTFT' },
        { title: 'p99' },
        { title: 'level' },
        { title: 'TPOT' },
        { title: 'p99' },
        { title: 'level' },
        { title: 'In level' },
        { title: 'Busy' },
        { title: 'Saturates' },
        { title: 'KV' },
        { title: 'Requests' },
      ],
      rows: services.map((each) => [
        cell(each.service),
        cell(each.quarter),
        cell(each.when),
        cell(each.verdict, { tone: tone[each.verdict] }),
        cell(each.statistic),
        cell(within(each.ttft)),
        cell(time(each.ttft.p99)),
        cell(time(each.levels.ttft)),
        cell(within(each.tpot)),
        cell(time(each.tpot.p99)),
        cell(time(each.levels.tpot)),
        cell(each.goodput === null ? '–' : formatQuantity(each.goodput, 'ratio')),
        cell(formatQuantity(each.busy, 'ratio')),
        cell(saturates(each)),
        cell(formatQuantity(each.kvUse, 'ratio')),
        cell(formatNumber(each.requests)),
      ]),
      empty: 'Nothing to prove: no service is placed in the quarters asked for.',
    },
    terminal.colour,
    terminal.width,
  );
}

function within({ mean, halfWidth }: ServiceProof['ttft']): string {
  return mean === null ? 'saturated' : `${time(mean)}${halfWidth === null ? '' : ` ± ${time(halfWidth)}`}`;
}

/** `at 1.43 × the load`. */
function saturates({ saturation, when }: ServiceProof): string {
  if (saturation !== null && saturation !== undefined) return `at ${saturation.toFixed(2)} × the load`;
  return when === 'peak hour' && saturation === null ? 'not up to 64 × the load' : '–';
}

function time(value: number | null): string {
  return value === null ? '–' : formatQuantity(value, 'duration');
}

/** What would repair what is missed, a line each. */
export function repairLines(services: readonly ServiceProof[]): readonly string[] {
  return services.flatMap(({ service, quarter, repair }) =>
    repair === null ? [] : [`${service} ${quarter}: ${repair}`],
  );
}
