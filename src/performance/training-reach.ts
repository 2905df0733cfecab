import { combine, exact, type Spread } from './interval.ts';
import type { Rank } from './rank.ts';

/**
 * What training reaches of what single operators reach, and what it moves beside them: physical constants of training software, fitted
 * near their start to published step times (`scripts/fit-rates.ts --class training`; docs/accuracy.md shows what leaving groups out makes of them).
 */
interface TrainingReach {
  /** Rows of a matrix multiplication at which half of its reach is lost to ramp-up, forward and backward in the mean. */
  readonly halfRows: number;
  /** Times that a hidden vector passes through memory per layer beside what serving moves: dropout, saved inputs, gradients. */
  readonly fusedPasses: number;
  readonly eagerPasses: number;
  /** The same more where adapters are trained beside two matrices of each layer: dropout, two narrow products and their sum. */
  readonly adapterPasses: number;
  /** Times that the values of a layer with linear attention pass through memory in its scan, in each pass. */
  readonly scanPasses: number;
  /** Seconds to start the kernels of a layer, forward or backward, one after the other, where a graph records them and where none does. */
  readonly fusedLaunch: number;
  readonly eagerLaunch: number;
  /** Seconds to sort tokens to experts and launch what that takes, per mixture layer and pass. */
  readonly mixtureLaunch: number;
  /** The same where nothing waits for the host, and what fused gates leave of the traffic of routed tokens. */
  readonly recordedMixture: number;
  readonly recordedGates: number;
  /** Flash attention forward and backward, as a part of what prefill attention reaches: written for the chip, or for its forerunner. */
  readonly fusedAttention: number;
  readonly eagerAttention: number;
  /** Casting to 8 and 4 bits: of the passes above, that much more; and what the multiplications then keep of their reach. */
  readonly castPasses: number;
  readonly quarterCasts: number;
  readonly fusedReach: number;
  readonly narrowReach: number;
  readonly eagerNarrowReach: number;
  readonly quarterReach: number;
  /** Part of link bandwidth that messages of hundreds of megabytes reach. */
  readonly linkNear: number;
  readonly linkFar: number;
  /** Parts hidden behind compute, at most. */
  readonly dataOverlap: number;
  readonly tensorOverlap: number;
  readonly expertOverlap: number;
}

/** Read by `trainingStep` at each call. */
export const trainingReach: TrainingReach = {
  halfRows: 125,
  fusedPasses: 26,
  eagerPasses: 21.5,
  adapterPasses: 30,
  scanPasses: 60,
  fusedLaunch: 0.066e-3,
  eagerLaunch: 0.1e-3,
  mixtureLaunch: 1.35e-3,
  recordedMixture: 0.26e-3,
  recordedGates: 0.53,
  fusedAttention: 0.8,
  eagerAttention: 0.7,
  castPasses: 0.24,
  quarterCasts: 0.6,
  fusedReach: 1.11,
  narrowReach: 1.2,
  eagerNarrowReach: 0.63,
  quarterReach: 0.86,
  linkNear: 0.85,
  linkFar: 0.86,
  dataOverlap: 0.68,
  tensorOverlap: 0.44,
  expertOverlap: 0.75,
};

/**
 * Truth ÷ predicted time of a token of published runs at the 10th and 90th percentile, each predicted by a fit that left its group out
 * (`validation/residual-table.ts`, training, rate).
 */
const trainingSpread: Spread = { fast: 0.855, slow: 1.24 };
/** Classes behind whose training no fit stands: software maturity uniform on [0.5, 0.95] of its mean. MLPerf's runs on AMD miss by -20 to 25 %. */
const unproven: Spread = { fast: 0.725 / 0.905, slow: 0.725 / 0.545 };
const proven = /^(?:NVIDIA|Huawei|Google)/u;

/** Error of predicted training times on a chip, the claims of its data sheet aside. */
export function spreadOfTraining({ efficiency }: Rank): Spread {
  return combine(trainingSpread, proven.test(efficiency.name) ? exact : unproven);
}
