import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { address, get } from '../api/client.ts';
import { DataTable, type Column } from '../kit/data-table.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { GradeMark, Mark } from '../kit/marks.tsx';
import { PageHead, Skeleton } from '../kit/page.tsx';
import { Panel } from '../kit/panel.tsx';
import { Trouble } from '../kit/trouble.tsx';
import { DayChanges } from '../know/day-changes-panel.tsx';
import { entriesQuery, rulesQuery, sourcesQuery, type Rule } from '../know/facts.ts';
import { Timeline, type TimelineEntry } from '../know/timeline.tsx';
import { SourceRef } from '../plan/basis.tsx';
import { useAddress } from '../shell/use-search.ts';

/** The rules: how the answer for a chip and a buyer changed over time, and every rule with its text and dates. */
export function Rules(): ReactNode {
  const { search, set } = useAddress();
  const accelerators = useQuery(entriesQuery('accelerators'));
  const parties = useQuery(entriesQuery('parties'));
  const rules = useQuery(rulesQuery);
  const accelerator = search.accelerator ?? 'nvidia-h20-96';
  const buyer = search.buyer ?? 'bytedance';
  const to = search.site;
  const timeline = useQuery({
    queryKey: ['timeline', accelerator, buyer, to],
    queryFn: () =>
      get<{ entries: readonly TimelineEntry[] }>(address('/v1/rules/timeline', { accelerator, buyer, to })),
    retry: false,
  });
  const open = rules.data?.find(({ id }) => id === search.id);
  return (
    <>
      <PageHead
        title="Rules"
        lead="How the answer changed, day by day, for one chip, one buyer and one place; and why. The studio says “consistent with the rules of that day”; it gives no legal advice and looks for no way around a rule."
      />
      <Panel
        title="How the answer changed"
        says="Each stretch is one answer; what is unknown counts as no. Open a rule to read it."
      >
        <div className="sliders">
          <Select
            label="Accelerator"
            value={accelerator}
            options={accelerators.data}
            onChange={(value) => set({ accelerator: value })}
          />
          <Select
            label="Buyer"
            value={buyer}
            options={parties.data}
            onChange={(value) => set({ buyer: value })}
          />
          <label className="field">
            Where it goes
            <select
              value={to ?? ''}
              onChange={({ target }) => set({ site: target.value === '' ? undefined : target.value })}
            >
              <option value="">The country of the buyer</option>
              {['CN', 'MY', 'SG', 'TH', 'NO', 'JP', 'DE', 'US'].map((country) => (
                <option key={country} value={country}>
                  {new Intl.DisplayNames('en', { type: 'region' }).of(country)}
                </option>
              ))}
            </select>
          </label>
        </div>
        {timeline.error !== null && <Trouble error={timeline.error} />}
        {timeline.data === undefined ? (
          timeline.error === null && <Skeleton height="14rem" />
        ) : (
          <Timeline entries={timeline.data.entries} onRule={(id) => set({ id })} />
        )}
      </Panel>
      <DayChanges onRule={(id) => set({ id })} />
      <Panel
        title="The rulebook"
        says={`${rules.data?.length ?? 0} rules, the newest first. A rule that ended stays: history is asked for too.`}
      >
        {rules.data === undefined ? (
          <Skeleton />
        ) : (
          <DataTable
            label="The rulebook"
            columns={columns}
            rows={rules.data}
            keyOf={({ id }) => id}
            selected={search.id}
            onOpen={({ id }) => set({ id })}
            sorting={{ column: 'published', down: true }}
            height="34rem"
          />
        )}
      </Panel>
      <Dialog
        open={open !== undefined}
        onClose={() => set({ id: undefined })}
        title={open?.title ?? ''}
        kind="side"
      >
        {open !== undefined && <RuleCard rule={open} onRule={(id) => set({ id })} />}
      </Dialog>
    </>
  );
}

