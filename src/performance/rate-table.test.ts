import { describe, expect, it } from 'vitest';
import type { Accelerator } from '../catalog/index.ts';
import type { ResolvedScenario } from '../scenario/index.ts';
import { published } from './fixture-models.ts';
import { ascend910c, h100, h20, mlu590, runOf, serviceOf, systemOf } from './fixtures.ts';
import { performanceMessages } from './messages.ts';
import { rateTable } from './rate-table.ts';

type Rated = Pick<
  ResolvedScenario,
  'accelerators' | 'systems' | 'models' | 'services' | 'runs' | 'offers' | 'fleet' | 'frozen'
>;

const models = ['llama-3.1-8b', 'llama-3.1-70b', 'deepseek-v3', 'qwen3-30b-a3b'].map(published);

/** A scenario with what rating reads; systems are offered, but for the last, which stands. */
function scenarioOf(chips: readonly Accelerator[], changes: Partial<Rated> = {}): ResolvedScenario {
  const systems = chips.map((accelerator) => systemOf(accelerator));
  const rated: Rated = {
    accelerators: new Map(chips.map((accelerator) => [accelerator.id, accelerator])),
    systems: new Map(systems.map((system) => [system.id, system])),
    models: new Map(models.map((entry) => [entry.id, entry])),
    services: models.map((entry) => serviceOf(entry)),
    runs: [runOf()],
    offers: systems.slice(0, -1).map(({ id }) => ({
      id: `offer-${id}`,
      system: id,
      supplier: 'vendor',
      kind: 'purchase',
      price: 1,
      written: { amount: 1, currency: 'USD' },
      sites: [],
      leadQuarters: 0,
      termQuarters: undefined,
      allocation: [],
      domestic: false,
    })),
    fleet: systems.slice(-1).map(({ id }) => ({ id: `fleet-${id}`, system: id, site: 'here', count: [1] })),
    frozen: [],
    ...changes,
  };
  return rated as ResolvedScenario;
}

describe('the rate table', () => {
  it('rates every system offered or standing for every work, sorted', () => {
    const table = rateTable(scenarioOf([mlu590, h20, h100]));
    expect(table.services).toHaveLength(12);
    expect(table.runs.map(({ system }) => system)).toEqual(['h100-x8', 'h20-x8', 'mlu590-x8']);
    expect(table.unrated).toEqual([]);
  });

  it('leaves out systems that nobody offers or owns', () => {
    const table = rateTable(scenarioOf([h20, h100], { fleet: [] }));
    expect(new Set(table.services.map(({ system }) => system))).toEqual(new Set(['h20-x8']));
  });

  it('corrects the rates of a model on a chip by what was measured of it, and no others', () => {
    const anchors = [1, 2, 3].map((users) => ({
      id: `m${users}`,
      chip: 'h20',
      model: 'llama-3.1-8b',
      tensorParallel: 1,
      users: users * 8,
      inputTokens: 1000,
      outputTokens: 300,
      tpot: 0.08,
    }));
    const plain = rateTable(scenarioOf([h20, h100]));
    const anchored = rateTable({ ...scenarioOf([h20, h100]), anchors });
    const differing = anchored.services.filter(
      (rate, index) => JSON.stringify(rate) !== JSON.stringify(plain.services[index]),
    );
    expect(differing.map(({ system, service }) => `${system} ${service}`)).toEqual([
      `h20-x8 ${plain.services.find(({ service }) => service.includes('8b'))?.service ?? ''}`,
    ]);
    expect(differing[0]?.level).toBe(2);
    expect(differing[0]?.configuration.timeFactor).toBeGreaterThan(1.5);
  });

  it('does not depend on the order of anything', () => {
    const chips = [mlu590, h20, h100, ascend910c];
    const turned = scenarioOf(chips.toReversed(), {
      services: models.toReversed().map((entry) => serviceOf(entry)),
      fleet: [],
    });
    const straight = scenarioOf(chips, { fleet: [] });
    const both = { offers: [...straight.offers, ...turned.offers] };
    expect(JSON.stringify(rateTable({ ...turned, ...both }))).toBe(
      JSON.stringify(rateTable({ ...straight, ...both })),
    );
  });

  it('shows what it cannot rate, with a documented reason', () => {
    const blind = { ...h20, id: 'blind', dense: {} };
    const table = rateTable(
      scenarioOf([blind, h100], { services: [serviceOf(published('llama-3.1-8b'), { model: 'nobody' })] }),
    );
    expect(table.unrated).toEqual([
      {
        system: 'blind-x8',
        work: 'chat-llama-3.1-8b',
        code: 'FW-PRF-0002',
        why: 'nobody: it is not in the catalog',
      },
      {
        system: 'blind-x8',
        work: 'pretraining',
        code: 'FW-PRF-0001',
        why: 'blind: every dense rate unknown',
      },
      {
        system: 'h100-x8',
        work: 'chat-llama-3.1-8b',
        code: 'FW-PRF-0002',
        why: 'nobody: it is not in the catalog',
      },
    ]);
    for (const { code } of table.unrated) expect(performanceMessages[code]).toBeDefined();
  });
});
