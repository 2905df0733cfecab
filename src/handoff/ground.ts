import { hasErrors, type Diagnostic } from '../diagnostics/index.ts';
import type { RateTable } from '../performance/index.ts';
import type { RuleContext } from '../rules/index.ts';
import type { ResolvedScenario } from '../scenario/index.ts';
import { readDeviceNames, type DeviceNames } from './device-names.ts';
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
  /** The check of its documents, which needs no ground. */
  readonly validate: ExportFormat['validate'];
}

/**
 * The ground of a scenario that was prepared, or what is wrong with it.
 *
 * @param devices text of the table of device names, under the name its diagnostics use
 */
export function groundFrom(
  prepared: Pick<Ground, 'scenario' | 'rates' | 'rules'> & { readonly diagnostics: readonly Diagnostic[] },
  devices: { readonly path: string; readonly text: string },
): { readonly ground?: Ground; readonly diagnostics: readonly Diagnostic[] } {
  const { names, diagnostics } = readDeviceNames(devices.path, devices.text);
  const found = [...diagnostics, ...prepared.diagnostics.filter(({ severity }) => severity === 'error')];
  if (names === undefined || hasErrors(found)) return { diagnostics: found };
  const { scenario, rates, rules } = prepared;
  return { ground: { scenario, rates, rules, devices: names }, diagnostics: found };
}
