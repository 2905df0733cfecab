import type { ReactNode } from 'react';
import { VerdictMark } from '../kit/marks.tsx';

/** One stretch of time with one answer. */
export interface TimelineEntry {
  readonly date: string;
  readonly use: string;
  readonly verdict: string;
  readonly category: string | null;
  readonly dutyRate: number | null;
  readonly feeRate: number | null;
  readonly reason: string;
  readonly rules: readonly string[];
}

const tones: Readonly<Record<string, string>> = {
  allowed: 'var(--good)',
  conditions: 'var(--warn)',
  licence: 'var(--bad)',
  unknown: 'var(--bad)',
  denied: 'var(--bad)',
};
/** Textures repeat what colour says. */
const textures: Readonly<Record<string, string>> = {
  allowed: 'none',
  conditions: 'repeating-linear-gradient(135deg, transparent 0 5px, rgb(255 255 255 / 35%) 5px 7px)',
  licence: 'repeating-linear-gradient(90deg, transparent 0 5px, rgb(255 255 255 / 40%) 5px 7px)',
  unknown: 'repeating-linear-gradient(45deg, transparent 0 3px, rgb(255 255 255 / 55%) 3px 6px)',
  denied: 'none',
};

/** The answers for each use on a line of time, and the same in words. */
export function Timeline({
  entries,
  onRule,
}: {
  readonly entries: readonly TimelineEntry[];
  readonly onRule: (id: string) => void;
}): ReactNode {
  const uses = [...new Set(entries.map(({ use }) => use))];
  const start = Date.parse('2022-06-01');
  const end = Math.max(Date.parse('2026-12-31'), ...entries.map(({ date }) => Date.parse(date)));
  const at = (date: string): number => Math.max(0, (Date.parse(date) - start) / (end - start)) * 100;
  const years = ['2023', '2024', '2025', '2026'];
  return (
    <div className="stack">
      <div
        aria-hidden="true"
        style={{ position: 'relative', display: 'grid', gap: '0.5rem', paddingBottom: '1.3rem' }}
      >
        {uses.map((use) => {
          const own = entries.filter((entry) => entry.use === use);
          return (
            <div
              key={use}
              style={{ display: 'grid', gridTemplateColumns: '5.5rem 1fr', alignItems: 'center' }}
            >
              <span className="dim small">{use}</span>
              <div style={{ position: 'relative', height: 26 }}>
                {own.map((entry, index) => {
                  const next = own[index + 1]?.date;
                  const left = at(entry.date);
                  const right = next === undefined ? 100 : at(next);
                  if (right <= 0) return null;
                  return (
                    <div
                      key={entry.date}
                      title={`${entry.date}: ${entry.verdict}. ${entry.reason}`}
                      style={{
                        position: 'absolute',
                        left: `${left}%`,
                        width: `calc(${right - left}% - 2px)`,
                        top: 0,
                        bottom: 0,
                        borderRadius: 3,
                        background: tones[entry.verdict],
                        backgroundImage: textures[entry.verdict],
                        backgroundColor: tones[entry.verdict],
                        overflow: 'hidden',
                        color: 'var(--card)',
                        fontSize: '0.8rem',
                        padding: '3px 6px',
                        whiteSpace: 'nowrap',
                      }}
                    />
                  );
                })}
              </div>
            </div>
          );
        })}
        <div style={{ position: 'absolute', left: '5.5rem', right: 0, bottom: 0, height: '1.1rem' }}>
          {years.map((year) => (
            <span
              key={year}
              className="faint small"
              style={{
                position: 'absolute',
                left: `${at(`${year}-01-01`)}%`,
                borderLeft: '1px solid var(--line-2)',
                paddingLeft: 4,
              }}
            >
              {year}
            </span>
          ))}
        </div>
      </div>
      <div className="table-wrap" tabIndex={0} role="region" aria-label="The answers in words">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col">Use</th>
              <th scope="col">Answer</th>
              <th scope="col">Why</th>
              <th scope="col">Rules</th>
            </tr>
          </thead>
          <tbody>
            {entries.toReversed().map((entry) => (
              <tr key={`${entry.date} ${entry.use}`}>
                <th scope="row" className="nowrap">
                  {entry.date}
                </th>
                <td>{entry.use}</td>
                <td>
                  <VerdictMark verdict={entry.verdict} />
                </td>
                <td>
                  {entry.reason}
                  {(entry.dutyRate ?? 0) > 0 && ` · duty ${((entry.dutyRate ?? 0) * 100).toPrecision(3)} %`}
                  {(entry.feeRate ?? 0) > 0 && ` · charge ${((entry.feeRate ?? 0) * 100).toPrecision(3)} %`}
                </td>
                <td>
                  <span className="inline">
                    {entry.rules.map((rule) => (
                      <button key={rule} type="button" className="chip" onClick={() => onRule(rule)}>
                        {rule}
                      </button>
                    ))}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
