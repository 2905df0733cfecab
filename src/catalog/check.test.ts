import { describe, expect, it } from 'vitest';
import { checkCatalog } from './check.ts';
import { parseCatalog } from './parse.ts';
import { smallCatalog, type SmallFile } from './testing/small-catalog.ts';

const chips = 'accelerators/dragon.yaml';
const systems = 'systems/dragon.yaml';
const offers = 'offers/all.yaml';

/** What is wrong → file, text there, what it becomes, the code that must be given. */
const mistakes: readonly (readonly [string, SmallFile, string, string, string])[] = [
  ['a bare figure', chips, '{ value: 32 GB, source: vendor, grade: A }', '32 GB', 'FW-CAT-0010'],
  ['an unknown without a reason', chips, '{ value: unknown, reason: not stated }', 'unknown', 'FW-CAT-0010'],
  ['a country group out of nowhere', 'country-groups/all.yaml', ', source: press', '', 'FW-CAT-0010'],
  ['a source nobody knows', chips, '1 TB/s, source: vendor', '1 TB/s, source: vender', 'FW-CAT-0011'],
  ['rates from a source nobody knows', 'fx/all.yaml', 'source: press', 'source: pres', 'FW-CAT-0011'],
  ['a group from a source nobody knows', 'country-groups/all.yaml', 'press', 'pres', 'FW-CAT-0011'],
  [
    'a grade better than its source',
    offers,
    '100000 USD, source: press, grade: B',
    '100000 USD, source: press, grade: A',
    'FW-CAT-0012',
  ],
  [
    'a grade without a source',
    'costs/all.yaml',
    'source: press, grade: B',
    'grade: B, reason: so',
    'FW-CAT-0012',
  ],
  [
    'a derived figure without a reason',
    chips,
    'grade: derived, reason: sold in servers',
    'grade: derived, source: press',
    'FW-CAT-0012',
  ],
  ['a vendor nobody knows', chips, 'vendor: dragon', 'vendor: dragoon', 'FW-CAT-0020'],
  ['a system of a chip nobody knows', systems, 'accelerator: whole', 'accelerator: hole', 'FW-CAT-0020'],
  ['an offer of a system nobody knows', offers, 'system: box', 'system: box2', 'FW-CAT-0020'],
  ['an offer from nobody', offers, 'supplier: acme', 'supplier: acne', 'FW-CAT-0020'],
  ['a parent nobody knows', 'parties/all.yaml', 'parent: group', 'parent: grup', 'FW-CAT-0020'],
  ['an owner nobody knows', 'sites/one.yaml', 'owner: group', 'owner: grup', 'FW-CAT-0020'],
  ['a programme of nobody', 'programmes/all.yaml', 'party: group', 'party: grup', 'FW-CAT-0020'],
  ['an event about nothing', 'events/all.yaml', 'some-rule', 'some-rulle', 'FW-CAT-0020'],
  [
    'parts nobody knows',
    chips,
    'exceptions:',
    'madeOf: { accelerator: haf, count: 2 }\n  exceptions:',
    'FW-CAT-0020',
  ],
  ['owners in a circle', 'parties/all.yaml', 'kind: company', 'kind: company, parent: dragon', 'FW-CAT-0021'],
  ['a vendor in two countries', chips, 'vendorCountry: CN', 'vendorCountry: US', 'FW-CAT-0022'],
  ['bits for bytes', chips, '1 TB/s', '8 TB/s', 'FW-CAT-0030'],
  ['a bandwidth in the wrong prefix', chips, '1 TB/s', '1 GB/s', 'FW-CAT-0030'],
  ['a rack for a chip', chips, '5000 USD', '3.4M USD', 'FW-CAT-0030'],
  ['a chip for a server', offers, '100000 USD', '100 USD', 'FW-CAT-0030'],
  ['kilowatts for watts', chips, '500 W', '500 kW', 'FW-CAT-0030'],
  [
    'a rate in the wrong prefix',
    chips,
    'bf16: { value: 200 TFLOPS',
    'bf16: { value: 200 PFLOPS',
    'FW-CAT-0030',
  ],
  ['a tariff per watt-hour', 'sites/one.yaml', '0.4 CNY/kWh', '0.4 CNY/Wh', 'FW-CAT-0030'],
  ['better than perfect cooling', 'sites/one.yaml', 'value: 1.3', 'value: 0.9', 'FW-CAT-0030'],
  ['GiB for GB', chips, '32 GB', '32 GiB', 'FW-CAT-0031'],
  ['sparse FP8', chips, 'fp8: { value: 200', 'fp8: { value: 400', 'FW-CAT-0032'],
  ['sparse INT8', chips, 'int8: { value: 200', 'int8: { value: 400', 'FW-CAT-0032'],
  ['sparse FP4', chips, 'fp4: { value: 400', 'fp4: { value: 800', 'FW-CAT-0032'],
  ['INT8 slower than BF16', chips, 'int8: { value: 200', 'int8: { value: 90', 'FW-CAT-0032'],
  ['a cut that nobody explains', chips, '  exceptions: { int8-rate: INT8 was cut }\n', '', 'FW-CAT-0032'],
  ['a die larger than a reticle', chips, '500 mm2', '900 mm2', 'FW-CAT-0033'],
  ['two dies counted as one', chips, 'dies: { value: 2', 'dies: { value: 1', 'FW-CAT-0033'],
  [
    'a package that is not its parts',
    chips,
    '  exceptions:',
    '  madeOf: { accelerator: half, count: 3 }\n  exceptions:',
    'FW-CAT-0034',
  ],
  ['a published TPP that does not compute', chips, 'value: 1600', 'value: 1500', 'FW-CAT-0035'],
  ['an exception that is not needed', chips, 'value: 10 TOPS', 'value: 400 TOPS', 'FW-CAT-0036'],
  ['totals that are not the sum', systems, '512 GB', '1024 GB', 'FW-CAT-0040'],
  ['fewer chips than the totals say', systems, 'accelerators: 8', 'accelerators: 9', 'FW-CAT-0040'],
  ['a system that draws less than its chips', systems, '7 kW', '3.9 kW', 'FW-CAT-0041'],
  ['a system that draws far more', systems, '7 kW', '13 kW', 'FW-CAT-0041'],
  ['a domain larger than the system', systems, 'scaleUpDomain: 8', 'scaleUpDomain: 16', 'FW-CAT-0042'],
  ['a date that is none', chips, 'value: 2023-05', 'value: early 2023', 'FW-CAT-0050'],
  ['a day the calendar lacks', 'events/all.yaml', '2024-02-01', '2024-02-31', 'FW-CAT-0050'],
  ['a claim dated nonsense', 'costs/all.yaml', 'grade: B', 'grade: B, date: 2024-13', 'FW-CAT-0050'],
  ['shipped before it is announced', chips, 'value: 2024-06,', 'value: 2023-06,', 'FW-CAT-0051'],
  ['a system before its chip', systems, 'value: 2024-06,', 'value: 2023-06,', 'FW-CAT-0051'],
  ['delivered before it exists', offers, '2024-07-01', '2024-01-01', 'FW-CAT-0051'],
  ['an end before the beginning', offers, '2025-12-31', '2024-06-01', 'FW-CAT-0051'],
  ['a series that goes back', 'series/all.yaml', '2024-12', '2023-12', 'FW-CAT-0051'],
  ['a lease without a term', offers, '  termQuarters: 4\n', '', 'FW-CAT-0060'],
  [
    'a purchase with a term',
    offers,
    'from: 2024-06-15',
    'from: 2024-06-15\n  termQuarters: 2',
    'FW-CAT-0060',
  ],
  ['more parameters at work than there are', 'models/one.yaml', '500000000', '5000000000', 'FW-CAT-0061'],
  ['more experts chosen than there are', 'models/one.yaml', 'topK: 2', 'topK: 9', 'FW-CAT-0061'],
  ['more key-value heads than heads', 'models/one.yaml', 'kvHeads: 4', 'kvHeads: 32', 'FW-CAT-0061'],
];

