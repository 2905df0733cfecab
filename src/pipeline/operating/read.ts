import type { Catalog } from '../../catalog/index.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import type { ResolvedScenario } from '../../scenario/index.ts';
import type { Operating } from '../../simulation/index.ts';
import { operatingDefaults, type OperatingWish } from './wish.ts';

const year = 31_557_600;

/** The fleet's way of running that a wish means, and what is wrong with the wish: names that the scenario does not know, fields that want others. */
export function readOperating(
  wish: OperatingWish,
  { catalog, scenario }: { readonly catalog: Catalog; readonly scenario: ResolvedScenario },
): { readonly operating: Operating; readonly problems: readonly Diagnostic[] } {
  const problems: Diagnostic[] = [];
  const wrong = (field: keyof OperatingWish, message: string): void => {
    problems.push({ code: 'FW-PIPE-0006', severity: 'error', path: ['operating', field], message });
  };
  const together = (field: keyof OperatingWish, others: readonly (keyof OperatingWish)[]): void => {
    if (wish[field] === undefined || others.some((other) => wish[other] !== undefined)) return;
    wrong(field, `\`${field}\` needs ${others.map((other) => `\`${other}\``).join(' or ')} beside it`);
  };
  const apart = (field: keyof OperatingWish, other: keyof OperatingWish): void => {
    if (wish[field] !== undefined && wish[other] !== undefined)
      wrong(field, `\`${field}\` and \`${other}\` are not simulated together`);
  };
  together('think', ['users']);
  together('coldStart', ['autoscale']);
  together('repair', ['failures', 'mtbf']);
  together('overflow', ['routing']);
  together('link', ['split']);
  apart('split', 'autoscale');
  apart('burst', 'users');
  if (wish.overflow !== undefined && wish.routing !== undefined && wish.routing !== 'region-first')
    wrong('overflow', '`overflow` belongs to the routing `region-first`');
  if (wish.autoscale !== undefined && wish.autoscale.least > wish.autoscale.most)
    wrong('autoscale', 'the fewest replicas are more than the most');

  const sites = scenario.sites.map(({ id }) => id);
  const classes = [...new Set(scenario.services.flatMap((service) => service.classes.map(({ id }) => id)))];
  const known = (field: keyof OperatingWish, ids: readonly string[], all: readonly string[]): void => {
    const strangers = ids.filter((id) => !all.includes(id));
    if (strangers.length > 0)
      wrong(field, `\`${strangers.join('`, `')}\` is not known: expected some of ${all.join(', ')}`);
  };
  known('priority', Object.keys(wish.priority ?? {}), classes);
  known('deadline', Object.keys(wish.deadline ?? {}), classes);
  known('origins', Object.keys(wish.origins ?? {}), sites);
  known(
    'maintenance',
    (wish.maintenance ?? []).flatMap(({ site }) => (site === undefined ? [] : [site])),
    sites,
  );
  const pairs = Object.entries(wish.latencies ?? {}).map(([pair, seconds]) => {
    const [from = '', to = '', ...more] = pair.split(':');
    if (more.length > 0 || to === '') wrong('latencies', `\`${pair}\` is no pair of sites such as a:b`);
    return { from, to, seconds };
  });
  known(
    'latencies',
    pairs.flatMap(({ from, to }) => (to === '' ? [] : [from, to])),
    sites,
  );
  const origins = wish.origins && new Map(Object.entries(wish.origins));
  const sum = [...(origins?.values() ?? [])].reduce((total, part) => total + part, 0);
  if (origins !== undefined && Math.abs(sum - 1) > 1e-6)
    wrong('origins', `the parts add up to ${sum}, not 1`);

  const { mtbf } = wish;
  const perYear = catalog.costs.get('failure-per-gpu-year')?.claim.value;
  const fromCatalog = wish.failures === true && mtbf === undefined;
  if (fromCatalog && perYear === undefined)
    wrong('failures', 'the catalog does not say how often accelerators fail: say it with `mtbf`');
  const perSecond = mtbf !== undefined ? 1 / (mtbf * 3600) : fromCatalog ? (perYear ?? 0) / year : undefined;

  const { users, autoscale, speculate, hostBlocks, split, latency } = wish;
  const operating: Operating = {
    routing: routingOf(wish),
    latency: latency === undefined && pairs.length === 0 ? undefined : { usual: latency ?? 0, pairs },
    origins,
    users: users === undefined ? undefined : { count: users, think: wish.think ?? operatingDefaults.think },
    burst: wish.burst,
    scaling: autoscale && { ...autoscale, coldStart: wish.coldStart ?? operatingDefaults.coldStart },
    failures:
      perSecond === undefined
        ? undefined
        : { perAcceleratorSecond: perSecond, meanRepair: wish.repair ?? operatingDefaults.repair },
    maintenance: wish.maintenance?.map(({ site, part, from, until }) => ({ site, part, from, until })),
    split:
      split === undefined
        ? undefined
        : {
            part: split === 'auto' ? undefined : split,
            bytesPerSecond: wish.link === undefined ? undefined : wish.link * 1e9,
            latency: operatingDefaults.linkLatency,
          },
    speculation: speculate && {
      ...speculate,
      draftShare: speculate.draftShare ?? operatingDefaults.draftShare,
    },
    stepTokens: wish.stepTokens,
    maxQueue: wish.maxQueue,
    maxInFlight: wish.maxInFlight,
    swap:
      hostBlocks === undefined
        ? undefined
        : { hostBlocks, tokensPerSecond: operatingDefaults.swapTokensPerSecond },
    priorities: wish.priority && new Map(Object.entries(wish.priority)),
    patience: wish.deadline && new Map(Object.entries(wish.deadline)),
  };
  return { operating, problems };
}

function routingOf({ routing, overflow }: OperatingWish): Operating['routing'] {
  switch (routing) {
    case undefined:
      return undefined;
    case 'prefix-aware':
      return { kind: routing, tokensPerRequest: 256 };
    case 'affinity':
      return { kind: routing, slack: 4 };
    case 'region-first':
      return { kind: routing, overflow };
    default:
      return { kind: routing };
  }
}