const effectWords: Readonly<Record<string, string>> = {
  allow: 'allows',
  notify: 'asks for a notification',
  licence: 'asks for a licence',
  deny: 'denies',
  uncertain: 'leaves open',
  advise: 'advises',
  share: 'asks for a domestic part',
  cap: 'caps quantities',
  duty: 'sets a duty',
  fee: 'sets a charge',
};

const columns: readonly Column<Rule>[] = [
  { id: 'title', title: 'Rule', head: true, sort: ({ title }) => title, cell: ({ title }) => title },
  {
    id: 'jurisdiction',
    title: 'Of',
    sort: ({ jurisdiction }) => jurisdiction,
    cell: ({ jurisdiction }) => jurisdiction,
  },
  { id: 'gate', title: 'Guards', sort: ({ gate }) => gate, cell: ({ gate }) => gate },
  {
    id: 'effect',
    title: 'What it does',
    sort: ({ effect }) => effect.kind,
    cell: ({ effect }) => effectWords[effect.kind] ?? effect.kind,
  },
  {
    id: 'published',
    title: 'Published',
    sort: ({ published }) => published,
    cell: ({ published }) => <span className="nowrap">{published}</span>,
  },
  {
    id: 'effective',
    title: 'In force',
    sort: ({ effective }) => effective,
    cell: ({ effective, until }) => (
      <span className="nowrap">
        {effective}
        {until ? ` to ${until.date}` : ''}
      </span>
    ),
  },
  { id: 'grade', title: 'Source', cell: ({ grade }) => <GradeMark grade={grade} /> },
];

function RuleCard({
  rule,
  onRule,
}: {
  readonly rule: Rule;
  readonly onRule: (id: string) => void;
}): ReactNode {
  const sources = useQuery(sourcesQuery);
  const { kind, ...effect } = rule.effect;
  return (
    <div className="stack">
      <div className="inline">
        <Mark shape="square" word={rule.jurisdiction} />
        <Mark shape="square" word={rule.gate} />
        <GradeMark grade={rule.grade} />
        {rule.informative && <Mark shape="ring" word="recorded, never evaluated" />}
      </div>
      <dl className="facts">
        <dt>Text</dt>
        <dd>{rule.text}</dd>
        <dt>Made by</dt>
        <dd>{rule.authority}</dd>
        <dt>Published</dt>
        <dd>{rule.published}</dd>
        <dt>In force</dt>
        <dd>
          from {rule.effective}
          {rule.until && ` to ${rule.until.date}: ${rule.until.why}`}
        </dd>
        <dt>It {effectWords[kind] ?? kind}</dt>
        <dd>
          {Object.entries(effect)
            .map(
              ([key, value]) =>
                `${key}: ${Array.isArray(value) ? value.join('; ') : typeof value === 'object' && value !== null && 'written' in value ? String(value.written) : String(value)}`,
            )
            .join(' · ') || '–'}
        </dd>
        <dt>When</dt>
        <dd>
          <code>{rule.when}</code>
        </dd>
        {rule.supersedes.length > 0 && (
          <>
            <dt>Takes the place of</dt>
            <dd className="inline">
              {rule.supersedes.map((id) => (
                <button key={id} type="button" className="chip" onClick={() => onRule(id)}>
                  {id}
                </button>
              ))}
            </dd>
          </>
        )}
      </dl>
      {rule.notes.map((note) => (
        <p key={note} className="note">
          {note}
        </p>
      ))}
      <h3>Sources</h3>
      <ul className="list">
        {rule.sources.map((key) => {
          const source = sources.data?.get(key);
          return (
            <li key={key}>
              {source?.title ?? key} {source && <GradeMark grade={source.grade} />}
              <br />
              {source && <SourceRef text={source.ref} />}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** One of many entries, by name. */
export function Select({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly id: string; readonly title: string }[] | undefined;
  readonly onChange: (value: string) => void;
}): ReactNode {
  return (
    <label className="field">
      {label}
      <select value={value} onChange={({ target }) => onChange(target.value)}>
        {(options ?? [{ id: value, title: value }]).map(({ id, title }) => (
          <option key={id} value={id}>
            {title === '' ? id : title}
          </option>
        ))}
      </select>
    </label>
  );
}
