import { servingReplica, type RateTable } from '../performance/index.ts';
import type { PlanFile } from '../plan/index.ts';
import type { ResolvedScenario } from '../scenario/index.ts';
import {
  operated,
  serviceFleet,
  type EngineName,
  type Operating,
  type ServiceFleet,
} from '../simulation/index.ts';

/** What the fleets of services are made from: plain data, so that threads can make them too. */
export interface FleetGround {
  readonly plan: PlanFile;
  readonly scenario: ResolvedScenario;
  readonly rates: RateTable;
  readonly engine: EngineName;
  /** Replicas of a cell, at most about this many. */
  readonly mostReplicas: number;
  /** How the fleet is run where that differs from the usual. */
  readonly operating?: Operating | undefined;
}

/** Finds the fleet of a service in a quarter, with the replica that each of its rates was found with; each is made once. */
export function serviceFleets({
  plan,
  scenario,
  rates,
  engine,
  mostReplicas,
  operating = {},
}: FleetGround): (service: string, quarter: string) => ServiceFleet | undefined {
  const made = new Map<string, ServiceFleet | undefined>();
  return (service, quarter) => {
    const key = `${service} ${quarter}`;
    if (!made.has(key)) {
      const fleet = serviceFleet(
        {
          plan,
          scenario,
          engine,
          mostReplicas,
          rateOf: (system, id) =>
            rates.services.find((rate) => rate.system === system && rate.service === id),
          replicaOf: (rate, configuration) => {
            const system = scenario.systems.get(rate.system);
            const accelerator = scenario.accelerators.get(system?.accelerator ?? '');
            const model = scenario.models.get(
              scenario.services.find(({ id }) => id === rate.service)?.model ?? '',
            );
            if (system === undefined || accelerator === undefined || model === undefined) return undefined;
            return servingReplica(system, accelerator, model, configuration);
          },
        },
        service,
        quarter,
      );
      made.set(key, fleet === undefined ? undefined : operated(fleet, operating));
    }
    return made.get(key);
  };
}
