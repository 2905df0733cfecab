import { describe, expect, test } from 'vitest';
import { catalog, repositoryContext } from '../../test/fixtures/repository-rules.ts';
import type { Accelerator } from '../catalog/index.ts';
import type { Claim } from '../evidence/index.ts';
import { bytesPerSecond, flopPerSecond, squareMillimetres } from '../quantity/index.ts';
import { classify } from './index.ts';
import type { Classification } from './types.ts';

const context = repositoryContext();

interface Inputs {
  readonly tpp: number | undefined;
  /** TPP per mm². */
  readonly density: number | undefined;
  /** Bandwidths in GB/s. */
  readonly memory: number;
  readonly links: number | undefined;
  readonly other: number;
  readonly dataCentre: boolean;
}

const days = {
  '2022': '2022-11-01',
  '2023': '2023-12-01',
  '2025-04': '2025-05-01',
  '2026-01': '2026-02-01',
} as const;

/** Published classifications of known chips, each with the figures its source used. */
const known: readonly (readonly [string, keyof typeof days, Classification['category'], Inputs])[] = [
  [
    'nvidia-a100-80-sxm',
    '2022',
    'controlled',
    { tpp: 4992, density: 6.04, memory: 2039, links: 600, other: 64, dataCentre: true },
  ],
  [
    'nvidia-h100-sxm',
    '2022',
    'controlled',
    { tpp: 15824, density: 19.44, memory: 3350, links: 900, other: 128, dataCentre: true },
  ],
  [
    'nvidia-a800-80-sxm',
    '2022',
    'free',
    { tpp: 4992, density: 6.04, memory: 2040, links: 400, other: 64, dataCentre: true },
  ],
  [
    'nvidia-l40s',
    '2022',
    'free',
    { tpp: 5864, density: 9.63, memory: 864, links: 64, other: 0, dataCentre: true },
  ],
  [
    'nvidia-a100-80-sxm',
    '2023',
    '3A090.a',
    { tpp: 4992, density: 6.04, memory: 2039, links: 600, other: 64, dataCentre: true },
  ],
  [
    'nvidia-a800-80-sxm',
    '2023',
    '3A090.a',
    { tpp: 4992, density: 6.04, memory: 2040, links: 400, other: 64, dataCentre: true },
  ],
  [
    'nvidia-h100-sxm',
    '2023',
    '3A090.a',
    { tpp: 15824, density: 19.44, memory: 3350, links: 900, other: 128, dataCentre: true },
  ],
  [
    'nvidia-h800-sxm',
    '2023',
    '3A090.a',
    { tpp: 15832, density: 19.45, memory: 3350, links: 400, other: 128, dataCentre: true },
  ],
  [
    'nvidia-l40s',
    '2023',
    '3A090.a',
    { tpp: 5864, density: 9.63, memory: 864, links: 64, other: 0, dataCentre: true },
  ],
  [
    'nvidia-l40',
    '2023',
    '3A090.b',
    { tpp: 2896, density: 4.76, memory: 864, links: 64, other: 0, dataCentre: true },
  ],
  [
    'nvidia-rtx4090',
    '2023',
    'NAC-eligible',
    { tpp: 5284.8, density: 8.69, memory: 1008, links: 64, other: 0, dataCentre: false },
  ],
  [
    'nvidia-h20-96',
    '2023',
    'free',
    { tpp: 2368, density: 2.91, memory: 4000, links: 900, other: 128, dataCentre: true },
  ],
  [
    'nvidia-l2',
    '2023',
    'free',
    { tpp: 1544, density: 5.25, memory: 300, links: 64, other: 0, dataCentre: true },
  ],
  [
    'amd-mi300x',
    '2023',
    '3A090.a',
    { tpp: 20919.2, density: 20.57, memory: 5300, links: 896, other: 0, dataCentre: true },
  ],
  [
    'intel-gaudi3',
    '2023',
    '3A090.a',
    { tpp: 26848, density: undefined, memory: 3700, links: 1200, other: 0, dataCentre: true },
  ],
  [
    'nvidia-h200-sxm',
    '2023',
    '3A090.a',
    { tpp: 15824, density: 19.44, memory: 4800, links: 900, other: 128, dataCentre: true },
  ],
  [
    'nvidia-b200-sxm',
    '2023',
    '3A090.a',
    { tpp: 36000, density: 22.11, memory: 7700, links: 1800, other: 0, dataCentre: true },
  ],
  [
    'nvidia-h20-96',
    '2025-04',
    'letter',
    { tpp: 2368, density: 2.91, memory: 4000, links: 900, other: 128, dataCentre: true },
  ],
  [
    'intel-hl328',
    '2025-04',
    'letter',
    { tpp: undefined, density: undefined, memory: 3700, links: undefined, other: 0, dataCentre: true },
  ],
  [
    'amd-mi308x',
    '2025-04',
    'letter',
    { tpp: undefined, density: undefined, memory: 5300, links: 896, other: 0, dataCentre: true },
  ],
  [
    'nvidia-l20',
    '2025-04',
    'free',
    { tpp: 1912, density: 3.14, memory: 864, links: 64, other: 0, dataCentre: true },
  ],
  [
    'nvidia-h200-sxm',
    '2026-01',
    'case-by-case',
    { tpp: 15824, density: 19.44, memory: 4800, links: 900, other: 128, dataCentre: true },
  ],
  [
    'amd-mi325x',
    '2026-01',
    'case-by-case',
    { tpp: 20919.2, density: 20.57, memory: 6000, links: 896, other: 0, dataCentre: true },
  ],
  [
    'nvidia-h100-sxm',
    '2026-01',
    'case-by-case',
    { tpp: 15824, density: 19.44, memory: 3350, links: 900, other: 128, dataCentre: true },
  ],
  [
    'nvidia-a100-80-sxm',
    '2026-01',
    'case-by-case',
    { tpp: 4992, density: 6.04, memory: 2039, links: 600, other: 64, dataCentre: true },
  ],
  [
    'nvidia-b200-sxm',
    '2026-01',
    'denial',
    { tpp: 36000, density: 22.11, memory: 7700, links: 1800, other: 0, dataCentre: true },
  ],
  [
    'nvidia-b30a',
    '2026-01',
    'denial',
    { tpp: 28000, density: 34.4, memory: 4000, links: 900, other: 0, dataCentre: true },
  ],
];

