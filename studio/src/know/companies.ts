import type { Fact, FactRow } from './facts.ts';

/** A reported figure of a company. */
export interface CompanyFigure {
  readonly key: string;
  readonly unit: string;
  readonly year: string;
  readonly programme: string;
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
}

/** Which series tell of which company: the catalog names series by their topic, not by a party. */
const topics: Readonly<Record<string, RegExp>> = {
  bytedance: /^(?:capex-bytedance|doubao-|price-(?:doubao|seed))/u,
  alibaba: /^(?:capex-alibaba|qwen-)/u,
  tencent: /^(?:capex-tencent|yuanbao-)/u,
  huawei: /(?:^|-)huawei(?:-|$)/u,
  amazon: /(?:^|-)amazon$/u,
  alphabet: /^(?:capex-alphabet|google-)/u,
  microsoft: /^capex-microsoft/u,
  meta: /^capex-meta/u,
  openai: /^(?:chatgpt|openai)-/u,
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

/** Companies of the catalog: everything programmes and series say, nothing else. Those with most figures first. */
export function companiesFrom(
  programmes: readonly Fact[],
  series: readonly Fact[],
  parties: readonly Fact[],
): readonly Company[] {
  const ids = [...new Set([...programmes.map((one) => text(one, 'party')), ...Object.keys(topics)])].filter(
    (id) => id !== '',
  );
  return ids
    .map((id): Company => {
      const party = parties.find((one) => one.id === id);
      const topic = topics[id];
      return {
        id,
        name: party === undefined ? id : text(party, 'name'),
        country: party === undefined ? '' : text(party, 'country'),
        figures: programmes.filter((one) => text(one, 'party') === id).flatMap(figuresOf),
        series: topic === undefined ? [] : series.filter((one) => topic.test(one.id)).map(seriesOf),
      };
    })
    .filter(({ figures, series: own }) => figures.length + own.length > 0)
    .toSorted((a, b) => b.figures.length + b.series.length - a.figures.length - a.series.length);
}

function figuresOf(programme: Fact): readonly CompanyFigure[] {
  return numbered(programme, 'figures').flatMap((field) => {
    const row = programme.rows.find((one) => one.field === `${field}.claim`);
    if (row === undefined) return [];
    return [
      {
        key: text(programme, `${field}.key`),
        unit: text(programme, `${field}.unit`),
        year: text(programme, `${field}.year`),
        programme: programme.id,
        row,
      },
    ];
  });
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
