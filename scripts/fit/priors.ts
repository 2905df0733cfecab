import { efficiencyByName } from '../../src/performance/efficiency.ts';
import { type Knob, knobsOf } from './knobs.ts';

/**
 * Where a fit starts and what it is pulled to: operator timings, not the values that a fit to all rows has found, lest a part that is left
 * out speaks through them. Hopper: timings of H100 and H200 in NVIDIA's AIConfigurator data (see `efficiency.ts`), and the fixed costs
 * that published models of engines have in common (24 us a mixture layer, 0.7 to 0.9 ms a step, 2 to 6 us a request). What was never timed
 * (how much is not hidden, launches, prefill attention) keeps its value.
 */
const hopperTimings: Readonly<Record<string, number>> = {
  'wide.memory': 0.81,
  'wide.compute': 0.785,
  'narrow.memory': 0.705,
  'narrow.compute': 0.565,
  'quarter.memory': 0.6,
  'quarter.compute': 0.7,
  kvMemory: 0.635,
  between: 0.7,
  grouped: 0.7,
  kernel: 3.35e-6,
  attention: 12e-6,
  moeLayer: 24e-6,
  step: 0.8e-3,
  request: 4e-6,
  collectiveNear: 5e-6,
  linkNear: 0.86,
};

/** Timings of B200 over those of H100 and H200: what Blackwell is expected to reach of what Hopper does. */
const blackwellOverHopper: Readonly<Record<string, number>> = {
  'wide.memory': 0.76 / 0.81,
  'wide.compute': 0.69 / 0.785,
  'narrow.compute': 0.47 / 0.565,
  kvMemory: 0.63 / 0.635,
  kernel: 2.8 / 3.35,
  attention: 9 / 12,
  collectiveNear: 7.8 / 5,
  linkNear: 557 / 900 / 0.86,
};

/** Prior values of the knobs of a class, in their order; those of training are their own. */
export function priorsOf(name: string, knobs: readonly Knob[]): readonly number[] {
  if (name === 'NVIDIA Hopper') return knobs.map(({ name: knob, get }) => hopperTimings[knob] ?? get());
  if (name !== 'NVIDIA Blackwell') return knobs.map(({ get }) => get());
  const hopper = knobsOf(efficiencyByName('NVIDIA Hopper').name);
  return hopper.map(({ name: knob, get }) => get() * (blackwellOverHopper[knob] ?? 1));
}
