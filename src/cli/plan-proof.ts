import { availableParallelism } from 'node:os';
import type { Diagnostic } from '../diagnostics/index.ts';
import { defaultRounds, simulatePlan, type Prepared } from '../pipeline/index.ts';
import type { PlanFile } from '../plan/index.ts';
import { formatQuantity } from '../quantity/index.ts';
import type { Derating, Proven, Statistic } from '../simulation/index.ts';
import type { Arguments, Flag } from './command.ts';
import { proofProgress } from './proof-progress.ts';
import { proofTable, repairLines } from './proof-table.ts';
import type { Terminal } from './terminal.ts';
import { FlagReader } from './flag-reader.ts';

/** What of a latency can be held against its level. */
export const statistics = ['mean', 'p50', 'p90', 'p99'] as const satisfies readonly Statistic[];

/** Whether and how a plan is proven as it is made. */
export const proofFlags: readonly Flag[] = [
  {
    name: 'simulate',
    summary:
      'Simulate the peak hours of the plan once, and say what is kept and what would repair the rest; the plan stays as it is',
  },
  {
    name: 'prove',
    summary: 'Simulate the plan, and plan again with lower rates until the service levels are kept',
  },
  {
    name: 'level',
    value: 'STATISTIC',
    summary: `With --prove: what must keep the level: ${statistics.join(', ')} (default: of the scenario, or p90)`,
    complete: statistics,
  },
  {
    name: 'rounds',
    value: 'N',
    summary: `With --prove: rounds of planning and proving, at most (default ${defaultRounds})`,
  },
  {
    name: 'threads',
    value: 'N',
    summary: 'With --prove or --simulate: threads that simulate (default: one per core)',
  },
];

/** The values of `proofFlags`, and what is wrong with them. */
export function proofOptions({ flags }: Arguments): {
  readonly prove: boolean;
  readonly simulate: boolean;
  readonly statistic: Statistic | undefined;
  readonly rounds: number;
  readonly threads: number;
  readonly problems: readonly Diagnostic[];
} {
  const read = new FlagReader({ flags });
  return {
    prove: flags.prove === true,
    simulate: flags.simulate === true && flags.prove !== true,
    statistic: read.word('level', statistics),
    rounds: read.number('rounds', { least: 1, whole: true }) ?? defaultRounds,
    threads: read.number('threads', { least: 1, whole: true }) ?? availableParallelism(),
    problems: read.problems,
  };
}

/** A plan with a quick proof of its peak hours, and what it says in blocks of text; the plan alone where there is nothing to simulate. */
export async function quickProof(
  plan: PlanFile,
  prepared: Prepared,
  threads: number,
  terminal: Terminal,
): Promise<{ readonly plan: PlanFile; readonly text: readonly string[] }> {
  if (plan.objective.value === null || plan.services.length === 0) return { plan, text: [] };
  const hooks = { threads, signal: terminal.signal, onProgress: proofProgress(terminal) };
  const simulated = await simulatePlan(plan, prepared, { when: 'peak', replications: 1 }, hooks);
  if ('problems' in simulated) return { plan, text: [] };
  const { services, ok } = simulated;
  const advice = ok
    ? []
    : ['Rates are predicted for means; `--prove` plans with what simulation bears out, which costs more.'];
  return {
    plan: simulated.plan,
    text: [proofTable(services, terminal), ...repairLines(services), ...advice],
  };
}

/** `round 2: counts on 86.4 % of the rates of chat`. */
export function roundLine(round: number, derating: Derating): string {
  const parts = [...derating].map(
    ([service, part]) => `${formatQuantity(part, 'ratio')} of the rates of ${service}`,
  );
  return parts.length === 0 ? `round ${round}` : `round ${round}: counts on ${parts.join(', ')}`;
}

/** How the proof ended, in blocks of text. */
export function proofText(
  { proof }: PlanFile,
  end: Proven['end'],
  rounds: number,
  terminal: Terminal,
): readonly string[] {
  const services = proof?.services ?? [];
  const words = {
    proven: `Proven by simulation in ${rounds} ${rounds === 1 ? 'round' : 'rounds'}.`,
    'no plan':
      'Not proven: with the rates that simulation bears out there is no plan. This is the last one there was.',
    beyond: 'Not proven: twice the capacity does not keep every level, so that lower rates would not either.',
    open: `Not proven after ${rounds} ${rounds === 1 ? 'round' : 'rounds'}.`,
  };
  return [proofTable(services, terminal), ...repairLines(services), words[end]];
}
