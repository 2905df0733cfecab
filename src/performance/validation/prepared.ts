import { formatEfficiency } from '../efficiency.ts';
import { cacheRoom, requestBytes } from '../memory-room.ts';
import type { Replica } from '../replica.ts';
import { type StepModel, stepModel } from '../step-model.ts';
import type { Configuration } from './configuration-of.ts';
import type { Allowed } from './play.ts';

/** A prepared replica with what its engine allows. */
export interface Prepared {
  readonly model: StepModel;
  readonly allowed: Allowed;
}

/** Part of memory that is left for caches at least where a run was done. Assumed. */
const leastRoom = 0.03;

/**
 * Gets a configuration ready to be played; undefined where the model does not fit by our count of memory, unless the run is known to have
 * been `done`: then it fitted, with little room.
 *
 * @param context tokens a request holds in the mean
 */
export function prepare(configuration: Configuration, context: number, done = false): Prepared | undefined {
  const { replica, engine } = configuration;
  const counted = cacheRoom(replica);
  if (counted <= 0 && !done) return undefined;
  const room = Math.max(counted, replica.rank.memory * leastRoom);
  const model = stepModel(replica);
  const { groups } = model;
  return {
    model: {
      ...model,
      start: model.start + engine.stepExtra + model.layers * engine.layerExtra,
      perRequest: model.perRequest + engine.perRequestStep,
      host: model.host * engine.slower,
      kvMemory: model.kvMemory * (engine.unshared ? sharing(replica) * unsharedLoss : 1),
      tile: engine.untuned === undefined ? model.tile : 1,
      perToken: model.perToken.map((seconds) => seconds * untuned(configuration)),
    },
    allowed: {
      promptsAlone: engine.promptsAlone,
      reserved: engine.reserves ? 1 : 0.5,
      serial: engine.serial / groups,
      firstWave: replica.shape.moeLayers > 0 ? engine.firstWave : 0,
      running: engine.running * groups,
      cacheTokens: (groups * room * context) / requestBytes(replica, context),
      chunk: engine.chunk * groups,
      perRequest: engine.perRequest,
      poll: engine.poll,
      ...(engine.gathers !== undefined &&
        groups > 1 && { gather: { requests: groups, steps: engine.gathers } }),
    },
  };
}

/** How much longer keys and values take that are read once per query head, beyond the reading: they miss the cache. Read off MI300X. */
const unsharedLoss = 1.8;

/** How much longer matrix multiplications take that nobody tuned. */
function untuned({ engine, replica }: Configuration): number {
  if (engine.untuned === undefined) return 1;
  const { format, rank } = replica;
  return Math.max(
    1,
    (format.peak * formatEfficiency(rank.efficiency, format.format).compute) / engine.untuned,
  );
}

/** Query heads that share the keys and values of one. */
function sharing({ shape: { attention } }: Replica): number {
  return attention.kind === 'grouped' ? attention.heads / attention.kvHeads : 1;
}
