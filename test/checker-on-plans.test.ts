import { describe, expect, it } from 'vitest';
import { checkPlan } from '../src/checking/index.ts';
import { readTextFile } from '../src/files/index.ts';
import { type Prepared, planScenario, prepareScenario, readWorld } from '../src/pipeline/index.ts';
import type { PlanFile } from '../src/plan/index.ts';
import { mutationsOf } from './checking/mutations.ts';

const world = readWorld();

/** One question asked of a scenario in the repository: which day, which variant. */
interface Asked {
  readonly scenario: string;
  readonly asOf?: string;
  readonly variant?: string;
}

const programme: Asked = { scenario: 'bytedance-2025' };
const today: Asked = { scenario: 'bytedance-2025', asOf: '2026-11-23' };
const questions: readonly Asked[] = [
  programme,
  today,
  { ...today, variant: 'licence-2026' },
  { scenario: 'cn-bank' },
  { scenario: 'eu-neocloud' },
  { scenario: 'research-centre' },
];

/** Planning is the slow part, and how good a plan is does not matter here. */
const search = { timeLimit: 60, gap: 0.05, seed: 1, onProgress: () => {} };
const patience = 180_000;

interface Planned {
  readonly prepared: Prepared;
  readonly plan: PlanFile;
}

const done = new Map<Asked, Promise<Planned>>();

/** Plans each question once. */
function planned(asked: Asked): Promise<Planned> {
  const answer = done.get(asked) ?? planNow(asked);
  done.set(asked, answer);
  return answer;
}

async function planNow(asked: Asked): Promise<Planned> {
  const file = readTextFile(`scenarios/${asked.scenario}.yaml`);
  if ('code' in file) throw new Error(file.message);
  const prepared = prepareScenario(file, world, asked);
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.diagnostics));
  const { signal } = new AbortController();
  return { prepared, plan: await planScenario(prepared, { ...search, signal }) };
}

describe('what is planned from the scenarios of the repository', () => {
  it.each(questions)(
    'is accepted: $scenario $variant $asOf',
    async (asked) => {
      const { prepared, plan } = await planned(asked);
      expect(checkPlan({ plan, ...prepared }).map((violation) => violation.sentence)).toEqual([]);
    },
    patience,
  );

  it.each([
    [programme, 400],
    [today, 200],
  ] as const)(
    'is refused, and for the right reason, with any value spoiled: %o',
    async (asked, least) => {
      const { prepared, plan } = await planned(asked);
      const mutations = mutationsOf(plan, 2);
      const accepted = mutations.filter(({ spoiled, codes }) => {
        const found = new Set<string>(checkPlan({ plan: spoiled, ...prepared }).map(({ code }) => code));
        return !codes.some((code) => found.has(code));
      });
      expect(accepted.map((mutation) => mutation.name)).toEqual([]);
      expect(mutations.length).toBeGreaterThan(least);
    },
    patience,
  );
});
