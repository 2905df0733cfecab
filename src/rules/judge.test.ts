import { describe, expect, test } from 'vitest';
import { catalog, repositoryContext } from '../../test/fixtures/repository-rules.ts';
import { judge } from './index.ts';
import type { Judgement, Licence, Question } from './types.ts';

const context = repositoryContext();

const purchase: Omit<Question, 'accelerator' | 'destination' | 'use' | 'date'> = {
  buyer: 'bytedance',
  owner: 'bytedance',
  operator: 'bytedance',
  acquisition: 'purchase',
};
const leaseFrom = (lessor: string) =>
  ({ buyer: 'bytedance', owner: lessor, operator: lessor, acquisition: 'lease' }) as const;

function rulesOf(judgement: Judgement, verdict = judgement.verdict): readonly string[] {
  return judgement.findings.filter((finding) => finding.verdict === verdict).map(({ rule }) => rule);
}

describe('the programme as of 2025-01-20', () => {
  const asOf = { date: '2025-01-20', knownOn: '2025-01-20' } as const;
  const delivered = { date: '2025-09-30', knownOn: '2025-01-20' } as const;

  test.each([asOf, delivered])('H20 for inference in China is free ($date)', (dates) => {
    const judgement = judge(
      { ...purchase, ...dates, accelerator: 'nvidia-h20-96', destination: 'CN', use: 'inference' },
      context,
    );
    expect(judgement).toMatchObject({ verdict: 'allowed', dutyRate: 0, feeRate: 0, conditions: [] });
  });

  test.each(['huawei-ascend910b1', 'huawei-ascend910c', 'cambricon-mlu590', 'cambricon-mlu370x8'])(
    '%s in China is allowed',
    (accelerator) => {
      for (const use of ['training', 'inference'] as const) {
        const question = { ...purchase, ...delivered, accelerator, destination: 'CN', use };
        expect(judge(question, context).verdict).toBe('allowed');
      }
    },
  );

  test('H100 in China needs a licence that is presumed denied', () => {
    const question = {
      ...purchase,
      ...asOf,
      accelerator: 'nvidia-h100-sxm',
      destination: 'CN',
      use: 'training',
    } as const;
    const judgement = judge(question, context);
    expect(judgement.verdict).toBe('licence');
    expect(rulesOf(judgement)).toEqual(['us-2023-10-17-3A090.a']);
    expect(judgement.reason).toContain('presumption of denial');
  });

  const overseas = [
    ['MY', 'lessor-my'],
    ['MY', 'lessor-us'],
    ['NO', 'lessor-no'],
    ['SG', 'lessor-sg'],
    ['US', 'lessor-us'],
  ] as const;
  const advanced = ['nvidia-h100-sxm', 'nvidia-h200-sxm', 'nvidia-b200-sxm', 'nvidia-gb200-nvl72'] as const;
  const leases = overseas.flatMap(([place, lessor]) =>
    advanced.map((chip) => [chip, place, lessor] as const),
  );

  test.each(leases)('renting %s in %s from %s for training is open', (accelerator, destination, lessor) => {
    const question = { ...leaseFrom(lessor), accelerator, destination, use: 'training' } as const;
    expect(judge({ ...question, ...asOf }, context).verdict).toBe('allowed');
    expect(judge({ ...question, ...delivered }, context).verdict).toBe('conditions');
  });

  test('caps were to come for tier 2 from 2025-05-15, not for tier 1', () => {
    const question = { accelerator: 'nvidia-h200-sxm', use: 'inference', ...delivered } as const;
    const found = (destination: string, lessor: string) =>
      judge({ ...leaseFrom(lessor), ...question, destination }, context).findings.map(({ rule }) => rule);
    expect(found('MY', 'lessor-my')).toContain('us-2025-01-15-diffusion');
    expect(found('MY', 'lessor-us')).toContain('us-2025-01-15-diffusion');
    expect(found('NO', 'lessor-sg')).toContain('us-2025-01-15-diffusion');
    expect(found('NO', 'lessor-no')).not.toContain('us-2025-01-15-diffusion');
  });

  test.each(['MY', 'NO', 'SG', 'US', 'AE'])('buying in %s meets the headquarters rule', (destination) => {
    const question = {
      ...purchase,
      ...asOf,
      accelerator: 'nvidia-h100-sxm',
      destination,
      use: 'training',
    } as const;
    for (const buyer of ['bytedance', 'bytedance-overseas', 'tiktok']) {
      const judgement = judge({ ...question, buyer, owner: buyer, operator: 'lessor-sg' }, context);
      expect(judgement.verdict).toBe('licence');
      expect(rulesOf(judgement)).toEqual(['us-2023-10-17-hq']);
    }
  });

  test('machines of another owner that a Chinese party runs meet it too', () => {
    const question = {
      ...leaseFrom('lessor-my'),
      ...asOf,
      operator: 'volcano-engine',
      destination: 'MY',
    } as const;
    const judgement = judge({ ...question, accelerator: 'nvidia-h100-sxm', use: 'inference' }, context);
    expect(rulesOf(judgement)).toEqual(['us-2023-10-17-hq']);
  });

  test('renting abroad from a Chinese cloud meets it too', () => {
    const question = { ...leaseFrom('lessor-cn'), ...asOf, destination: 'MY', use: 'inference' } as const;
    expect(judge({ ...question, accelerator: 'nvidia-h100-sxm' }, context).verdict).toBe('licence');
  });
});

