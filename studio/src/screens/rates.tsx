import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { address, get } from '../api/client.ts';
import { ChartPanel } from '../charts/chart-panel.tsx';
import { Figure, Headline, shownNumber, shownPercent, shownTime, type Shown } from '../kit/figures.tsx';
import { Mark } from '../kit/marks.tsx';
import { Empty, PageHead, Skeleton } from '../kit/page.tsx';
import { Panel } from '../kit/panel.tsx';
import { Trouble } from '../kit/trouble.tsx';
import { entriesQuery } from '../know/facts.ts';
import {
  comparisonChart,
  frontierChart,
  operatorChart,
  type ComparedRate,
  type Rate,
} from '../know/rate-charts.ts';
import { useAddress } from '../shell/use-search.ts';
import { Select } from './rules.tsx';

const usual = 'hgx-h20-96,hgx-h100,atlas-800t-a2-910b2,cloudmatrix-384';
const levels = ['spec sheet with class priors', 'operator data', 'measured end to end'];

/** What systems do for a model within a service level: compare, then look inside one. */
export function Rates(): ReactNode {
  const { search, set } = useAddress();
  const models = useQuery(entriesQuery('models'));
  const all = useQuery(entriesQuery('systems'));
  const model = search.model ?? 'Qwen3-235B-A22B';
  const chosen = useMemo(() => {
    const known = new Set((all.data ?? []).map(({ id }) => id));
    const wanted = (search.systems ?? usual).split(',');
    const found = wanted.filter((id) => known.has(id));
    return found.length > 0 ? found : (all.data ?? []).slice(0, 4).map(({ id }) => id);
  }, [all.data, search.systems]);
  const slo = search.what ?? 'ttft=2s,tpot=50ms';
  const compared = useQuery({
    queryKey: ['rates', model, chosen.join(','), slo],
    queryFn: ({ signal }) =>
      get<{ items: readonly ComparedRate[] }>(
        address('/v1/rates/compare', { model, systems: chosen.join(','), slo }),
        signal,
      ),
    enabled: chosen.length > 0,
    retry: false,
    placeholderData: (before) => before,
  });
  const rated = (compared.data?.items ?? []).flatMap(({ system, rate }) =>
    rate === null ? [] : [{ system, rate }],
  );
  const unrated = (compared.data?.items ?? []).filter(({ rate }) => rate === null);
  const open = rated.find(({ system }) => system === search.id) ?? rated[0];
  return (
    <>
      <PageHead
        title="Rates"
        lead="What one system does for one model within a service level, worked out from first principles and anchored where somebody measured. Every rate has an interval."
      />
      <Panel title="The question">
        <div className="sliders">
          <Select
            label="Model"
            value={model}
            options={models.data}
            onChange={(value) => set({ model: value })}
          />
          <label className="field">
            Service level
            <select value={slo} onChange={({ target }) => set({ what: target.value })}>
              {['ttft=1s,tpot=25ms', 'ttft=2s,tpot=50ms', 'ttft=4s,tpot=80ms', 'ttft=10s,tpot=200ms'].map(
                (one) => (
                  <option key={one}>{one}</option>
                ),
              )}
            </select>
          </label>
          <label className="field">
            Add a system
            <select value="" onChange={({ target }) => set({ systems: [...chosen, target.value].join(',') })}>
              <option value="">…</option>
              {(all.data ?? [])
                .filter(({ id }) => !chosen.includes(id))
                .map(({ id, title }) => (
                  <option key={id} value={id}>
                    {title === '' ? id : title}
                  </option>
                ))}
            </select>
          </label>
        </div>
        <div className="inline">
          {chosen.map((id) => (
            <button
              key={id}
              type="button"
              className="chip"
              aria-label={`Remove ${id}`}
              onClick={() => set({ systems: chosen.filter((one) => one !== id).join(',') || undefined })}
            >
              {id} ×
            </button>
          ))}
        </div>
      </Panel>
      {compared.error !== null && <Trouble error={compared.error} />}
      {compared.data === undefined ? (
        compared.error === null && <Skeleton height="24rem" />
      ) : rated.length === 0 ? (
        <Empty title="None of these can serve it">
          {unrated.map(({ system, none }) => `${system}: ${none?.why ?? ''}`).join(' · ')}
        </Empty>
      ) : (
        <div className="grid" style={{ opacity: compared.isPlaceholderData ? 0.6 : 1 }}>
          <ChartPanel spec={comparisonChart(rated)} span={6} />
          <ChartPanel spec={frontierChart(rated)} span={6} />
          {unrated.length > 0 && (
            <Panel title="Not rated">
              <ul className="list">
                {unrated.map(({ system, none }) => (
                  <li key={system}>
                    <Mark shape="query" word={system} /> {none?.why}
                  </li>
                ))}
              </ul>
            </Panel>
          )}
          {open !== undefined && <Inside rates={rated} open={open} onOpen={(id) => set({ id })} />}
        </div>
      )}
    </>
  );
}

