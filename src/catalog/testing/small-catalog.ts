import type { CatalogFile } from '../written-entries.ts';

/** A catalog of one entry or two of every kind, without errors: tests break it one fact at a time. */
const texts = {
  'sources.yaml': `
vendor: { title: Data sheet, ref: 'https://example.org/sheet', date: '2024-05', grade: A }
press: { title: A newspaper, ref: 'https://example.org/news', date: '2024-06-01', grade: B }
`,
  'parties/all.yaml': `
acme: { name: Acme, country: US, kind: vendor }
group: { name: Dragon Group, country: CN, kind: company }
dragon: { name: Dragon, country: CN, kind: vendor, parent: group }
`,
  'accelerators/dragon.yaml': `
half:
  name: Half
  vendor: dragon
  vendorCountry: CN
  announced: { value: 2023-05, source: vendor, grade: A }
  process: { value: 7 nm, source: vendor, grade: A }
  dies: { value: 1, source: vendor, grade: A }
  dieArea: { value: 500 mm2, source: vendor, grade: A }
  dense:
    bf16: { value: 100 TFLOPS, source: vendor, grade: A }
    fp8: { value: 200 TFLOPS, source: vendor, grade: A }
    int8: { value: 200 TOPS, source: vendor, grade: A }
    fp4: { value: 400 TFLOPS, source: vendor, grade: A }
  memory: { value: 32 GB, source: vendor, grade: A }
  memoryBandwidth: { value: 1 TB/s, source: vendor, grade: A }
  scaleUp: { value: 200 GB/s, source: vendor, grade: A }
  scaleUpDomain: { value: 8, source: vendor, grade: A }
  otherIo: { value: unknown, reason: not stated }
  tdp: { value: 200 to 300 W, source: press, grade: B }
  form: module
  dataCentre: { value: true, grade: derived, reason: sold in servers }
  prices: [{ value: 5000 USD, source: press, grade: B }]
  published: { totalProcessingPower: { value: 1600, source: press, grade: B } }
whole:
  name: Whole
  vendor: dragon
  vendorCountry: CN
  announced: { value: 2024-02-01, source: vendor, grade: A }
  available: { value: 2024-06, source: vendor, grade: A }
  process: { value: 7 nm, source: vendor, grade: A }
  dies: { value: 2, source: vendor, grade: A }
  dieArea: { value: 1000 mm2, source: vendor, grade: A }
  dense:
    bf16: { value: 200 TFLOPS, source: vendor, grade: A }
    int8: { value: 10 TOPS, source: vendor, grade: A }
  memory: { value: 64 GB, source: vendor, grade: A }
  memoryBandwidth: { value: 2 TB/s, source: vendor, grade: A }
  scaleUp: { value: 400 GB/s, source: vendor, grade: A }
  scaleUpDomain: { value: 8, source: vendor, grade: A }
  otherIo: { value: 64 GB/s, source: vendor, grade: A }
  tdp: { value: 500 W, source: vendor, grade: A }
  form: module
  dataCentre: { value: true, grade: derived, reason: sold in servers }
  exceptions: { int8-rate: INT8 was cut }
`,
  'systems/dragon.yaml': `
box:
  name: Box of eight
  vendor: dragon
  accelerator: whole
  accelerators: 8
  power: { value: 7 kW, source: vendor, grade: A }
  scaleOut: { value: 50 GB/s, grade: assumed, reason: usual }
  scaleUpDomain: 8
  available: { value: 2024-06, source: vendor, grade: A }
  published: { memory: { value: 512 GB, source: vendor, grade: A } }
  aliases: [crate]
`,
  'offers/all.yaml': `
buy-box:
  system: box
  supplier: dragon
  kind: purchase
  price: { value: 100000 USD, source: press, grade: B }
  countries: [CN]
  leadWeeks: { value: 12, source: press, grade: B }
  allocationPerQuarter: { value: unknown, reason: nobody says }
  from: 2024-06-15
  until: 2025-12-31
rent-box:
  system: box
  supplier: acme
  kind: lease
  price: { value: 12000 USD, source: press, grade: B }
  countries: [US, SG]
  leadWeeks: { value: 4, source: press, grade: B }
  allocationPerQuarter: { value: 10, source: press, grade: B }
  termQuarters: 4
  from: 2024-07-01
`,
  'models/one.yaml': `
M-1B:
  family: M
  layers: 10
  heads: 16
  kvHeads: 4
  experts: 8
  topK: 2
  parameters: { value: 1000000000, source: vendor, grade: A }
  activeParameters: { value: 500000000, source: vendor, grade: A }
  kvElementsPerToken: { value: 20480, grade: derived, reason: 2 x layers x kvHeads x headDim }
  origin: { value: model card, source: vendor, grade: A }
`,
  'sites/one.yaml': `
hall:
  name: Hall
  country: CN
  area: North
  owner: group
  itPower: { value: 40 MW, source: press, grade: B }
  tariff: { value: 0.4 CNY/kWh, source: press, grade: B }
  pue: { value: 1.3, source: press, grade: B }
`,
  'events/all.yaml': `
launch: { date: 2024-02-01, kind: technology, title: Whole announced, about: [whole, crate, some-rule], claim: { value: announced, source: vendor, grade: A } }
`,
  'series/all.yaml': `
tokens:
  title: Tokens per day
  unit: token/day
  points:
    - { date: 2024-05, value: 1.2e11, source: press, grade: B }
    - { date: 2024-12, value: 4e12, source: press, grade: B }
`,
  'programmes/all.yaml': `
group-2024:
  party: group
  title: Spending
  figures: [{ key: capex, year: 2024, unit: CNY, claim: { value: 8e10, source: press, grade: B } }]
`,
  'costs/all.yaml': `
life: { title: Useful life, unit: year, claim: { value: 4 to 6, source: press, grade: B } }
`,
  'country-groups/all.yaml': `
D:5: { title: Embargoed, members: [CN], source: press }
`,
  'fx/all.yaml': `
later: { date: 2025-01-21, perUsd: { USD: 1, CNY: 7.27 }, source: press }
earlier: { date: 2024-01-21, perUsd: { USD: 1, CNY: 7.1 }, source: press }
`,
  'rules/all.yaml': `
some-rule: { anything: the room of rules reads this }
`,
} as const satisfies Readonly<Record<string, string>>;

export type SmallFile = keyof typeof texts;

/** The files of the small catalog, with one text replaced by another in one of them. */
export function smallCatalog(change?: {
  readonly file: SmallFile;
  readonly from: string;
  readonly to: string;
}): readonly CatalogFile[] {
  return Object.entries(texts).map(([file, text]) => {
    if (change?.file !== file) return { path: `catalog/${file}`, text };
    if (!text.includes(change.from)) throw new Error(`${file} does not hold \`${change.from}\``);
    return { path: `catalog/${file}`, text: text.replace(change.from, change.to) };
  });
}
