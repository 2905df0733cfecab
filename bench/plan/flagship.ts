import { prepareScenario, readWorld } from '../../src/pipeline/index.ts';
import { readTextFile } from '../../src/files/index.ts';
import { judge } from '../../src/rules/index.ts';
import type { Instance } from './generate.ts';

/** The real programme of the repository, as an instance to race. */
export function flagship(): Instance {
  const file = readTextFile('scenarios/bytedance-2025.yaml');
  if (!('text' in file)) throw new Error(file.message);
  const prepared = prepareScenario(file, readWorld(), {});
  if (!prepared.ok) throw new Error('the flagship scenario has errors');
  return {
    scenario: prepared.scenario,
    rates: prepared.rates,
    judge: (question) => judge(question, prepared.rules),
  };
}
