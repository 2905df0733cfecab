import { setImmediate } from 'node:timers/promises';

/**
 * Between two steps of long work in this thread: lets signals and messages in, and says whether to go on. Steps are plans of one future,
 * tenths of a second each; longer work belongs in a thread of its own.
 */
export async function goesOn(signal: AbortSignal): Promise<boolean> {
  await setImmediate();
  return !signal.aborted;
}