describe('the same programme as of 2026-11-23', () => {
  const date = '2026-11-23';

  test.each(['MY', 'NO', 'US'])('renting in %s for training fails closed', (destination) => {
    const question = {
      ...leaseFrom('lessor-us'),
      accelerator: 'nvidia-h200-sxm',
      destination,
      date,
    } as const;
    const judgement = judge({ ...question, use: 'training' }, context);
    expect(judgement.verdict).toBe('unknown');
    expect(rulesOf(judgement)).toEqual(['us-2025-05-13-training']);
    expect(judge({ ...question, use: 'inference' }, context).verdict).toBe('conditions');
  });

  test('renting for somebody headquartered elsewhere is not caught', () => {
    const question = { ...leaseFrom('lessor-us'), buyer: 'eu-neocloud', destination: 'NO', date } as const;
    const judgement = judge({ ...question, accelerator: 'nvidia-b200-sxm', use: 'training' }, context);
    expect(judgement).toMatchObject({ verdict: 'allowed', conditions: [] });
  });

  test.each(['training', 'inference'] as const)(
    'buying abroad for %s meets the headquarters test, once',
    (use) => {
      const question = { ...purchase, accelerator: 'nvidia-h200-sxm', destination: 'MY', use, date } as const;
      const judgement = judge(question, context);
      expect(judgement.verdict).toBe('licence');
      expect(rulesOf(judgement)).toEqual(['us-2026-05-31-hq-test']);
    },
  );

  test('buying in the UAE is presumed denied by headquarters, not presumed approved by place', () => {
    const question = {
      ...purchase,
      accelerator: 'nvidia-h100-sxm',
      destination: 'AE',
      use: 'inference',
      date,
    } as const;
    expect(judge(question, context).reason).not.toContain('approval');
    expect(judge({ ...question, ...leaseFrom('lessor-us') }, context).reason).toContain(
      'presumption of approval',
    );
  });

  test('H20 to China: letter, 15 % fee, advice against', () => {
    const question = {
      ...purchase,
      accelerator: 'nvidia-h20-96',
      destination: 'CN',
      use: 'inference',
      date,
    } as const;
    const judgement = judge(question, context);
    expect(judgement).toMatchObject({ verdict: 'licence', feeRate: 0.15, dutyRate: 0 });
    expect(rulesOf(judgement)).toEqual(['us-2025-04-is-informed']);
    expect(judgement.findings.map(({ rule }) => rule)).toContain('cn-2025-08-miit-h20');
  });

  test('H200 to China: case by case, 25 % duty once, and the Chinese gate beside it', () => {
    const question = {
      ...purchase,
      accelerator: 'nvidia-h200-sxm',
      destination: 'CN',
      use: 'training',
      date,
    } as const;
    const judgement = judge(question, context);
    expect(judgement).toMatchObject({ verdict: 'licence', dutyRate: 0.25, feeRate: 0 });
    expect(rulesOf(judgement)).toEqual(['cn-2026-01-28-h200-approval', 'us-2026-01-15-case-by-case']);
    const baidu = judge({ ...question, buyer: 'baidu', owner: 'baidu', operator: 'baidu' }, context);
    expect(rulesOf(baidu)).toContain('cn-2026-01-14-customs-h200');
  });

  test.each(['huawei-ascend910c', 'huawei-ascend910b1', 'cambricon-mlu590', 'hygon-k100ai'])(
    '%s in China stays open, its exposure said',
    (accelerator) => {
      for (const use of ['training', 'inference'] as const) {
        const judgement = judge({ ...purchase, accelerator, destination: 'CN', use, date }, context);
        expect(judgement.verdict).toBe('conditions');
        expect(judgement.conditions.join()).toContain('risks a violation of US rules');
      }
    },
  );

  test('domestic chips abroad, or run by US persons, are closed', () => {
    const question = { ...purchase, use: 'inference', date } as const;
    expect(judge({ ...question, accelerator: 'huawei-ascend910c', destination: 'MY' }, context).verdict).toBe(
      'denied',
    );
    expect(judge({ ...question, accelerator: 'cambricon-mlu590', destination: 'MY' }, context).verdict).toBe(
      'unknown',
    );
    const run = { ...question, accelerator: 'huawei-ascend910c', destination: 'CN', operator: 'lessor-us' };
    expect(judge(run, context).verdict).toBe('denied');
  });
});

