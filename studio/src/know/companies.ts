import { formatNumber } from '../../../src/quantity/index.ts';
import { shownMoney } from '../kit/figures.tsx';
import type { Fact, FactRow } from './facts.ts';

/** A reported figure of a company. */
export interface CompanyFigure {
  /** The same for figures of companies that can be compared. */
  readonly key: string;
  /** In words. */
  readonly title: string;
  readonly unit: string;
  readonly year: string;
  /** Entry of the catalog that holds it. */
  readonly entry: string;
  readonly row: FactRow;
}

/** Something that happened to a company, or that it did. */
export interface CompanyEvent {
  readonly id: string;
  readonly date: string;
  readonly title: string;
  readonly row: FactRow;
}

/** A dated series that tells of a company. */
export interface CompanySeries {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly points: readonly { readonly date: string; readonly row: FactRow }[];
}

export interface Company {
  readonly id: string;
  readonly name: string;
  readonly country: string;
  readonly figures: readonly CompanyFigure[];
  readonly series: readonly CompanySeries[];
  /** Oldest first. */
  readonly events: readonly CompanyEvent[];
}

/** Kinds of the catalog that tell of companies. */
export const companyKinds = ['programmes', 'series', 'parties', 'costs', 'accelerators', 'events'] as const;
export type CompanyFacts = Readonly<Record<(typeof companyKinds)[number], readonly Fact[]>>;

/** Which series and single figures tell of which company: the catalog names them by their topic, not by a party. */
const topics: Readonly<Record<string, RegExp>> = {
  bytedance: /^(?:capex-bytedance|doubao-|price-(?:doubao|seed)|training-flop-(?:doubao|seed))/u,
  alibaba: /^(?:capex-alibaba|qwen-|china-cards-t-head|training-flop-qwen)/u,
  tencent: /^(?:capex-tencent|yuanbao-)/u,
  baidu: /^(?:capex-baidu|china-cards-kunlunxin)/u,
  huawei: /(?:^|-)huawei(?:-|$)|training-flop-pangu/u,
  amazon: /(?:^|-)amazon$/u,
  alphabet: /^(?:capex-alphabet|google-)/u,
  microsoft: /^capex-microsoft/u,
  meta: /^capex-meta/u,
  openai: /^(?:(?:chatgpt|openai)-|training-flop-gpt)/u,
  deepseek: /deepseek/u,
};

/** The parts of a profile, in order, with the figures each takes. */
export const profileParts = [
  { id: 'spending', title: 'Programme and spending', units: /^(?:USD|CNY|EUR)$/u },
  { id: 'chips', title: 'Fleet and chips', units: /^(?:accelerators|racks|systems)$/u },
  { id: 'sites', title: 'Buildings and power', units: /^(?:MW|kW|cabinets|USD\/W)$/u },
  { id: 'people', title: 'Users and models', units: /^(?:users|parameters|FLOP|tokens.*)$/u },
  { id: 'rest', title: 'Parts, dates and ratios', units: /./u },
] as const;

/** The profile part a unit belongs to. */
export function partOf(unit: string): (typeof profileParts)[number]['id'] {
  return profileParts.find(({ units }) => units.test(unit))?.id ?? 'rest';
}

/** Companies of the catalog: everything it says of them, nothing else. Those with most figures first. */
export function companiesFrom(facts: CompanyFacts): readonly Company[] {
  const { programmes, series, parties, costs, accelerators, events } = facts;
  const ids = [...new Set([...programmes.map((one) => text(one, 'party')), ...Object.keys(topics)])].filter(
    (id) => id !== '',
  );
  return ids
    .map((id): Company => {
      const party = parties.find((one) => one.id === id);
      const family = familyOf(id, parties);
      const told = (one: Fact): boolean => topics[id]?.test(one.id) === true;
      return {
        id,
        name: party === undefined ? id : text(party, 'name'),
        country: party === undefined ? '' : text(party, 'country'),
        figures: [
          ...programmes.filter((one) => text(one, 'party') === id).flatMap(figuresOf),
          ...accelerators.filter((one) => family.has(text(one, 'vendor'))).flatMap(suppliesOf),
          ...costs.filter(told).flatMap(costOf),
        ],
        series: series.filter(told).map(seriesOf),
        events: events
          .filter((one) =>
            text(one, 'about')
              .split('; ')
              .some((about) => family.has(about)),
          )
          .flatMap(eventOf)
          .toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
      };
    })
    .filter(({ figures, series: own }) => figures.length + own.length > 0)
    .toSorted((a, b) => b.figures.length + b.series.length - a.figures.length - a.series.length);
}

