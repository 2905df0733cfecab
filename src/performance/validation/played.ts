import { cacheRoom } from '../memory-room.ts';
import { type Configuration, configurationOf, type Entries } from './configuration-of.ts';
import { figuresOf, keyOf, type Predicted } from './figures.ts';
import { play } from './play.ts';
import { prepare } from './prepared.ts';
import { cell, numberIn, type TruthRow } from './truth.ts';
import { workloadOf } from './workload-of.ts';

/** A run whose configuration and requests the row states, played request by request. */
export function played(row: TruthRow, regime: string, catalog: Entries): Predicted | string {
  const configuration = configurationOf(row, catalog);
  if (typeof configuration === 'string') return configuration;
  return playConfiguration(row, regime, onEnough(row, catalog, configuration));
}

/**
 * A run was done, so it fitted: where a command to serve names no split and one device cannot hold the model, it took the fewest that can
 * (MindIE keeps its devices in a file of its own).
 */
function onEnough(row: TruthRow, catalog: Entries, configuration: Configuration): Configuration {
  const named = !/^(?:tp=1)?$/u.test(cell(row, 'parallelism')) || !/ serve /u.test(cell(row, 'notes'));
  if (named || cacheRoom(configuration.replica) > 0) return configuration;
  for (const width of [2, 4, 8]) {
    const wider = configurationOf(row, catalog, `tp=${width}`);
    if (typeof wider !== 'string' && cacheRoom(wider.replica) > 0) return wider;
  }
  return configuration;
}

function playConfiguration(row: TruthRow, regime: string, configuration: Configuration): Predicted | string {
  const prompt = numberIn(row, 'isl') ?? numberIn(row, 'isl_est');
  const answer = numberIn(row, 'osl');
  if (prompt === undefined || answer === undefined) return 'the lengths of requests are not stated';
  const prepared = prepare(configuration, prompt + answer / 2, true);
  if (prepared === undefined) return 'the model does not fit by our count of memory';
  const load = workloadOf(row, regime, configuration, prepared, { prompt, answer });
  if (typeof load === 'string') return load;
  const run = play(prepared.model, prepared.allowed, load);
  return { figures: figuresOf(run, configuration), key: keyOf(configuration) };
}