describe('known classifications', () => {
  test.each(known)('%s in %s is %s, from the catalog', (id, vintage, category) => {
    expect(classify(accelerator(id), days[vintage], 'CN', context).category).toBe(category);
  });

  test.each(known)('%s in %s is %s, from the figures of its source', (id, vintage, category, inputs) => {
    expect(classify(withFigures(id, inputs), days[vintage], 'CN', context).category).toBe(category);
  });

  test.each([
    ['nvidia-h200-sxm', true],
    ['nvidia-h100-sxm', false],
    ['amd-mi325x', true],
    ['amd-mi300x', false],
    ['nvidia-b200-sxm', false],
  ] as const)('%s pays the duty of 2026: %s', (id, duty) => {
    expect(classify(accelerator(id), '2026-02-01', 'CN', context).duty).toBe(duty);
    expect(classify(accelerator(id), '2026-02-01', 'MY', context).duty).toBe(duty);
    expect(classify(accelerator(id), '2026-01-14', 'CN', context).duty).toBe(false);
  });
});

describe('what a classification says', () => {
  test('power, density and the facts each rule read', () => {
    const found = classify(accelerator('nvidia-h100-sxm'), '2023-12-01', 'CN', context);
    expect(found.tpp).toEqual({ value: 15824, low: 15824, high: 15824, format: 'int8' });
    expect(found.performanceDensity.value).toBeCloseTo(19.44, 2);
    const rule = found.rules.find(({ rule: id }) => id === 'us-2023-10-17-3A090.a');
    expect(rule?.facts).toMatchObject({ 'item.tpp': '15 824', 'item.dataCentre': 'yes' });
  });

  test.each([
    'huawei-ascend910b1',
    'huawei-ascend910b2',
    'huawei-ascend910b3',
    'huawei-ascend910b4',
    'huawei-ascend910c',
  ])('%s matches the guidance on Chinese chips once it is published', (id) => {
    const rules = (date: string) =>
      classify(accelerator(id), date, 'CN', context).rules.map(({ rule }) => rule);
    expect(rules('2025-05-12')).not.toContain('us-2025-05-13-gp10');
    expect(rules('2025-05-13')).toContain('us-2025-05-13-gp10');
    expect(rules('2026-02-01')).toContain('us-2025-05-13-gp10');
  });

  test('a control that no longer holds is not matched', () => {
    const rules = classify(accelerator('nvidia-a100-80-sxm'), '2023-12-01', 'CN', context).rules;
    expect(rules.map(({ rule }) => rule)).not.toContain('us-2022-10-07-3A090');
  });
});

