import { workerData } from 'node:worker_threads';
import { startRun, type ProofRun, type RunRecord } from '../simulation/index.ts';
import { serviceFleets, type FleetGround } from './service-fleets.ts';

/** What a thread of proofs is opened with. */
export interface ProofThreadInput {
  readonly ground: FleetGround;
  /** Its first entry is 1 once everyone is to stop. */
  readonly stop: Int32Array;
  /** Part of each run that is done, by slot. */
  readonly parts: Float64Array;
}

/** One run to be run, and where to note how far it is. */
export interface ProofTask {
  readonly run: ProofRun;
  readonly slot: number;
}

/** What came of it. */
export interface ProofAnswer {
  readonly record: RunRecord;
  /** False where it was told to stop. */
  readonly complete: boolean;
}

const input = workerDataOf(workerData);
const fleetOf = serviceFleets(input.ground);

/** Runs one run; this is all that runs in a thread of proofs. */
export function proofRun({ run, slot }: ProofTask): ProofAnswer {
  const made = fleetOf(run.service, run.quarter);
  if (made === undefined) throw new RangeError(`nothing is placed for ${run.service} in ${run.quarter}`);
  const underWay = startRun(made, run);
  let stopped = Atomics.load(input.stop, 0) === 1;
  while (!stopped && underWay.advance()) {
    input.parts[slot] = underWay.part;
    stopped = Atomics.load(input.stop, 0) === 1;
  }
  input.parts[slot] = 1;
  return { record: underWay.record(), complete: !stopped };
}

/** Piscina hands what a pool was opened with over as the last of its own entries. */
function workerDataOf(data: unknown): ProofThreadInput {
  return (Array.isArray(data) ? data.at(-1) : data) as ProofThreadInput;
}
