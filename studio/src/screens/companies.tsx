import { useQueries } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { ChartPanel } from '../charts/chart-panel.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { GradeMark, Mark } from '../kit/marks.tsx';
import { PageHead, Skeleton } from '../kit/page.tsx';
import { Panel } from '../kit/panel.tsx';
import { Trouble } from '../kit/trouble.tsx';
import {
  companiesFrom,
  companyKinds,
  partOf,
  profileParts,
  shownFigure,
  type Company,
  type CompanyFacts,
  type CompanyFigure,
} from '../know/companies.ts';
import { seriesChart } from '../know/company-charts.ts';
import { againstValue, CompanyTable, RestsOn } from '../know/company-table.tsx';
import { factsQuery, type Fact } from '../know/facts.ts';
import { SourceCard } from '../know/source-card.tsx';
import { useAddress } from '../shell/use-search.ts';

const usual = ['bytedance', 'alibaba', 'tencent', 'baidu'];
const now = Date.now();

/** Companies side by side: what is reported of programmes, fleets, users and money; every figure opens its source. */
export function Companies(): ReactNode {
  const { search, set } = useAddress();
  const { facts, error } = useQueries({ queries: companyKinds.map(factsQuery), combine: together });
  const all = useMemo(() => (facts === undefined ? [] : companiesFrom(facts)), [facts]);
  const chosen = (search.systems ?? usual.join(',')).split(',');
  const shown = all.filter(({ id }) => chosen.includes(id));
  const [openId = '', openKey = ''] = (search.id ?? '').split('/');
  const figure = all.find(({ id }) => id === openId)?.figures.find((one) => idOf(one) === openKey);
  const open = (company: Company, one: CompanyFigure): void => set({ id: `${company.id}/${idOf(one)}` });
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
      {error !== null ? (
        <Trouble error={error} />
      ) : facts === undefined ? (
        <Skeleton height="50vh" />
      ) : (
        <>
          <div className="grid">
            <CompanyTable companies={shown} onOpen={open} />
          </div>
          <SideBySide companies={shown} />
          <div
            className="profiles"
            style={{
              gridTemplateColumns: `repeat(${Math.max(1, Math.min(shown.length, 4))}, minmax(15rem, 1fr))`,
            }}
          >
            {shown.map((company) => (
              <Profile key={company.id} company={company} onOpen={(one) => open(company, one)} />
            ))}
          </div>
        </>
      )}
      <Dialog
        open={figure !== undefined}
        onClose={() => set({ id: undefined })}
        title={figure?.title ?? ''}
        kind="side"
      >
        {figure !== undefined && (
          <SourceCard
            row={{
              ...figure.row,
              written: shownFigure(figure.unit, figure.row),
              field: `${figure.entry} ${figure.year}`,
            }}
            on={now}
          />
        )}
      </Dialog>
    </>
  );
}

/** The kinds of facts once all are here. */
function together(
  results: readonly { readonly data: readonly Fact[] | undefined; readonly error: Error | null }[],
): { readonly facts: CompanyFacts | undefined; readonly error: Error | null } {
  const error = results.find((one) => one.error !== null)?.error ?? null;
  const found = Object.fromEntries(companyKinds.map((kind, index) => [kind, results[index]?.data]));
  const whole = results.every(({ data }) => data !== undefined);
  return { facts: whole ? (found as CompanyFacts) : undefined, error };
}

function idOf({ entry, key }: CompanyFigure): string {
  return `${entry}.${key}`;
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
  const { name, country, figures, series, events } = company;
  const disputed = figures.filter(({ row }) => row.status === 'disputed').length;
  const value = againstValue(figures);
  return (
    <Panel
      title={name}
      says={`${country === '' ? '' : `${new Intl.DisplayNames('en', { type: 'region' }).of(country) ?? country}. `}${figures.length} figures${disputed > 0 ? `, ${disputed} of them disputed` : ''}, ${series.length} series, ${events.length} events.`}
    >
      <p>
        {value === undefined ? (
          <Mark shape="query" word="spending against value: not in the catalog" />
        ) : (
          <>
            Spending is <strong>{value.part}</strong> of the company’s value: {value.says}.
          </>
        )}
      </p>
      {profileParts.map(({ id, title }) => {
        const own = figures.filter(({ unit }) => partOf(unit) === id);
        if (own.length === 0) return null;
        const rest = own.slice(atOnce);
        return (
          <details key={id} open={id === 'spending' || id === 'chips'}>
            <summary>
              <h3 style={{ display: 'inline' }}>{title}</h3> <span className="faint">{own.length}</span>
            </summary>
            <Figures figures={own.slice(0, atOnce)} onOpen={onOpen} />
            {rest.length > 0 && (
              <details>
                <summary className="dim">{rest.length} more</summary>
                <Figures figures={rest} onOpen={onOpen} />
              </details>
            )}
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
                    {last === undefined ? '' : `, the last of ${last.date}: ${shownFigure(unit, last.row)}`}
                  </span>
                </li>
              );
            })}
          </ul>
        </details>
      )}
      {events.length > 0 && (
        <details>
          <summary>
            <h3 style={{ display: 'inline' }}>What happened</h3>{' '}
            <span className="faint">{events.length}</span>
          </summary>
          <ul className="list rows">
            {events.map(({ id, date, title, row }) => (
              <li key={id}>
                <span>
                  <span className="faint">{date}</span> {title}
                </span>
                <br />
                <span className="dim small">{row.written}</span>{' '}
                <GradeMark grade={row.grade ?? 'assumed'} status={row.status} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {figures.length === 0 && (
        <p className="dim">No programme of this company is reported in the catalog.</p>
      )}
    </Panel>
  );
}

/** Figures of a part that are shown at once. */
const atOnce = 8;

function Figures({
  figures,
  onOpen,
}: {
  readonly figures: readonly CompanyFigure[];
  readonly onOpen: (figure: CompanyFigure) => void;
}): ReactNode {
  return (
    <ul className="list rows">
      {figures.map((figure) => (
        <li key={`${idOf(figure)} ${figure.year}`}>
          <button type="button" className="figure-button" onClick={() => onOpen(figure)}>
            <span>
              {figure.title} <span className="faint">{figure.year}</span>
            </span>
            <strong>{figure.row.written === 'unknown' ? '' : shownFigure(figure.unit, figure.row)}</strong>
          </button>
          <span className="inline">
            <RestsOn row={figure.row} />
            {figure.row.note !== undefined && <span className="faint small">{figure.row.note}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
