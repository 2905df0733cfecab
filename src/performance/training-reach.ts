/**
 * What training reaches of what single operators reach, and what it moves beside them: physical constants of training software, fitted
 * within bounds to published step times (`scripts/fit-training.ts`; docs/accuracy.md shows what leaving groups out makes of them).
 */
interface TrainingReach {
  /** Rows of a matrix multiplication at which half of its reach is lost to ramp-up, forward and backward in the mean. */
  readonly halfRows: number;
  /** Times that a hidden vector passes through memory per layer beside what serving moves: dropout, saved inputs, gradients. */
  readonly fusedPasses: number;
  readonly eagerPasses: number;
  /** Seconds to launch the kernels of a layer, forward or backward, where nothing records them. */
  readonly eagerLaunch: number;
  /** Seconds to sort tokens to experts and launch what that takes, per mixture layer and pass. */
  readonly mixtureLaunch: number;
  /** Flash attention forward and backward, as a part of what prefill attention reaches: written for the chip, or for its forerunner. */
  readonly fusedAttention: number;
  readonly eagerAttention: number;
  /** Casting to 8 and 4 bits: of the passes above, that much more; and what the multiplications then keep of their reach. */
  readonly castPasses: number;
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
  halfRows: 160,
  fusedPasses: 30,
  eagerPasses: 31,
  eagerLaunch: 0.1e-3,
  mixtureLaunch: 0.9e-3,
  fusedAttention: 0.87,
  eagerAttention: 0.73,
  castPasses: 0.3,
  narrowReach: 1.2,
  eagerNarrowReach: 0.67,
  quarterReach: 0.51,
  linkNear: 0.7,
  linkFar: 0.95,
  dataOverlap: 0.76,
  tensorOverlap: 0.64,
  expertOverlap: 0.45,
};
