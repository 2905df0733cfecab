import { totalProcessingPower, type Accelerator, type Country } from '../catalog/index.ts';
import type { Judgement } from './types.ts';

/** A cap that a line counts against: all lines with the same id share its limit. */
export interface CapUse {
  /** Rule and whose cap it is: `us-2025-01-15-diffusion:MY`. */
  readonly id: string;
  readonly rule: string;
  readonly title: string;
  /** Most that may be counted, the low end where the figure is a range. */
  readonly limit: number;
  /** What one accelerator counts for: 1, or its processing power in units of the accelerator the cap is counted in. */
  readonly perAccelerator: number;
  /** `accelerators` or `equivalents of nvidia-h100-sxm`. */
  readonly unit: string;
}

/** Where an order goes, and of what. */
export interface CappedOrder {
  readonly accelerator: Accelerator;
  readonly destination: Country;
  readonly buyer: string;
}

/**
 * The caps that a judged order counts against. A cap that may apply counts as one that does, and an accelerator whose
 * processing power nothing bounds counts for more than any cap: unknown fails closed.
 */
export function capsOn(
  judgement: Judgement,
  { accelerator, destination, buyer }: CappedOrder,
  accelerators: ReadonlyMap<string, Accelerator>,
): readonly CapUse[] {
  return judgement.findings.flatMap(({ rule, title, effect }): readonly CapUse[] => {
    if (effect.kind !== 'cap') return [];
    const limit = effect.units.low ?? effect.units.value;
    // A cap whose figure nobody knows cannot be counted; the verdict already says that the rule applies.
    if (limit === undefined) return [];
    const whose = { country: destination, buyer, product: accelerator.id }[effect.per];
    const unit = effect.equivalentsOf;
    const perAccelerator = unit === undefined ? 1 : equivalents(accelerator, accelerators.get(unit), limit);
    return [
      {
        id: `${rule}:${whose}`,
        rule,
        title,
        limit,
        perAccelerator,
        unit: unit === undefined ? 'accelerators' : `equivalents of ${unit}`,
      },
    ];
  });
}

function equivalents(accelerator: Accelerator, unit: Accelerator | undefined, limit: number): number {
  const power = totalProcessingPower(accelerator);
  const one = unit === undefined ? undefined : totalProcessingPower(unit).value;
  const parts = (power.value ?? power.high) / (one ?? 0);
  return Number.isFinite(parts) ? parts : limit + 1;
}