describe('licences', () => {
  const assumed: Licence = {
    id: 'assumed-2026',
    status: 'assumed',
    rules: ['us-2026-05-31-hq-test', 'us-2025-05-13-training'],
    accelerators: [],
    destinations: [],
    uses: ['training'],
    from: '2026-01-01',
  };
  const question = {
    ...purchase,
    accelerator: 'nvidia-b200-sxm',
    destination: 'MY',
    use: 'training',
    date: '2026-11-23',
  } as const;

  test('turn the overseas leg into conditions and say so', () => {
    const judgement = judge(question, repositoryContext([assumed]));
    expect(judgement.verdict).toBe('conditions');
    expect(judgement.licences).toEqual(['assumed-2026']);
    expect(judgement.conditions).toContain('licence assumed-2026 (assumed) for us-2026-05-31-hq-test');
    const lease = judge({ ...question, ...leaseFrom('lessor-sg') }, repositoryContext([assumed]));
    expect(lease).toMatchObject({ verdict: 'conditions', licences: ['assumed-2026'] });
  });

  test.each([
    ['another rule', { rules: ['us-2025-05-13-training'] }],
    ['another chip', { accelerators: ['nvidia-h200-sxm'] }],
    ['another place', { destinations: ['SG'] }],
    ['another use', { uses: ['inference'] }],
    ['a later day', { from: '2026-11-24' }],
    ['an earlier day', { until: '2026-11-22' }],
  ] as const)('for %s do not help', (_, change) => {
    expect(judge(question, repositoryContext([{ ...assumed, ...change }])).verdict).not.toBe('conditions');
  });

  test('never answer a denial', () => {
    const denied = {
      ...purchase,
      accelerator: 'huawei-ascend910c',
      destination: 'MY',
      use: 'training',
      date: '2026-11-23',
    } as const;
    const licence = { ...assumed, rules: ['us-2025-05-13-gp10-overseas'] };
    expect(judge(denied, repositoryContext([licence])).verdict).toBe('denied');
  });
});

describe('what stands already', () => {
  const standing = { ...purchase, acquisition: 'existing', destination: 'MY' } as const;

  test('was shipped before the rules of shipping', () => {
    const question = {
      ...standing,
      accelerator: 'nvidia-h100-sxm',
      use: 'inference',
      date: '2025-01-20',
    } as const;
    expect(judge(question, context).verdict).toBe('conditions');
    expect(judge({ ...question, destination: 'CN' }, context)).toMatchObject({
      verdict: 'allowed',
      findings: [],
    });
  });

  test('may keep running, says the guidance of 2026', () => {
    const question = {
      ...standing,
      accelerator: 'nvidia-h100-sxm',
      use: 'inference',
      date: '2026-11-23',
    } as const;
    const judgement = judge(question, context);
    expect(judgement.verdict).toBe('conditions');
    expect(judgement.conditions.join()).toContain('until further notice');
  });

  test('is still looked at by rules on use', () => {
    const training = {
      ...standing,
      accelerator: 'nvidia-h100-sxm',
      use: 'training',
      date: '2026-11-23',
    } as const;
    expect(judge(training, context).verdict).toBe('unknown');
    const question = {
      ...standing,
      accelerator: 'huawei-ascend910c',
      use: 'inference',
      date: '2026-11-23',
    } as const;
    expect(judge(question, context).verdict).toBe('denied');
  });
});