describe('dates', () => {
  test.each([
    ['nvidia-a100-80-sxm', '2022-08-25', 'free'],
    ['nvidia-a100-80-sxm', '2022-08-26', 'letter'],
    ['nvidia-a100-80-sxm', '2022-10-20', 'letter'],
    ['nvidia-a100-80-sxm', '2022-10-21', 'controlled'],
    ['nvidia-h800-sxm', '2023-10-22', 'free'],
    ['nvidia-h800-sxm', '2023-10-23', '3A090.a'],
    ['amd-mi300x', '2023-11-16', 'controlled'],
    ['amd-mi300x', '2023-11-17', '3A090.a'],
    ['nvidia-h20-96', '2025-04-08', 'free'],
    ['nvidia-h20-96', '2025-04-09', 'letter'],
    ['nvidia-h20-96', '2026-11-23', 'letter'],
    ['nvidia-h200-sxm', '2026-01-14', '3A090.a'],
    ['nvidia-h200-sxm', '2026-01-15', 'case-by-case'],
  ] as const)('%s on %s is %s', (id, date, category) => {
    expect(classify(accelerator(id), date, 'CN', context).category).toBe(category);
  });

  test('Macau came under the rule of 2022 in January 2023', () => {
    const a100 = accelerator('nvidia-a100-80-sxm');
    expect(classify(a100, '2023-01-17', 'MO', context).category).toBe('free');
    expect(classify(a100, '2023-01-18', 'MO', context).category).toBe('controlled');
    expect(classify(a100, '2022-11-01', 'HK', context).category).toBe('controlled');
  });

  test('the policy of 2026 is for China and Macau; elsewhere the item keeps its ECCN', () => {
    const h200 = accelerator('nvidia-h200-sxm');
    expect(classify(h200, '2026-02-01', 'MO', context).category).toBe('case-by-case');
    expect(classify(h200, '2026-02-01', 'MY', context).category).toBe('3A090.a');
    expect(classify(h200, '2026-02-01', 'AE', context).category).toBe('3A090.a');
  });
});

