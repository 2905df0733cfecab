import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { formatNumber } from '../../../src/quantity/index.ts';
import { ChartPanel } from '../charts/chart-panel.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { shownMoney } from '../kit/figures.tsx';
import { GradeMark, Mark } from '../kit/marks.tsx';
import { PageHead, Skeleton } from '../kit/page.tsx';
import { Panel } from '../kit/panel.tsx';
import {
  companiesFrom,
  numberIn,
  partOf,
  profileParts,
  type Company,
  type CompanyFigure,
} from '../know/companies.ts';
import { seriesChart } from '../know/company-charts.ts';
import { factsQuery, type FactRow } from '../know/facts.ts';
import { SourceCard } from '../know/source-card.tsx';
import { useAddress } from '../shell/use-search.ts';

const usual = ['bytedance', 'alibaba', 'tencent', 'baidu'];
const now = Date.now();

/** Companies side by side: what is reported of programmes, fleets, users and money; every figure opens its source. */
export function Companies(): ReactNode {
  const { search, set } = useAddress();
  const programmes = useQuery(factsQuery('programmes'));
  const series = useQuery(factsQuery('series'));
  const parties = useQuery(factsQuery('parties'));
  const all = useMemo(
    () => companiesFrom(programmes.data ?? [], series.data ?? [], parties.data ?? []),
    [programmes.data, series.data, parties.data],
  );
  const chosen = (search.systems ?? usual.join(',')).split(',');
  const shown = all.filter(({ id }) => chosen.includes(id));
  const ready = programmes.data !== undefined && series.data !== undefined && parties.data !== undefined;
  const [openId = '', openKey = ''] = (search.id ?? '').split('/');
  const figure = all
    .find(({ id }) => id === openId)
    ?.figures.find(({ programme, key }) => `${programme}.${key}` === openKey);
  const toggle = (id: string): void => {
    const next = chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id];
    set({ systems: next.join(',') || undefined });
  };
  return (
    <>
      <PageHead
        title="Companies"
        lead="What is reported of who builds how much: programmes, chips, users, money. Figures are as printed, disputed ones say so, and sums that do not add up are left as they are."
      />
      <div className="inline" role="group" aria-label="Companies shown">
        {all.map(({ id, name, figures, series: own }) => (
          <button
            key={id}
            type="button"
            className="chip"
            aria-pressed={chosen.includes(id)}
            onClick={() => toggle(id)}
          >
            {name} <span className="faint">{figures.length + own.length}</span>
          </button>
        ))}
      </div>
      {!ready ? (
        <Skeleton height="50vh" />
      ) : (
        <>
          <SideBySide companies={shown} />
          <div
            className="profiles"
            style={{
              gridTemplateColumns: `repeat(${Math.max(1, Math.min(shown.length, 4))}, minmax(15rem, 1fr))`,
            }}
          >
            {shown.map((company) => (
              <Profile
                key={company.id}
                company={company}
                onOpen={(one) => set({ id: `${company.id}/${one.programme}.${one.key}` })}
              />
            ))}
          </div>
        </>
      )}
      <Dialog
        open={figure !== undefined}
        onClose={() => set({ id: undefined })}
        title={figure === undefined ? '' : words(figure.key)}
        kind="side"
      >
        {figure !== undefined && (
          <SourceCard
            row={{ ...figure.row, written: written(figure), field: `${figure.programme} ${figure.year}` }}
            on={now}
          />
        )}
      </Dialog>
    </>
  );
}

/** The same measure of several companies on one scale, where they have one. */
function SideBySide({ companies }: { readonly companies: readonly Company[] }): ReactNode {
  const measures = [
    ['capex', 'Capital expenditure', /^capex-/u],
    ['users', 'Users active in a month', /(?<!over-)monthly-users$/u],
    ['tokens', 'Tokens processed per day', /daily-tokens$/u],
  ] as const;
  return (
    <div className="grid">
      {measures.flatMap(([id, title, topic]) => {
        const found = companies.flatMap(({ name, series }) =>
          series
            .filter((one) => topic.test(one.id) && one.points.length > 0)
            .map((one) => ({ ...one, company: name })),
        );
        return [...new Set(found.map(({ unit }) => unit))].map((unit) => {
          const lines = found
            .filter((one) => one.unit === unit)
            .map((one) => ({ name: one.title.length > 46 ? one.company : one.title, points: one.points }));
          return (
            <ChartPanel
              key={`${id}-${unit}`}
              span={6}
              spec={seriesChart(
                `${id}-${unit}`,
                title,
                `${unit}. Filled points have a primary or secondary source, hollow ones are estimates or disputed. Periods differ: years, quarters, twelve months, as each source counts.`,
                unit,
                lines,
              )}
            />
          );
        });
      })}
    </div>
  );
}