function Inside({
  rates,
  open: { system, rate },
  onOpen,
}: {
  readonly rates: readonly { readonly system: string; readonly rate: Rate }[];
  readonly open: { readonly system: string; readonly rate: Rate };
  readonly onOpen: (system: string) => void;
}): ReactNode {
  const { requestsPerSecond, ttft, tpot, configuration, boundBy, level, lineage, assumptions } = rate.rate;
  const { prefill } = configuration;
  const replicas = Number(configuration.replicasPerSystem.toFixed(3));
  const prompts =
    prefill === undefined
      ? ''
      : ` Prompts run apart, tensor parallel ${prefill.tensorParallel}, on ${Math.round(prefill.part * 100)} % of the systems.`;
  return (
    <>
      <Panel
        title={`Inside ${system}`}
        says={`${configuration.precision}, tensor parallel ${configuration.tensorParallel}, ${replicas} replicas per system, ${configuration.batch} requests at once; bound by ${boundBy}.${prompts}`}
        tools={
          <label>
            <span className="hidden">System to look into</span>
            <select value={system} onChange={({ target }) => onOpen(target.value)}>
              {rates.map((one) => (
                <option key={one.system}>{one.system}</option>
              ))}
            </select>
          </label>
        }
      >
        <dl className="figures">
          <Headline
            name="Requests per second, one system"
            value={<Figure of={shownNumber(requestsPerSecond.value)} />}
            beside={between(shownNumber(requestsPerSecond.low), shownNumber(requestsPerSecond.high))}
          />
          <Headline
            name="Time to the first token"
            value={<Figure of={shownTime(ttft.value)} />}
            beside={between(shownTime(ttft.low), shownTime(ttft.high))}
          />
          <Headline
            name="Time per token"
            value={<Figure of={shownTime(tpot.value)} />}
            beside={between(shownTime(tpot.low), shownTime(tpot.high))}
          />
          <Headline
            name="Memory for weights"
            value={<Figure of={shownPercent(rate.memory.weights / rate.memory.total)} />}
            beside={
              <>
                the cache has <Figure of={shownPercent(rate.memory.cache / rate.memory.total)} />
              </>
            }
          />
          <Headline name="Level of trust" value={level} beside={levels[level]} />
        </dl>
        <details>
          <summary>
            What it rests on: {lineage.length} claims, {assumptions.length} assumptions
          </summary>
          <ul className="list small" style={{ marginTop: '0.5rem' }}>
            {[...assumptions, ...lineage].map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </details>
      </Panel>
      <ChartPanel
        spec={operatorChart('A step of answering (decode)', 'decode-step', rate.decodeStep)}
        span={6}
      />
      <ChartPanel
        spec={operatorChart('A step of reading (prefill)', 'prefill-step', rate.prefillStep)}
        span={6}
      />
    </>
  );
}

function between(low: Shown, high: Shown): string {
  return `${low.text} to ${high.text}`;
}