describe('Chinese rules', () => {
  const date = '2026-02-01';

  test('a state-funded building takes domestic chips only', () => {
    const hub = {
      buyer: 'cn-public-hub',
      owner: 'cn-public-hub',
      operator: 'cn-public-hub',
      acquisition: 'purchase',
    } as const;
    const question = { ...hub, destination: 'CN', use: 'inference' } as const;
    expect(judge({ ...question, accelerator: 'nvidia-l20', date }, context).verdict).toBe('denied');
    expect(judge({ ...question, accelerator: 'nvidia-l20', date: '2025-11-04' }, context).verdict).toBe(
      'allowed',
    );
    expect(judge({ ...question, accelerator: 'huawei-ascend910b1', date }, context).verdict).toBe(
      'conditions',
    );
    const bank = { buyer: 'cn-bank', owner: 'cn-bank', operator: 'cn-bank' };
    expect(judge({ ...question, ...bank, accelerator: 'nvidia-l20', date }, context).verdict).toBe('unknown');
    expect(judge({ ...question, ...bank, accelerator: 'huawei-ascend910b4', date }, context).verdict).toBe(
      'conditions',
    );
  });

  test('a site may say whose money it is', () => {
    const sites = new Map([['hall', { id: 'hall', stateFunded: true }]]);
    const question = {
      ...purchase,
      destination: 'CN',
      site: 'hall',
      use: 'inference',
      date,
      accelerator: 'nvidia-l20',
    } as const;
    expect(judge(question, { ...context, sites }).verdict).toBe('denied');
    expect(judge(question, context).verdict).toBe('allowed');
  });

  test('RTX Pro 6000D is stopped for the firms named', () => {
    const question = {
      ...purchase,
      destination: 'CN',
      use: 'inference',
      date: '2025-10-01',
      accelerator: 'nvidia-rtxpro6000d',
    } as const;
    expect(judge(question, context).verdict).toBe('denied');
    expect(
      judge({ ...question, buyer: 'tencent', owner: 'tencent', operator: 'tencent' }, context).verdict,
    ).toBe('unknown');
  });

  test('serving from abroad comes with the data rules', () => {
    const question = {
      ...leaseFrom('lessor-sg'),
      destination: 'SG',
      use: 'inference',
      date,
      accelerator: 'nvidia-h20-96',
    } as const;
    expect(judge(question, context).conditions.join()).toContain('security assessment');
    expect(judge({ ...question, buyer: 'meta' }, context).conditions).toEqual([]);
  });
});

describe('unknown inputs', () => {
  test('an unknown party fails closed where rules look at it', () => {
    const question = {
      ...leaseFrom('nobody-knows'),
      destination: 'MY',
      use: 'inference',
      date: '2025-01-20',
    } as const;
    const judgement = judge({ ...question, accelerator: 'nvidia-h100-sxm' }, context);
    expect(judgement.verdict).toBe('unknown');
    expect(judgement.reason).toContain('recipient.parent.groups');
    expect(judge({ ...question, buyer: 'meta', accelerator: 'nvidia-l2' }, context).verdict).toBe('allowed');
  });

  test('an unknown accelerator fails closed', () => {
    const question = {
      ...purchase,
      accelerator: 'no-such-chip',
      destination: 'CN',
      use: 'inference',
      date: '2024-06-01',
    } as const;
    expect(judge(question, context).verdict).toBe('unknown');
  });

  test('an unknown figure changes nothing when a licence is needed anyway', () => {
    const question = {
      ...purchase,
      accelerator: 'amd-mi308x',
      destination: 'CN',
      use: 'inference',
      date: '2025-06-01',
    } as const;
    expect(judge(question, context).verdict).toBe('licence');
    expect(judge({ ...question, date: '2024-06-01' }, context).verdict).toBe('unknown');
  });

  test('a duty that may apply is a condition, not yet a rate', () => {
    const h200 = catalog.accelerators.get('nvidia-h200-sxm');
    if (h200 === undefined) throw new Error('no H200');
    const accelerators = new Map([[h200.id, { ...h200, dense: {} }]]);
    const question = {
      ...leaseFrom('lessor-us'),
      destination: 'US',
      use: 'inference',
      date: '2026-02-01',
    } as const;
    const judgement = judge(
      { ...question, buyer: 'meta', accelerator: h200.id },
      { ...context, accelerators },
    );
    expect(judgement).toMatchObject({ verdict: 'conditions', dutyRate: 0 });
    expect(judgement.conditions).toContain('25 % duty on the price');
  });

  test('a circle of parents has no ultimate parent', () => {
    const alice = {
      id: 'alice',
      name: 'Alice',
      country: 'SG',
      parent: 'bob',
      kind: 'cloud',
      notes: [],
    } as const;
    const parties = new Map([
      ['alice', alice],
      ['bob', { ...alice, id: 'bob', parent: 'alice' }],
    ]);
    const question = {
      ...leaseFrom('alice'),
      buyer: 'alice',
      destination: 'MY',
      use: 'inference',
      date: '2025-01-20',
    } as const;
    expect(judge({ ...question, accelerator: 'nvidia-h100-sxm' }, { ...context, parties }).verdict).toBe(
      'unknown',
    );
  });
});
