import type { Accelerator, Model, System } from '../catalog/index.ts';
import type { ResolvedScenario } from '../scenario/index.ts';
import { type Anchor, anchoredRanks, anchorOf } from './anchors.ts';
import { type Reason, reasons } from './messages.ts';
import { rankOf } from './rank.ts';
import { rateService } from './serving.ts';
import { rateRun } from './training.ts';
import type { RateTable, ServiceRate, TrainingRate, Unrated } from './types.ts';

/**
 * Rates of every system that a plan may use, for every service and run of the scenario.
 *
 * ```
 * systems of offers, fleet and frozen orders × services ──► serving rate, corrected by measurements of the model on the chip,
 *                                                            or the reason for none
 *                                            × runs     ──► training rate or the reason for none
 * ```
 *
 * Rules, residency and sites do not matter here. Sorted by system, then by work, whatever the order in the scenario.
 */
export function rateTable(scenario: ResolvedScenario): RateTable {
  const services: ServiceRate[] = [];
  const runs: TrainingRate[] = [];
  const unrated: Unrated[] = [];
  for (const system of systemsInUse(scenario)) {
    const accelerator = scenario.accelerators.get(system.accelerator);
    const ranks =
      accelerator === undefined
        ? ({ known: false, reason: reasons.chipUnknown(system.accelerator, ['the accelerator']) } as const)
        : rankOf(system, accelerator);
    const refuse = (work: string, { code, why }: Reason) =>
      unrated.push({ system: system.id, work, code, why });
    for (const service of sortedById(scenario.services)) {
      const model = scenario.models.get(service.model);
      const rate =
        model === undefined
          ? reasons.modelUnknown(service.model, 'it is not in the catalog')
          : rateService(
              system,
              accelerator === undefined
                ? ranks
                : anchoredRanks(ranks, anchorsFor(scenario, { system, accelerator, model })),
              model,
              service,
            );
      if ('code' in rate) refuse(service.id, rate);
      else services.push(rate);
    }
    for (const run of sortedById(scenario.runs)) {
      const rate = rateRun(
        system,
        ranks,
        run.model === undefined ? undefined : scenario.models.get(run.model),
        run,
      );
      if ('code' in rate) refuse(run.id, rate);
      else runs.push(rate);
    }
  }
  return { services, runs, unrated };
}

/** Measurements of the model on the chip, beside what the model of rates says of them. */
function anchorsFor(
  { anchors = [] }: ResolvedScenario,
  of: { readonly system: System; readonly accelerator: Accelerator; readonly model: Model },
): readonly Anchor[] {
  return anchors
    .filter(({ chip, model }) => chip === of.accelerator.id && model === of.model.id)
    .flatMap((run) => anchorOf(run, run.precision, of) ?? []);
}

function systemsInUse({ offers, fleet, frozen, systems }: ResolvedScenario): readonly System[] {
  const offered = new Map(offers.map((offer) => [offer.id, offer.system]));
  const ids = new Set([
    ...offers.map(({ system }) => system),
    ...fleet.map(({ system }) => system),
    ...frozen.map(({ offer }) => offered.get(offer)),
  ]);
  return sortedById([...systems.values()].filter(({ id }) => ids.has(id)));
}

function sortedById<T extends { readonly id: string }>(entries: readonly T[]): readonly T[] {
  return entries.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
