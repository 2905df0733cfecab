import { fleetYaml, unusable, type FleetEntry, type Intake } from '../../intake/index.ts';
import { writeTextFile } from '../../files/index.ts';
import { readWorld } from '../../pipeline/index.ts';
import { cell, textTable } from '../../report/index.ts';
import { exitCodes, type Arguments, type Command, type ExitCode } from '../command.ts';
import { fleetFrom, nodeFlags } from '../fleet-files.ts';
import type { Terminal } from '../terminal.ts';

const outFlag = {
  name: 'out',
  value: 'FILE',
  summary: 'Write the `fleet:` part (YAML)',
  complete: 'file',
} as const;

export const importNodes: Command = {
  words: ['import', 'nodes'],
  summary: 'Read the fleet that stands from `kubectl get nodes -o json`, as the `fleet:` part of a scenario',
  details:
    'Knows the resources and product labels of `catalog/device-names.yaml` (NVIDIA, AMD, Huawei Ascend, Cambricon and more, also ' +
    'under HAMi), counts packages and not dies, and leaves out what it does not know instead of guessing.',
  positionals: [{ name: 'FILE', summary: 'node list (JSON)', complete: 'file' }],
  flags: [...nodeFlags, outFlag],
  examples: [
    {
      line: 'kubectl get nodes -o json > nodes.json && fleetwright import nodes nodes.json',
      does: 'shows what stands where',
    },
    {
      line: 'fleetwright import nodes nodes.json --site datong --system Ascend910=atlas-800t-a3 --out fleet.yaml',
      does: 'names the site and a label that says too little',
    },
  ],
  run: runImport,
};

export const importFleet: Command = {
  words: ['import', 'fleet'],
  summary: 'Read the fleet that stands from a table (CSV): system, site, count',
  positionals: [{ name: 'FILE', summary: 'table (CSV) with columns system, site, count', complete: 'file' }],
  flags: [outFlag],
  examples: [
    {
      line: 'fleetwright import fleet inventory.csv --out fleet.yaml',
      does: 'a part to paste into a scenario',
    },
  ],
  run: runImport,
};

function runImport({ positionals, flags }: Arguments, terminal: Terminal): Promise<ExitCode> {
  const read = fleetFrom(positionals.FILE ?? '', flags, readWorld());
  terminal.diagnostics(read.diagnostics);
  if (unusable(read)) return Promise.resolve(exitCodes.badInput);
  const yaml = fleetYaml(read.entries);
  const trouble = typeof flags.out === 'string' ? writeTextFile(flags.out, yaml) : undefined;
  if (trouble !== undefined) {
    terminal.diagnostics([trouble]);
    return Promise.resolve(exitCodes.badInput);
  }
  terminal.result(
    () =>
      [
        textTable(fleetSection(read), terminal.colour, terminal.width),
        typeof flags.out === 'string' ? `Wrote ${flags.out}` : yaml.trimEnd(),
      ].join('\n\n'),
    () => ({ ...read, yaml }),
  );
  return Promise.resolve(exitCodes.done);
}

function fleetSection({ entries, rows, rejected }: Intake<FleetEntry>): Parameters<typeof textTable>[0] {
  return {
    id: 'fleet',
    title: `What stands: ${rows} rows read, ${rejected} left out`,
    columns: [
      { title: 'System' },
      { title: 'Site' },
      { title: 'Systems', align: 'right' },
      { title: 'Accelerators', align: 'right' },
    ],
    rows: entries.map(({ system, site, systems, accelerators }) =>
      [system, site ?? 'not said', String(systems), String(accelerators)].map((text) => cell(text)),
    ),
    empty: 'Nothing that is known stands there.',
  };
}
