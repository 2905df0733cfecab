import { assumedClaim } from '../evidence/index.ts';
import { requestsPerSecond, seconds, type Money } from '../quantity/index.ts';
import type { Path } from '../reading/index.ts';
import { resolveDemand } from './demand.ts';
import { say } from './messages.ts';
import type { Reader } from './reader.ts';
import type { ResolvedSite } from './resolved.ts';
import type { ResolvedClass, ResolvedService } from './resolved-work.ts';
import type { RawService } from './shape-work.ts';
import type { RawScenario } from './shape.ts';
import { checkCountries, sitesMeant } from './sites-meant.ts';

/** Every inference service: its mix of requests, its demand per quarter, and the sites that may serve it. */
export function resolveServices(
  reader: Reader,
  raw: RawScenario,
  sites: readonly ResolvedSite[],
): readonly ResolvedService[] {
  return Object.entries(raw.services ?? {}).map(([id, service]) =>
    resolveService(reader, id, service, sites),
  );
}

function resolveService(
  reader: Reader,
  id: string,
  service: RawService,
  sites: readonly ResolvedSite[],
): ResolvedService {
  const path = ['services', id];
  reader.find(reader.catalog.models, service.model, 'model', [...path, 'model']);
  const classes = resolveClasses(reader, service, path);
  const demand = resolveDemand(reader, service.demand, classes, [...path, 'demand']);
  const latency = (key: 'ttft' | 'tpot', what: string): number => {
    const at = [...path, key];
    return reader.number(reader.claim(service[key], 'duration', at), at, what, { positive: true });
  };
  return {
    id,
    name: service.name ?? id,
    model: service.model,
    residency: service.residency ?? [],
    sites: servingSites(reader, id, service, sites, path),
    classes,
    ...(service.formats !== undefined && { formats: service.formats }),
    ttft: seconds(latency('ttft', 'the time to the first token')),
    tpot: seconds(latency('tpot', 'the time per token')),
    statistic: service.statistic,
    peak: demand.peak.map(requestsPerSecond),
    mean: demand.mean.map(requestsPerSecond),
    unmetPenalty: unmetPenalty(reader, service, path),
  };
}

function resolveClasses(reader: Reader, service: RawService, path: Path): readonly ResolvedClass[] {
  const classes = Object.entries(service.classes).map(([id, entry]): ResolvedClass => {
    const at = (key: string): Path => [...path, 'classes', id, key];
    return {
      id,
      share: reader.number(
        reader.claim(entry.share, 'ratio', at('share')),
        at('share'),
        'the share of the class',
        { most: 1 },
      ),
      inputTokens: reader.number(
        reader.claim(entry.input, 'tokens', at('input')),
        at('input'),
        'the input length',
        { positive: true },
      ),
      outputTokens: reader.number(
        reader.claim(entry.output, 'tokens', at('output')),
        at('output'),
        'the output length',
        { positive: true },
      ),
      cachedInput:
        entry.cached === undefined
          ? 0
          : reader.number(
              reader.claim(entry.cached, 'ratio', at('cached')),
              at('cached'),
              'the cached part',
              { most: 1 },
            ),
    };
  });
  const sum = classes.reduce((total, entry) => total + entry.share, 0);
  if (Math.abs(sum - 1) > 1e-6) reader.report(say.sharesOff(reader.place([...path, 'classes'], 'key'), sum));
  return classes;
}

function servingSites(
  reader: Reader,
  id: string,
  service: RawService,
  sites: readonly ResolvedSite[],
  path: Path,
): readonly string[] {
  checkCountries(reader, service.residency ?? [], [...path, 'residency']);
  const meant = sitesMeant(reader, service, sites, path);
  const resident = meant.filter((site) => service.residency?.includes(site.country) ?? true);
  const fitting = resident.filter((site) => site.uses.includes('inference'));
  if (fitting.length === 0) {
    const why =
      resident.length > 0
        ? 'none of them is meant for inference'
        : meant.length > 0
          ? `it must stay in ${service.residency?.join(', ') ?? ''}`
          : 'none is in the sites and regions it names';
    reader.report(say.noSite(reader.place(path, 'key'), `the service \`${id}\``, why));
  }
  return fitting.map((site) => site.id);
}

const millionTokens = 1e6;

/** Per million tokens; by default far above what serving costs, so that demand is left unmet only when it must be. */
function unmetPenalty(reader: Reader, service: RawService, path: Path): number {
  const at = [...path, 'unmetPenalty'];
  const claim =
    service.unmetPenalty === undefined
      ? reader.borrow(
          assumedClaim<Money>(
            { amount: 10 / millionTokens, currency: 'USD' },
            '10 USD/M tokens',
            'default: above every price of serving in the catalog, so that demand is left unmet only when it must be',
          ),
          at,
        )
      : reader.claim(service.unmetPenalty, 'token-price', at);
  return reader.money(claim, at, 'the penalty of unmet demand') * millionTokens;
}
