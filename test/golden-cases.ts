import { fileURLToPath } from 'node:url';
import { packageRoot, readTextFile } from '../src/files/index.ts';
import { type Prepared, planScenario, prepareScenario, readWorld } from '../src/pipeline/index.ts';
import type { PlanFile } from '../src/plan/index.ts';

/** One question to a shipped scenario whose answer is kept in `scenarios/golden/`. */
export interface GoldenCase {
  readonly name: string;
  readonly scenario: string;
  readonly asOf?: string;
  readonly variant?: string;
  readonly status: 'planned' | 'infeasible';
}

export const goldenCases: readonly GoldenCase[] = [
  { name: 'bytedance-2025', scenario: 'bytedance-2025', status: 'planned' },
  {
    name: 'bytedance-2025.as-reported',
    scenario: 'bytedance-2025',
    variant: 'as-reported',
    status: 'planned',
  },
  { name: 'bytedance-2025.denied', scenario: 'bytedance-2025', variant: 'denied', status: 'planned' },
  { name: 'bytedance-2025.2026-11-23', scenario: 'bytedance-2025', asOf: '2026-11-23', status: 'infeasible' },
  {
    name: 'bytedance-2025.2026-11-23.licence-2026',
    scenario: 'bytedance-2025',
    asOf: '2026-11-23',
    variant: 'licence-2026',
    status: 'planned',
  },
  { name: 'cn-bank', scenario: 'cn-bank', status: 'planned' },
  { name: 'eu-neocloud', scenario: 'eu-neocloud', status: 'planned' },
  { name: 'research-centre', scenario: 'research-centre', status: 'planned' },
];

/** Where the golden plan of a case is kept. */
export function goldenPath({ name }: GoldenCase): string {
  return fileURLToPath(new URL(`../scenarios/golden/${name}.plan.json`, import.meta.url));
}

/** The scenario of a case, ready to be planned. A shipped scenario that cannot be read is a bug. */
export function prepareGolden({ scenario, asOf, variant }: GoldenCase): Prepared {
  const path = `scenarios/${scenario}.yaml`;
  const file = readTextFile(`${packageRoot}${path}`);
  if ('code' in file) throw new Error(file.message);
  const prepared = prepareScenario({ ...file, path }, readWorld(), { asOf, variant });
  if (!prepared.ok) throw new Error(prepared.diagnostics.map(({ message }) => message).join('\n'));
  return prepared;
}

/**
 * Plans a case as `fleetwright plan` does where it is not short of time. It stops by gap, never by time, so that the bytes do not
 * depend on the machine; that it may take longer is left out of the plan.
 */
export async function planGolden(one: GoldenCase): Promise<PlanFile> {
  const { search: _, ...plan } = await planScenario(prepareGolden(one), {
    timeLimit: 3600,
    gap: 0.01,
    seed: 1,
    onProgress: () => undefined,
    signal: new AbortController().signal,
  });
  return plan;
}
