import { Temporal } from 'temporal-polyfill';
import type { PlanFile } from '../../plan/index.ts';
import { quarterOf } from '../../quantity/index.ts';
import type { Ground } from '../ground.ts';
import { replicaMetric } from './autoscaler.ts';
import { deploymentsOf } from './deployments.ts';

/**
 * The answer to `GET /metrics/{namespace}/{deployment}`: how many replicas the plan wants of a deployment now, as
 * Prometheus text that an AIBrix autoscaler reads. Undefined where the plan has no such deployment in the quarter of
 * that moment.
 *
 * @param at moment with offset or `Z`, e.g. `2025-03-01T13:00:00Z`; quarter and hour are those of the service's time zone
 */
export function replicaMetrics(
  plan: PlanFile,
  ground: Ground,
  asked: { readonly namespace: string; readonly deployment: string; readonly at: string },
): string | undefined {
  const moment = Temporal.Instant.from(asked.at);
  for (const quarter of plan.quarters) {
    const found = deploymentsOf(plan, ground, quarter).deployments.find(
      ({ namespace, name }) => namespace === asked.namespace && name === asked.deployment,
    );
    if (found === undefined) continue;
    const local = moment.toZonedDateTimeISO(found.zone);
    if (quarterOf(local.toPlainDate().toString()) !== quarter) continue;
    return prometheusText(found.service.model, found.byHour[local.hour] ?? 0);
  }
  return undefined;
}

function prometheusText(model: string, replicas: number): string {
  const label = model
    .replaceAll('\\', String.raw`\\`)
    .replaceAll('"', String.raw`\"`)
    .replaceAll('\n', String.raw`\n`);
  return [
    `# HELP ${replicaMetric} Replicas the plan wants of this deployment in this hour.`,
    `# TYPE ${replicaMetric} gauge`,
    `${replicaMetric}{model_name="${label}"} ${replicas}`,
    '',
  ].join('\n');
}
