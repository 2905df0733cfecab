import { enginePresets, type EngineName, type Statistic } from '../../simulation/index.ts';

/** Serving engines the simulator knows. */
export const engines = Object.keys(enginePresets) as EngineName[];

/** What of a latency must keep the level. */
export const statistics = ['mean', 'p50', 'p90', 'p99'] as const satisfies readonly Statistic[];
