import { efficiencyClasses } from '../../src/performance/efficiency.ts';

const ideal = { memory: 1, compute: 1, unhidden: 0 };

/** Turns all classes into a roofline without losses, for good: all of bandwidth and peak, no fixed costs. */
export function toIdeal(): void {
  for (const one of efficiencyClasses)
    Object.assign(one, {
      wide: ideal,
      narrow: ideal,
      quarter: ideal,
      kvMemory: 1,
      decodeAttention: 1,
      prefillAttention: 1,
      between: 1,
      grouped: 1,
      tile: 1,
      kernel: 0,
      attention: 0,
      moeLayer: 0,
      step: 0,
      request: 0,
      launch: 0,
      launchMoe: 0,
      linearStart: 0,
      scanPasses: 1,
      sustained: 1,
      host: 1,
      collectiveNear: 0,
      collectiveDoubling: 0,
      collectiveFar: 0,
      linkNear: 1,
      linkFar: 1,
    });
}
