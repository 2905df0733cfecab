import { availableParallelism } from 'node:os';
import { writePlan } from '../../plan/index.ts';
import { enginePresets, type EngineName } from '../../simulation/index.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { exitCodes, type Arguments, type Command } from '../command.ts';
import { writeTextFile } from '../../files/index.ts';
import { complaint } from '../messages.ts';
import { proofDefaults, type ProofWish, provePlan, withProof } from '../../pipeline/index.ts';
import { operatingFlags, operatingOptions } from '../operating-flags.ts';
import { readGroundedPlan } from '../plan-file.ts';
import { statistics } from '../plan-proof.ts';
import { proofProgress } from '../proof-progress.ts';
import { proofTable, repairLines } from '../proof-table.ts';
import { openTrace } from '../trace-files.ts';
import { traceFlags, traceOptions } from '../trace-flags.ts';
import { openWatcher } from '../watcher-files.ts';
import type { Terminal } from '../terminal.ts';

const engines = Object.keys(enginePresets) as readonly EngineName[];

export const simulate: Command = {
  words: ['simulate'],
  summary:
    'Prove the service levels of a plan: its fleet, request by request, at the peak hour and over a day',
  details:
    'Simulates every service at the quarter of its highest peak unless told otherwise, and writes the result into the plan as its proof. ' +
    'A large fleet is simulated in part, under its part of the load. Exit code 3 when a level is missed, with what would repair it. ' +
    'Ctrl-C keeps what is proven so far.',
  positionals: [{ name: 'PLAN', summary: 'plan file (JSON)', complete: 'file' }],
  flags: [
    { name: 'scenario', value: 'FILE', summary: 'The scenario the plan was made from', complete: 'file' },
    ...traceFlags,
    { name: 'service', value: 'ID', summary: 'Only this service' },
    { name: 'quarter', value: 'QUARTER', summary: 'This quarter, or `all` (default: the highest peak)' },
    {
      name: 'engine',
      value: 'NAME',
      summary: `Serving engine: ${engines.join(', ')} (default vllm)`,
      complete: engines,
    },
    {
      name: 'level',
      value: 'STATISTIC',
      summary: `What must keep the level: ${statistics.join(', ')} (default: of the scenario, or ${proofDefaults.statistic})`,
      complete: statistics,
    },
    { name: 'replications', value: 'N', summary: `Independent runs (default ${proofDefaults.replications})` },
    {
      name: 'seconds',
      value: 'N',
      summary: 'Seconds of the peak hour to count (default: as long as 200 000 requests take, at most 600)',
    },
    {
      name: 'replicas',
      value: 'N',
      summary: `Replicas of a cell, at most: a larger fleet is cut into cells (default ${proofDefaults.mostReplicas})`,
    },
    {
      name: 'cells',
      value: 'N',
      summary: 'Cells to simulate, `all` for the whole fleet (default 1)',
    },
    {
      name: 'when',
      value: 'CASE',
      summary: 'Only `peak` or `day` (default both)',
      complete: ['peak', 'day'],
    },
    { name: 'threads', value: 'N', summary: 'Threads that share the runs (default: one per core)' },
    { name: 'seed', value: 'N', summary: `Seed of arrivals and lengths (default ${proofDefaults.seed})` },
    ...operatingFlags,
    {
      name: 'requests',
      value: 'FILE',
      summary: 'Write one row per request of the first run (.csv, .jsonl or .parquet)',
      complete: 'file',
    },
    {
      name: 'timeline',
      value: 'FILE',
      summary: 'Write a timeline of the first run for Perfetto (JSON)',
      complete: 'file',
    },
    {
      name: 'out',
      value: 'FILE',
      summary: 'Write the proven plan here and leave PLAN as it is',
      complete: 'file',
    },
  ],
  examples: [
    { line: 'fleetwright simulate plan.json', does: 'proves each service at its highest peak' },
    {
      line: 'fleetwright simulate plan.json --service chat --level p90 --quarter all',
      does: 'is stricter, over the whole horizon',
    },
    { line: 'fleetwright simulate plan.json --trace azure.csv --json', does: 'replays real requests' },
    {
      line: 'fleetwright simulate plan.json --trace m-small.client-rates.csv.gz --trace-from 36000 --trace-seconds 3600 --rate 0.1',
      does: 'draws one hour from clients with rates of their own, a tenth of them',
    },
    {
      line: 'fleetwright simulate plan.json --autoscale 10..60 --cold-start 300 --when day --seconds 7200',
      does: 'asks what a fleet that follows the load would do over whole hours',
    },
    {
      line: 'fleetwright simulate plan.json --mtbf 2000 --repair 3600 --routing kv-aware',
      does: 'lets replicas break down',
    },
    {
      line: 'fleetwright simulate plan.json --service chat --priority chat=0,batch=1 --speculate 4:0.7',
      does: 'puts one class first and drafts tokens',
    },
    {
      line: 'fleetwright simulate plan.json --service chat --users 5000 --think 20',
      does: 'lets users wait for their answers',
    },
  ],
  keepsWork: true,
  async run(args, terminal) {
    const { positionals, flags } = args;
    const path = positionals.PLAN ?? '';
    const grounded = readGroundedPlan(path, flags.scenario);
    terminal.diagnostics(grounded.diagnostics);
    if (grounded.plan === undefined) return exitCodes.badInput;
    const { plan, prepared } = grounded;
    const options = readOptions(
      args,
      plan.services.map(({ id }) => id),
      plan.quarters,
    );
    const { operating, written, problems } = operatingOptions(
      args,
      prepared.catalog,
      prepared.scenario.services.flatMap(({ classes }) => classes.map(({ id }) => id)),
    );
    const traced = traceOptions(args);
    const flagged = [...problems, ...traced.problems];
    if ('problems' in options) return refuse(terminal, [...options.problems, ...flagged]);
    if (flagged.length > 0) return refuse(terminal, flagged);
    const trace =
      typeof flags.trace === 'string'
        ? await openTrace(flags.trace, { ...traced.wish, seed: options.seed })
        : undefined;
    if (trace !== undefined && 'problems' in trace) return refuse(terminal, trace.problems);
    if (trace !== undefined) terminal.diagnostics(trace.remarks);
    if (!terminal.quiet) terminal.note(`seed ${options.seed}`);

    const watched = flags.requests !== undefined || flags.timeline !== undefined;
    const watcher = openWatcher(flags);
    if ('problems' in watcher) return refuse(terminal, watcher.problems);
    const tell = proofProgress(terminal);
    const services = await provePlan(plan, prepared, {
      ...options,
      operating,
      ...(trace && { trace: () => trace.open() }),
      ...(watched && { watch: watcher.watch }),
      signal: terminal.signal,
      onProgress: tell,
    });
    watcher.close();
    trace?.close();
    terminal.progress('');
    const proven = withProof(plan, services, options, written);
    const out = typeof flags.out === 'string' ? flags.out : path;
    const trouble = writeTextFile(out, writePlan(proven));
    if (trouble) return refuse(terminal, [trouble]);
    const ok = services.length > 0 && services.every(({ verdict }) => verdict === 'met');
    terminal.result(
      () => [proofTable(services, terminal), ...repairLines(services), `Wrote ${out}`].join('\n\n'),
      () => ({ ok, plan: out, ...proven.proof }),
    );
    return ok ? exitCodes.done : exitCodes.no;
  },
};