/** A company and everything it owns, as far as the catalog says. */
function familyOf(id: string, parties: readonly Fact[]): ReadonlySet<string> {
  const family = new Set([id]);
  for (let size = 0; size < family.size;) {
    size = family.size;
    for (const one of parties) if (family.has(text(one, 'parent'))) family.add(one.id);
  }
  return family;
}

function figuresOf(programme: Fact): readonly CompanyFigure[] {
  return numbered(programme, 'figures').flatMap((field) => {
    const row = programme.rows.find((one) => one.field === `${field}.claim`);
    if (row === undefined) return [];
    const key = text(programme, `${field}.key`);
    return [
      {
        key,
        title: inWords(key),
        unit: text(programme, `${field}.unit`),
        year: text(programme, `${field}.year`),
        entry: programme.id,
        row,
      },
    ];
  });
}

/** How many of its own chips a company made or sold. */
function suppliesOf(chip: Fact): readonly CompanyFigure[] {
  return numbered(chip, 'supply').flatMap((field) => {
    const row = chip.rows.find((one) => one.field === `${field}.units`);
    if (row === undefined) return [];
    const year = text(chip, `${field}.year`);
    const what = `${text(chip, 'name')}: ${text(chip, `${field}.what`)}`;
    return [{ key: `${chip.id}.${field}`, title: what, unit: 'accelerators', year, entry: chip.id, row }];
  });
}

function costOf(fact: Fact): readonly CompanyFigure[] {
  const row = fact.rows.find(({ field }) => field === 'claim');
  if (row === undefined) return [];
  const [year = ''] = (row.date ?? '').split('-');
  return [{ key: fact.id, title: text(fact, 'title'), unit: text(fact, 'unit'), year, entry: fact.id, row }];
}

function eventOf(fact: Fact): readonly CompanyEvent[] {
  const row = fact.rows.find(({ field }) => field === 'claim');
  return row === undefined
    ? []
    : [{ id: fact.id, date: text(fact, 'date'), title: text(fact, 'title'), row }];
}

/** The key of a figure as a reader says it. */
export function inWords(key: string): string {
  const plain = key
    .replace(/-article$/u, ' (as the article prints it)')
    .replace(/-jointly$/u, ' (three buyers together)')
    .replaceAll('-', ' ')
    .replace(/\bcapex\b/u, 'capital expenditure')
    .replace(/\bnvidia hopper units\b/u, 'NVIDIA Hopper bought')
    .replace(/\bnvidia\b/u, 'NVIDIA')
    .replace(/\b(?:h20|h200|b200|usd|cny|910b|910c)\b/gu, (word) => word.toUpperCase());
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

function seriesOf(fact: Fact): CompanySeries {
  const points = numbered(fact, 'points').flatMap((field) => {
    const row =
      fact.rows.find((one) => one.field === `${field}.claim`) ?? fact.rows.find((one) => one.field === field);
    if (row === undefined) return [];
    const date = text(fact, `${field}.date`);
    return [{ date: date === '' ? (row.date ?? '') : date, row }];
  });
  return { id: fact.id, title: text(fact, 'title'), unit: text(fact, 'unit'), points };
}

function numbered(fact: Fact, list: string): readonly string[] {
  const found = fact.rows.flatMap(({ field }) => new RegExp(`^${list}\\.\\d+`, 'u').exec(field)?.[0] ?? []);
  return [...new Set(found)];
}

function text(fact: Fact, field: string): string {
  return fact.rows.find((row) => row.field === field)?.written ?? '';
}

/** A number as written in the catalog, in its unit; undefined where it is unknown. */
export function numberIn(row: FactRow): number | undefined {
  const value = Number(row.written.replaceAll(/[ ,]/gu, ''));
  return Number.isFinite(value) ? value : undefined;
}

/** Short forms of large numbers: `345M`, `180T`; money has its own. */
export function big(value: number): string {
  for (const [size, letter] of [
    [1e12, 'T'],
    [1e9, 'bn'],
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const) {
    if (Math.abs(value) >= size) return `${formatNumber(value / size)}${letter}`;
  }
  return formatNumber(value);
}

/** A figure as it is shown: three significant digits and its unit. */
export function shownFigure(unit: string, row: FactRow): string {
  const value = numberIn(row);
  if (value === undefined) return row.written;
  if (/^(?:USD|CNY|EUR)$/u.test(unit)) return shownMoney(value, unit).text;
  return unit === 'ratio' ? `${formatNumber(value * 100)} %` : `${big(value)} ${unit}`;
}
