import type { Diagnostic } from '../diagnostics/index.ts';
import type { PlanFile } from '../plan/index.ts';
import type { EngineName, ServiceProof, Statistic } from '../simulation/index.ts';
import { readOperating } from './operating/read.ts';
import type { OperatingWish } from './operating/wish.ts';
import { operatingWords } from './operating/words.ts';
import type { Prepared } from './prepared.ts';
import { withProof } from './proven.ts';
import { proofDefaults, provePlan, type ProofWish } from './simulated.ts';

/** What to simulate of a plan and how, as plain data: what `fleetwright simulate` and the HTTP interface ask for. */
export interface SimulateRequest {
  /** All services where undefined. */
  readonly service?: string | undefined;
  /** A quarter, `all`, or undefined: that of the highest peak of each service. */
  readonly quarter?: string | undefined;
  readonly engine?: EngineName | undefined;
  readonly statistic?: Statistic | undefined;
  readonly replications?: number | undefined;
  /** Seconds of the peak hour that are counted; of every hour of the day half of them. */
  readonly seconds?: number | undefined;
  /** Replicas of a cell, at most, and cells. */
  readonly replicas?: number | undefined;
  readonly cells?: number | 'all' | undefined;
  readonly when?: 'peak' | 'day' | undefined;
  /** Nothing is sampled: all replicas, all seconds; the day unless `when` says otherwise, one replication unless told. */
  readonly whole?: boolean | undefined;
  readonly seed?: number | undefined;
  readonly operating?: OperatingWish | undefined;
}

/** What a simulation needs beside the request, and what it does not show in the result. */
export type SimulateHooks = Pick<ProofWish, 'threads' | 'trace' | 'watch' | 'signal' | 'onProgress'>;

/** A plan with its proof, and whether every level is met. */
export interface SimulatedPlan {
  readonly ok: boolean;
  readonly plan: PlanFile;
  readonly services: readonly ServiceProof[];
}

/** Simulates a plan as asked and writes the result into it as its proof; or says what is wrong with the request. */
export async function simulatePlan(
  plan: PlanFile,
  prepared: Prepared,
  request: SimulateRequest,
  hooks: SimulateHooks,
): Promise<SimulatedPlan | { readonly problems: readonly Diagnostic[] }> {
  const { operating, problems: wrong } = readOperating(request.operating ?? {}, prepared);
  const problems = [...unknown(plan, request), ...wrong];
  if (problems.length > 0) return { problems };
  const wish = { ...wishOf(request), operating, ...hooks };
  const services = await provePlan(plan, prepared, wish);
  return {
    ok: services.length > 0 && services.every(({ verdict }) => verdict === 'met'),
    plan: withProof(plan, services, wish, operatingWords(request.operating ?? {}), samplingWords(request)),
    services,
  };
}

function wishOf({
  whole = false,
  seconds,
  when,
  ...request
}: SimulateRequest): Omit<ProofWish, 'signal' | 'onProgress'> {
  const only = when ?? (whole ? 'day' : undefined);
  return {
    service: request.service,
    quarter: request.quarter,
    engine: request.engine ?? proofDefaults.engine,
    statistic: request.statistic,
    seed: request.seed ?? proofDefaults.seed,
    replications: request.replications ?? (whole ? 1 : proofDefaults.replications),
    peakSeconds: seconds ?? (whole ? 3600 : undefined),
    hourSeconds: whole ? 3600 : seconds === undefined ? undefined : Math.min(3600, seconds / 2),
    mostReplicas: request.replicas ?? proofDefaults.mostReplicas,
    cells: request.cells ?? (whole ? 'all' : undefined),
    when: only === 'peak' ? 'peak hour' : only,
  };
}

function unknown(plan: PlanFile, { service, quarter }: SimulateRequest): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  const look = (field: string, value: string | undefined, known: readonly string[]): void => {
    if (value === undefined || known.includes(value)) return;
    problems.push({
      code: 'FW-PIPE-0006',
      severity: 'error',
      path: [field],
      message: `${field} \`${value}\`: expected one of ${known.join(', ')}`,
    });
  };
  look(
    'service',
    service,
    plan.services.map(({ id }) => id),
  );
  look('quarter', quarter, [...plan.quarters, 'all']);
  return problems;
}

/** How much of the fleet and of the time was simulated, where that was asked for, as flags of `fleetwright simulate`. */
function samplingWords({ whole, seconds, replicas, cells }: SimulateRequest): readonly string[] {
  const words = { seconds, replicas, cells };
  return [
    ...(whole === true ? ['--whole'] : []),
    ...Object.entries(words).flatMap(([name, value]) => (value === undefined ? [] : [`--${name} ${value}`])),
  ];
}
