import type { ReactNode } from 'react';
import { GradeMark, Mark } from '../kit/marks.tsx';
import { Panel } from '../kit/panel.tsx';
import {
  inWords,
  numberIn,
  shownFigure,
  type Company,
  type CompanyFigure,
  type CompanySeries,
} from './companies.ts';
import type { FactRow } from './facts.ts';

/** Series whose last points are comparable, by what they count. */
const measures = [
  ['Users active in a month', /(?<!over-)monthly-users$/u],
  ['Tokens processed per day', /daily-tokens$/u],
  ['Cards of its own shipped in China, all buyers', /^china-cards-/u],
] as const;

/** What can be compared of several companies: one row a figure, one column a company; what nobody says stays empty or unknown. */
export function CompanyTable({
  companies,
  onOpen,
}: {
  readonly companies: readonly Company[];
  readonly onOpen: (company: Company, figure: CompanyFigure) => void;
}): ReactNode {
  const shared = keysOf(companies).filter(
    (key) => companies.filter(({ figures }) => latest(figures, key) !== undefined).length > 1,
  );
  const series = measures.filter(([, topic]) => companies.some((one) => lastOf(one, topic) !== undefined));
  if (companies.length < 2 || shared.length + series.length === 0) return null;
  return (
    <Panel
      title="The same figures"
      says="The latest of each, with its year. What three buyers did together is printed under each of them and must not be added up; an empty cell: the catalog has nothing."
      span={12}
    >
      <div className="table-wrap" tabIndex={0} role="region" aria-label="The same figures of each company">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Figure</th>
              {companies.map(({ id, name }) => (
                <th key={id} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shared.map((key) => (
              <tr key={key}>
                <th scope="row" className="row-name">
                  {inWords(key)}
                </th>
                {companies.map((company) => {
                  const figure = latest(company.figures, key);
                  return (
                    <td key={company.id}>
                      {figure !== undefined && (
                        <button
                          type="button"
                          className="figure-button"
                          onClick={() => onOpen(company, figure)}
                        >
                          <Cell figure={figure} />
                        </button>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
            {series.map(([title, topic]) => (
              <tr key={title}>
                <th scope="row" className="row-name">
                  {title}
                </th>
                {companies.map((company) => {
                  const found = lastOf(company, topic);
                  return (
                    <td key={company.id}>
                      {found !== undefined && (
                        <Cell figure={{ unit: found.unit, year: found.date, row: found.row }} />
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
            <tr>
              <th scope="row" className="row-name">
                Programme or spending of a year, part of the company’s value
              </th>
              {companies.map(({ id, figures }) => (
                <td key={id}>
                  <AgainstValue figures={figures} />
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function Cell({ figure }: { readonly figure: Pick<CompanyFigure, 'unit' | 'year' | 'row'> }): ReactNode {
  const { row, unit, year } = figure;
  return (
    <span className="cell">
      {row.written !== 'unknown' && <strong>{shownFigure(unit, row)}</strong>}
      <span className="inline small">
        {year !== '' && <span className="faint">{year}</span>}
        <RestsOn row={row} />
      </span>
    </span>
  );
}

/** What a figure rests on, or why there is none. */
export function RestsOn({ row }: { readonly row: FactRow }): ReactNode {
  if (row.written !== 'unknown') return <GradeMark grade={row.grade ?? 'assumed'} status={row.status} />;
  return (
    <>
      <Mark shape="query" word="unknown" />
      <span className="faint small">{row.reason}</span>
    </>
  );
}

/** Money of a year over the value of the company, where both are known in one currency. */
function AgainstValue({ figures }: { readonly figures: readonly CompanyFigure[] }): ReactNode {
  const found = againstValue(figures);
  return found === undefined ? (
    <Mark
      shape="query"
      word="unknown"
      title="Its value, or its spending in the currency of that value, is not in the catalog."
    />
  ) : (
    <span className="cell">
      <strong>{found.part}</strong>
      <span className="faint small">{found.says}</span>
    </span>
  );
}

/** The programme a company is said to have against the value it had then, in words. */
export function againstValue(
  figures: readonly CompanyFigure[],
): { readonly part: string; readonly says: string } | undefined {
  const spending = figures.find(({ key }) => key === 'total-usd') ?? latest(figures, 'capex');
  const value = figures.find(({ key, unit }) => key === 'valuation' && unit === spending?.unit);
  if (spending === undefined || value === undefined) return undefined;
  const [over, under] = [numberIn(spending.row), numberIn(value.row)];
  if (over === undefined || under === undefined || under <= 0) return undefined;
  return {
    part: shownFigure('ratio', { ...spending.row, written: String(over / under) }),
    says: `${shownFigure(spending.unit, spending.row)} of ${shownFigure(value.unit, value.row)}${
      spending.row.status === 'disputed' ? ', disputed' : ''
    }`,
  };
}

function keysOf(companies: readonly Company[]): readonly string[] {
  return [...new Set(companies.flatMap(({ figures }) => figures.map(({ key }) => key)))];
}

/** The latest figure of a key, by its year and then its day; what a plan was revised to comes before the plan. */
function latest(figures: readonly CompanyFigure[], key: string): CompanyFigure | undefined {
  const order = ({ year, key: own, row }: CompanyFigure): string =>
    [year.padStart(4), own === key ? 0 : 1, row.date ?? ''].join(' ');
  return figures
    .filter((one) => [key, `${key}-revised`, `${key}-raised`].includes(one.key))
    .toSorted((a, b) => (order(a) < order(b) ? 1 : -1))[0];
}

function lastOf(
  { series }: Company,
  topic: RegExp,
): (CompanySeries['points'][number] & { readonly unit: string }) | undefined {
  const found = series.find(({ id, points }) => topic.test(id) && points.length > 0);
  const point = found?.points.at(-1);
  return found === undefined || point === undefined ? undefined : { ...point, unit: found.unit };
}
