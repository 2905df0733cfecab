import type { OperatingWish } from './wish.ts';

/** A wish as the flags of `fleetwright simulate` that say the same: what a proof notes as `operated`. */
export function operatingWords(wish: OperatingWish): readonly string[] {
  const latency = [wish.latency, byName(wish.latencies)].filter((part) => part !== undefined);
  const { autoscale, speculate } = wish;
  const words: readonly (readonly [string, string | number | undefined])[] = [
    ['routing', wish.routing],
    ['overflow', wish.overflow],
    ['latency', latency.length === 0 ? undefined : latency.join(',')],
    ['origins', byName(wish.origins)],
    ['users', wish.users],
    ['think', wish.think],
    ['burst', wish.burst],
    ['autoscale', autoscale && `${autoscale.least}..${autoscale.most}`],
    ['cold-start', wish.coldStart],
    ['mtbf', wish.mtbf],
    ['repair', wish.repair],
    [
      'maintenance',
      wish.maintenance
        ?.map(
          ({ site, part, from, until }) => `${site === undefined ? '' : `${site}=`}${part}@${from}..${until}`,
        )
        .join(','),
    ],
    ['split', wish.split],
    ['link', wish.link],
    [
      'speculate',
      speculate &&
        [speculate.tokens, speculate.acceptance, speculate.draftShare]
          .filter((part) => part !== undefined)
          .join(':'),
    ],
    ['step-tokens', wish.stepTokens],
    ['max-queue', wish.maxQueue],
    ['max-in-flight', wish.maxInFlight],
    ['host-blocks', wish.hostBlocks],
    ['priority', byName(wish.priority)],
    ['deadline', byName(wish.deadline)],
  ];
  return [
    ...(wish.failures === true ? ['--failures'] : []),
    ...words.flatMap(([name, value]) => (value === undefined ? [] : [`--${name} ${value}`])),
  ];
}

function byName(values: Readonly<Record<string, number>> | undefined): string | undefined {
  return (
    values &&
    Object.entries(values)
      .map(([name, value]) => `${name}=${value}`)
      .join(',')
  );
}