function refuse(terminal: Terminal, problems: readonly Diagnostic[]): 2 {
  terminal.diagnostics(problems);
  return exitCodes.badInput;
}

type Wish = Omit<ProofWish, 'signal' | 'onProgress' | 'trace'>;

function readOptions(
  { flags }: Arguments,
  services: readonly string[],
  quarters: readonly string[],
): Wish | { readonly problems: readonly Diagnostic[] } {
  const problems: Diagnostic[] = [];
  const wrong = (name: string, written: string, expected: string): void => {
    problems.push(complaint('FW-CLI-0004', name, `--${name} ${written}: expected ${expected}`));
  };
  const number = (name: string, least: number, whole: boolean): number | undefined => {
    const written = flags[name];
    if (typeof written !== 'string') return undefined;
    const value = Number(written);
    if (written.trim() !== '' && value >= least && value < Infinity && (!whole || Number.isInteger(value)))
      return value;
    wrong(name, written, `${whole ? 'a whole number' : 'a number'} of at least ${least}`);
    return undefined;
  };
  const word = <T extends string>(name: string, known: readonly T[]): T | undefined => {
    const written = flags[name];
    if (typeof written !== 'string') return undefined;
    const found = known.find((each) => each === written);
    if (found === undefined) wrong(name, written, `one of ${known.join(', ')}`);
    return found;
  };
  const seconds = number('seconds', 60, false);
  const when = word('when', ['peak', 'day']);
  const wish: Wish = {
    service: word('service', services),
    quarter: word('quarter', [...quarters, 'all']),
    engine: word('engine', engines) ?? proofDefaults.engine,
    statistic: word('level', statistics),
    seed: number('seed', 0, true) ?? proofDefaults.seed,
    replications: number('replications', 1, true) ?? proofDefaults.replications,
    peakSeconds: seconds,
    hourSeconds: seconds === undefined ? undefined : Math.min(3600, seconds / 2),
    mostReplicas: number('replicas', 1, true) ?? proofDefaults.mostReplicas,
    cells: flags.cells === 'all' ? 'all' : number('cells', 1, true),
    when: when === 'peak' ? 'peak hour' : when,
    threads: number('threads', 1, true) ?? availableParallelism(),
  };
  return problems.length > 0 ? { problems } : wish;
}
