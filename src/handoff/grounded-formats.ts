import { aibrixFormat } from './aibrix/index.ts';
import type { GroundedFormat } from './ground.ts';
import { kueueFormat } from './kueue/index.ts';

/** Ways to hand a plan over to clusters: these need the scenario, its rates and rules, and the names of devices. */
export const groundedFormats: readonly GroundedFormat[] = [kueueFormat, aibrixFormat];
