import type { Replica } from './replica.ts';
import { type StepModel, stepModel } from './step-model.ts';
import { type Batch, stepOperators } from './step-seconds.ts';

/** Seconds of one iteration, and the part of it that memory, compute, links and fixed costs take. */
export interface StepTime {
  readonly seconds: number;
  readonly memory: number;
  readonly compute: number;
  readonly network: number;
  readonly fixed: number;
}

/**
 * Seconds of one engine iteration: the sum over operators of the slower of memory and compute, plus collectives, plus fixed costs.
 *
 * ```
 * each layer   projections → attention (decode, prefill) → all-reduce → dense FFN, or shared + routed experts → all-reduce
 *              experts of more than one group: all-to-all before and after
 * once         logits
 * fixed        kernel starts, attention starts, mixture layers, requests, step
 * ```
 *
 * Assumes perfect shards and a mixed step that shares one pass over the weights. For many steps of one replica, prepare it once with
 * `stepModel` and use `stepSeconds`. Source: the operator formulas of docs/performance.md.
 */
export function stepTime(replica: Replica, batch: Batch): StepTime {
  return stepTimeOf(stepModel(replica), batch);
}

/** As `stepTime`, of a prepared replica. */
export function stepTimeOf(model: StepModel, batch: Batch): StepTime {
  const time = { seconds: 0, memory: 0, compute: 0, network: 0, fixed: 0 };
  for (const { name, memory, compute, seconds } of stepOperators(model, batch)) {
    time.seconds += seconds;
    if (name === 'fixed costs' || name === 'waiting for the host') time.fixed += seconds;
    else if (name === 'all-reduce' || name === 'all-to-all') time.network += seconds;
    else if (memory >= compute) time.memory += seconds;
    else time.compute += seconds;
  }
  return time;
}