function Profile({
  company,
  onOpen,
}: {
  readonly company: Company;
  readonly onOpen: (figure: CompanyFigure) => void;
}): ReactNode {
  const { name, country, figures, series } = company;
  const disputed = figures.filter(({ row }) => row.status === 'disputed').length;
  const budget = figures.find(({ key }) => key === 'total-usd')?.row;
  const value = figures.find(({ key }) => key === 'valuation')?.row;
  const part =
    budget && value ? (numberIn(budget) ?? Number.NaN) / (numberIn(value) ?? Number.NaN) : Number.NaN;
  return (
    <Panel
      title={name}
      says={`${country === '' ? '' : `${new Intl.DisplayNames('en', { type: 'region' }).of(country) ?? country}. `}${figures.length} figures${disputed > 0 ? `, ${disputed} of them disputed` : ''}, ${series.length} series.`}
    >
      {Number.isFinite(part) && (
        <p>
          The programme of 2025 is <strong>{formatNumber(part * 100)} %</strong> of the value the company puts
          on itself.
        </p>
      )}
      {profileParts.map(({ id, title }) => {
        const own = figures.filter(({ unit }) => partOf(unit) === id);
        if (own.length === 0) return null;
        return (
          <details key={id} open={id === 'spending' || id === 'chips'}>
            <summary>
              <h3 style={{ display: 'inline' }}>{title}</h3> <span className="faint">{own.length}</span>
            </summary>
            <ul className="list rows">
              {own.map((figure) => (
                <li key={`${figure.programme} ${figure.key}`}>
                  <button type="button" className="figure-button" onClick={() => onOpen(figure)}>
                    <span>
                      {words(figure.key)} <span className="faint">{figure.year}</span>
                    </span>
                    <strong>{written(figure)}</strong>
                  </button>
                  <span className="inline">
                    {figure.row.written === 'unknown' ? (
                      <Mark shape="query" word={figure.row.reason ?? 'nobody says'} />
                    ) : (
                      <GradeMark grade={figure.row.grade ?? 'assumed'} status={figure.row.status} />
                    )}
                    {figure.row.note !== undefined && <span className="faint small">{figure.row.note}</span>}
                  </span>
                </li>
              ))}
            </ul>
          </details>
        );
      })}
      {series.length > 0 && (
        <details>
          <summary>
            <h3 style={{ display: 'inline' }}>Over time</h3> <span className="faint">{series.length}</span>
          </summary>
          <ul className="list rows">
            {series.map(({ id, title, unit, points }) => {
              const last = points.at(-1);
              return (
                <li key={id}>
                  {title}
                  <br />
                  <span className="dim small">
                    {points.length} points
                    {last === undefined ? '' : `, the last of ${last.date}: ${shownIn(unit, last.row)}`}
                  </span>
                </li>
              );
            })}
          </ul>
        </details>
      )}
      {figures.length === 0 && (
        <p className="dim">No programme of this company is reported in the catalog.</p>
      )}
    </Panel>
  );
}

function words(key: string): string {
  const text = key.replace(/-article$/u, ' (as the article prints it)').replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function written({ unit, row }: CompanyFigure): string {
  return shownIn(unit, row);
}

function shownIn(unit: string, row: FactRow): string {
  const value = numberIn(row);
  if (value === undefined) return row.written;
  if (/^(?:USD|CNY|EUR)$/u.test(unit)) return shownMoney(value, unit).text;
  return unit === 'ratio' ? `${formatNumber(value * 100)} %` : `${formatNumber(value)} ${unit}`;
}
