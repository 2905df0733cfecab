import type { RateTable } from '../performance/index.ts';
import type { RuleContext } from '../rules/index.ts';
import type { ResolvedScenario } from '../scenario/index.ts';
import type { DeviceNames } from './device-names.ts';
import type { ExportFormat } from './format.ts';

/**
 * What a hand-off to a cluster needs besides the plan, which names sites and services but does not describe them: the
 * scenario the plan was made from, its rates, the rules it was judged by, and what device plugins call its accelerators.
 */
export interface Ground {
  readonly scenario: ResolvedScenario;
  readonly rates: RateTable;
  readonly rules: RuleContext;
  readonly devices: DeviceNames;
}

/** A format that can be used once the ground is known. */
export interface GroundedFormat {
  readonly name: string;
  readonly summary: string;
  readonly on: (ground: Ground) => ExportFormat;
}
