import { useQueries, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { parse } from 'yaml';
import type { PlanFile } from '../../../src/plan/index.ts';
import { address, get } from '../api/client.ts';
import { placesQuery, planQuery, scenarioQuery } from '../api/queries.ts';
import { VerdictMark } from '../kit/marks.tsx';
import { Skeleton } from '../kit/page.tsx';
import { Panel } from '../kit/panel.tsx';
import { Trouble } from '../kit/trouble.tsx';
import { useAddress } from '../shell/use-search.ts';
import { answerOn, dayBefore, questionsOf, turningDays } from './day-changes.ts';
import { entriesQuery, rulesQuery, type Rule } from './facts.ts';
import type { TimelineEntry } from './timeline.tsx';

/** What a day changes for the lines of the plan in question: answers before and after, and the rules of that day. */
export function DayChanges({ onRule }: { readonly onRule: (id: string) => void }): ReactNode {
  const { search } = useAddress();
  const plan = useQuery({ ...planQuery(search.plan ?? ''), enabled: search.plan !== undefined });
  if (search.plan === undefined) return null;
  if (plan.error !== null) return <Trouble error={plan.error} />;
  return plan.data === undefined ? <Skeleton height="10rem" /> : <OfPlan plan={plan.data} onRule={onRule} />;
}

function OfPlan({
  plan,
  onRule,
}: {
  readonly plan: PlanFile;
  readonly onRule: (id: string) => void;
}): ReactNode {
  const { search, set } = useAddress();
  const places = useQuery(placesQuery(plan.scenario));
  const text = useQuery(scenarioQuery(plan.scenario));
  const rules = useQuery(rulesQuery);
  const parties = useQuery(entriesQuery('parties'));
  const named = search.buyer ?? (text.data === undefined ? undefined : buyerIn(text.data.value));
  const known = parties.data?.some(({ id }) => id === named);
  const buyer = known === true ? named : undefined;
  const questions = questionsOf(plan, places.data ?? []);
  const asked = useQueries({
    queries: questions.map(({ accelerator, to, lessor }) => ({
      queryKey: ['timeline', accelerator, buyer, to, lessor],
      queryFn: () =>
        get<{ entries: readonly TimelineEntry[] }>(
          address('/v1/rules/timeline', { accelerator, buyer, to, 'lease-from': lessor }),
        ),
      enabled: buyer !== undefined,
      retry: false,
    })),
  });
  const refused = asked.find(({ error }) => error !== null)?.error ?? null;
  const ready = buyer !== undefined && asked.length > 0 && asked.every(({ data }) => data !== undefined);
  const days = turningDays(asked.map(({ data }) => data?.entries ?? []));
  const day = search.asOf ?? days[0] ?? plan.asOf;
  const rows = questions.flatMap((question, index) =>
    question.uses.map((use) => {
      const entries = asked[index]?.data?.entries ?? [];
      const [before, after] = [answerOn(entries, use, dayBefore(day)), answerOn(entries, use, day)];
      return { question, use, before, after, changed: before?.verdict !== after?.verdict };
    }),
  );
  const changed = rows.filter((row) => row.changed).length;
  return (
    <Panel
      title="What a day changes for this plan"
      says={`Every chip, place and use of ${plan.title}, asked for ${named ?? 'its buyer'} with what was known on each day. Licences and conditions of the scenario are in the verdicts of the plan, not here.`}
    >
      <div className="inline">
        <label className="field">
          The day
          <input
            type="date"
            value={day}
            onChange={({ target }) => set({ asOf: target.value || undefined })}
          />
        </label>
        <span className="dim">Answers turned on</span>
        {days.map((each) => (
          <button
            key={each}
            type="button"
            className="chip"
            aria-pressed={each === day}
            onClick={() => set({ asOf: each })}
          >
            {each}
          </button>
        ))}
      </div>
      {known === false && named !== undefined && (
        <p className="note">
          {named} is a party of the scenario alone, which cannot be asked about here. Choose a buyer of the
          catalog that is like it above.
        </p>
      )}
      {refused !== null && <Trouble error={refused} />}
      {ready ? (
        <>
          <p role="status">
            {changed === 0
              ? `On ${day} no answer for this plan changes.`
              : `On ${day} ${changed} of ${rows.length} answers change.`}
          </p>
          <OfTheDay rules={rules.data ?? []} day={day} onRule={onRule} />
          <div
            className="table-wrap"
            tabIndex={0}
            role="region"
            aria-label="Answers before and from that day on"
          >
            <table className="table">
              <thead>
                <tr>
                  {['Systems', 'Goes to', 'Use', 'The day before', 'From that day', 'Why'].map((title) => (
                    <th key={title} scope="col">
                      {title}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows
                  .toSorted((a, b) => Number(b.changed) - Number(a.changed))
                  .map(({ question, use, before, after }) => (
                    <tr key={[question.accelerator, question.to, question.lessor, use].join(' ')}>
                      <th scope="row">
                        {question.systems.join(', ')}
                        {question.lessor !== undefined && (
                          <span className="faint"> rented from {question.lessor}</span>
                        )}
                      </th>
                      <td>{question.to}</td>
                      <td>{use}</td>
                      <td>{before === undefined ? '–' : <VerdictMark verdict={before.verdict} />}</td>
                      <td>{after === undefined ? '–' : <VerdictMark verdict={after.verdict} />}</td>
                      <td>{after?.reason}</td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </div>
        </>
      ) : (
        refused === null && known !== false && <Skeleton height="8rem" />
      )}
    </Panel>
  );
}

/** Rules that were published, began or ended on a day. */
function OfTheDay({
  rules,
  day,
  onRule,
}: {
  readonly rules: readonly Rule[];
  readonly day: string;
  readonly onRule: (id: string) => void;
}): ReactNode {
  const found = rules.flatMap(({ id, title, published, effective, until }) => {
    const what = [
      published === day ? 'published' : undefined,
      effective === day ? 'in force from then' : undefined,
      until?.date === day ? 'ended' : undefined,
    ].filter((word) => word !== undefined);
    return what.length === 0 ? [] : [{ id, title, what: what.join(', ') }];
  });
  if (found.length === 0) return <p className="dim">No rule was published, began or ended on that day.</p>;
  return (
    <ul className="list">
      {found.map(({ id, title, what }) => (
        <li key={id}>
          <button
            type="button"
            className="button quiet small"
            style={{ whiteSpace: 'normal', textAlign: 'left' }}
            onClick={() => onRule(id)}
          >
            {title}
          </button>{' '}
          <span className="dim">{what}</span>
        </li>
      ))}
    </ul>
  );
}

/** The buyer a scenario names. */
function buyerIn(text: string): string | undefined {
  try {
    const { buyer } = parse(text) as { readonly buyer?: unknown };
    return typeof buyer === 'string' ? buyer : undefined;
  } catch {
    return undefined;
  }
}
