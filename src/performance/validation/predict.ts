import type { Entries } from './configuration-of.ts';
import type { Predicted } from './figures.ts';
import { isolated } from './isolated.ts';
import { played } from './played.ts';
import { splitPools } from './split-pools.ts';
import { tuned } from './tuned.ts';
import { cell, type TruthPoint } from './truth.ts';

/**
 * What the model says of a point, by the physics of its regime.
 *
 * ```
 * closed loop      users who each send the next request when answered      played
 * burst, maximum   all requests at the start                               played
 * open loop        arrivals at random                                      played
 * static batch     one batch, together from the first prompt to the last token
 * split pools      prompts on some replicas, answers on others             played
 * MLPerf           the best split of the devices at the level              searched, then played at the load of the row
 * isolated         one step of prompts, or of answers, over and over
 * ```
 */
export function predictServing({ row }: TruthPoint, catalog: Entries): Predicted | string {
  const regime = cell(row, 'regime');
  switch (regime) {
    case 'closed-loop':
    case 'burst-at-t0':
    case 'open-loop':
    case 'batch-1':
    case 'max-throughput':
    case 'static-batch':
      return played(row, regime, catalog);
    case 'mlperf-offline':
    case 'mlperf-server':
    case 'mlperf-interactive':
      return tuned(row, regime, catalog);
    case 'closed-loop-disagg':
      return splitPools(row, catalog);
    case 'isolated-prefill':
    case 'isolated-decode':
    case 'production-average':
    case 'forward-step':
      return isolated(row, catalog);
    default:
      return `the regime ${regime} is not known here`;
  }
}
