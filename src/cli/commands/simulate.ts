import { availableParallelism } from 'node:os';
import { writePlan } from '../../plan/index.ts';
import { enginePresets, type EngineName } from '../../simulation/index.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { exitCodes, type Arguments, type Command } from '../command.ts';
import { writeTextFile } from '../../files/index.ts';
import { proofDefaults, simulatePlan, type SimulateRequest } from '../../pipeline/index.ts';
import { FlagReader } from '../flag-reader.ts';
import { operatingFlags, operatingWish } from '../operating-flags.ts';
import { readGroundedPlan } from '../plan-file.ts';
import { statistics } from '../plan-proof.ts';
import { proofProgress } from '../proof-progress.ts';
import { type GroupKind, groupKinds, proofTables, repairLines } from '../proof-table.ts';
import { openTrace } from '../trace-files.ts';
import { traceFlags, traceWish } from '../trace-flags.ts';
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
    {
      name: 'whole',
      summary:
        'Sample nothing: all replicas, every second of the day (of the peak hour with --when peak), one run unless told',
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
      name: 'by',
      value: 'KIND,…',
      summary: `Show figures by ${groupKinds.join(', ')}, or all; JSON has them always`,
      complete: [...groupKinds, 'all'],
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
      line: 'fleetwright simulate plan.json --service chat --quarter 2025Q1 --whole --by hour',
      does: 'simulates a whole day: every request on every replica',
    },
    {
      line: 'fleetwright simulate plan.json --routing region-first --latency 0.03,paris:oslo=0.015 --origins paris=0.8,oslo=0.2',
      does: 'sends requests to their own region first, over a network with these delays',
    },
    {
      line: 'fleetwright simulate plan.json --split auto --link 50',
      does: 'has prompts and answers on replicas of their own',
    },
    {
      line: 'fleetwright simulate plan.json --maintenance paris=0.2@2..5,0.05@11..13 --max-queue 200',
      does: 'takes replicas out for maintenance, and turns requests away where 200 wait',
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
    const { request, traced, by, threads, problems } = readRequest(args);
    if (problems.length > 0) return refuse(terminal, problems);
    const grounded = readGroundedPlan(path, flags.scenario);
    terminal.diagnostics(grounded.diagnostics);
    if (grounded.plan === undefined) return exitCodes.badInput;
    const { plan, prepared } = grounded;
    const trace = typeof flags.trace === 'string' ? await openTrace(flags.trace, traced) : undefined;
    if (trace !== undefined && 'problems' in trace) return refuse(terminal, trace.problems);
    if (trace !== undefined) terminal.diagnostics(trace.remarks);
    if (!terminal.quiet) terminal.note(`seed ${request.seed ?? proofDefaults.seed}`);

    const watched = flags.requests !== undefined || flags.timeline !== undefined;
    const watcher = openWatcher(flags);
    if ('problems' in watcher) return refuse(terminal, watcher.problems);
    const simulated = await simulatePlan(plan, prepared, request, {
      threads,
      ...(trace && { trace: () => trace.open() }),
      ...(watched && { watch: watcher.watch }),
      signal: terminal.signal,
      onProgress: proofProgress(terminal),
    });
    watcher.close();
    trace?.close();
    terminal.progress('');
    if ('problems' in simulated) return refuse(terminal, simulated.problems);
    const { ok, plan: proven, services } = simulated;
    const out = typeof flags.out === 'string' ? flags.out : path;
    const trouble = writeTextFile(out, writePlan(proven));
    if (trouble) return refuse(terminal, [trouble]);
    terminal.result(
      () =>
        [
          ...proofTables(services, by, proven.currency, terminal),
          ...repairLines(services),
          `Wrote ${out}`,
        ].join('\n\n'),
      () => ({ ok, plan: out, ...proven.proof }),
    );
    return ok ? exitCodes.done : exitCodes.no;
  },
};

function refuse(terminal: Terminal, problems: readonly Diagnostic[]): 2 {
  terminal.diagnostics(problems);
  return exitCodes.badInput;
}

/** What the flags ask for, and which of them cannot be understood. */
function readRequest(args: Arguments) {
  const read = new FlagReader(args);
  const { wish, problems } = operatingWish(args);
  const { flags } = args;
  const request: SimulateRequest = {
    service: read.text('service'),
    quarter: read.text('quarter'),
    engine: read.word('engine', engines),
    statistic: read.word('level', statistics),
    seed: read.number('seed', { least: 0, whole: true }),
    replications: read.number('replications', { least: 1, whole: true }),
    seconds: read.number('seconds', { least: 60 }),
    replicas: read.number('replicas', { least: 1, whole: true }),
    cells: flags.cells === 'all' ? 'all' : read.number('cells', { least: 1, whole: true }),
    when: read.word('when', ['peak', 'day']),
    whole: flags.whole === true ? true : undefined,
    operating: wish,
  };
  const traced = { ...traceWish(read), seed: request.seed };
  const by = groupsAsked(read);
  const threads = read.number('threads', { least: 1, whole: true }) ?? availableParallelism();
  if (flags.whole === true && (flags.seconds !== undefined || flags.trace !== undefined))
    read.wrong('whole', 'neither --seconds nor --trace beside it');
  return { request, traced, by, threads, problems: [...read.problems, ...problems] };
}

function groupsAsked(read: FlagReader): readonly GroupKind[] {
  const written = read.text('by')?.split(',') ?? [];
  const known = groupKinds.filter((kind) => written.includes(kind) || written.includes('all'));
  if (written.some((word) => word !== 'all' && !groupKinds.some((kind) => kind === word)))
    read.wrong('by', `some of ${groupKinds.join(', ')}, or all`);
  return known;
}