function check(files: ReturnType<typeof smallCatalog>) {
  const { catalog, diagnostics } = parseCatalog(files);
  expect(diagnostics).toEqual([]);
  return checkCatalog(catalog, { rulesFiles: files.filter((file) => file.path.includes('/rules/')) });
}

describe('checkCatalog', () => {
  it('finds nothing wrong with a sound catalog, and lists what nobody knows', () => {
    const found = check(smallCatalog());
    expect(new Set(found.map(({ code, severity }) => `${severity} ${code}`))).toEqual(
      new Set(['note FW-CAT-0090']),
    );
    expect(found.map((note) => note.path.join('.'))).toContain('half.otherIo');
  });

  it.each(mistakes)('finds %s', (_, file, from, to, code) => {
    const errors = check(smallCatalog({ file, from, to })).filter(({ severity }) => severity === 'error');
    expect(errors.map((error) => error.code)).toContain(code);
  });

  it('does not complain of names that may be rules when the rules are not at hand', () => {
    const { catalog } = parseCatalog(
      smallCatalog({ file: 'events/all.yaml', from: 'some-rule', to: 'other-rule' }),
    );
    expect(checkCatalog(catalog).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('says where, and what was meant', () => {
    const [error] = check(
      smallCatalog({ file: chips, from: '1 TB/s, source: vendor', to: '1 TB/s, source: vender' }),
    );
    expect(error).toMatchObject({
      code: 'FW-CAT-0011',
      path: ['half', 'memoryBandwidth'],
      hint: 'did you mean `vendor`?',
      span: { file: 'catalog/accelerators/dragon.yaml' },
    });
  });

  it('accepts a package within the range its sources leave', () => {
    const parts = {
      file: chips,
      from: '  exceptions:',
      to: '  madeOf: { accelerator: half, count: 2 }\n  exceptions:',
    } as const;
    const codes = check(smallCatalog(parts)).map(({ code }) => code);
    // INT8 was cut on the package, so its parts' INT8 does not add up; everything else does.
    expect(codes.filter((code) => code === 'FW-CAT-0034')).toHaveLength(1);
  });
});