describe('unknown figures', () => {
  const open = { density: undefined, memory: 300, links: 64, other: 0, dataCentre: true };

  test.each([
    [{ ...open, tpp: 1599 }, 'free'],
    [{ ...open, tpp: 1600 }, 'unknown'],
    [{ ...open, tpp: 4799 }, 'unknown'],
    [{ ...open, tpp: 4800 }, '3A090.a'],
    [{ ...open, tpp: undefined }, 'unknown'],
  ] as const)('density unknown: %o is %s', (inputs, category) => {
    expect(classify(withFigures('nvidia-l2', inputs), '2023-12-01', 'CN', context).category).toBe(category);
  });

  test('whether it is made for data centres may decide', () => {
    const l2 = withFigures('nvidia-l2', { ...open, tpp: 5000 });
    const undecided = { ...l2, dataCentre: { ...l2.dataCentre, value: undefined } };
    expect(classify(undecided, '2023-12-01', 'CN', context).category).toBe('unknown');
    const weak = { ...undecided, dense: { int8: stated(flopPerSecond(100e12)) } };
    expect(classify(weak, '2023-12-01', 'CN', context).category).toBe('free');
  });

  test('a known part of the links decides over an unknown part', () => {
    const h100 = accelerator('nvidia-h100-sxm');
    const hostUnknown = { ...h100, otherIo: { ...h100.otherIo, value: undefined } };
    expect(classify(hostUnknown, '2022-11-01', 'CN', context).category).toBe('controlled');
    const a800 = accelerator('nvidia-a800-80-sxm');
    const open800 = { ...a800, otherIo: { ...a800.otherIo, value: undefined } };
    expect(classify(open800, '2022-11-01', 'CN', context).category).toBe('unknown');
  });
});

/** The category, and whether an import into the United States pays the duty. */
function label({ category, duty }: Classification): string {
  return `${category}${duty === true ? ' +duty' : duty === 'unknown' ? ' ?duty' : ''}`;
}

/**
 * Cells that look odd and are meant. Chips that did not exist yet are classified as if they had. MI308X, RTX Pro 6000D,
 * BR106, SeedChip, PPU: no public rates, so only letters can decide (RTX Pro 6000D stays below their 1400 GB/s). 910B,
 * BR100, Trillium in 2022: known links stop short of 600 GB/s and the host link is not published. 910B4, MLU370,
 * MLU590, K100, S4000: TPP may lie between 1600 and 4800, and no die area is known. 2026: a chip in 3A090 whose
 * bandwidth or best rate is open (P800, MLU690, 950) may be reviewed either way. Gaudi 3 passes 21 000 by its BF16
 * rate, so it is denied where MI300X is not. L40 (3A090.b) is reviewed case by case and still has exception NAC; L4 is
 * in .a by density.
 */
test('every chip on eight dates', async () => {
  const dates = [
    '2022-09-15',
    '2022-11-01',
    '2023-11-01',
    '2023-12-01',
    '2025-01-20',
    '2025-05-01',
    '2026-02-01',
    '2026-11-23',
  ];
  const rows = [...catalog.accelerators.values()].map((chip) =>
    [chip.id, ...dates.map((date) => label(classify(chip, date, 'CN', context)))].join(' | '),
  );
  await expect([['id', ...dates].join(' | '), ...rows].join('\n')).toMatchFileSnapshot('classify.golden.txt');
});

function accelerator(id: string): Accelerator {
  const found = catalog.accelerators.get(id);
  if (found === undefined) throw new Error(`no accelerator ${id}`);
  return found;
}

/** The chip with the figures a source used for it in place of the catalog's. */
function withFigures(id: string, inputs: Inputs): Accelerator {
  const { tpp, density } = inputs;
  const gigabytes = (value: number | undefined) =>
    stated(value === undefined ? undefined : bytesPerSecond(value * 1e9));
  const area = tpp === undefined || density === undefined ? undefined : squareMillimetres(tpp / density);
  return {
    ...accelerator(id),
    dense: { int8: stated(tpp === undefined ? undefined : flopPerSecond((tpp / 8) * 1e12)) },
    dieArea: stated(area),
    memoryBandwidth: gigabytes(inputs.memory),
    scaleUp: gigabytes(inputs.links),
    otherIo: gigabytes(inputs.other),
    dataCentre: stated(inputs.dataCentre),
  };
}

function stated<T>(value: T | undefined): Claim<T> {
  return { value, written: String(value), grade: 'B', status: 'reported' };
}
