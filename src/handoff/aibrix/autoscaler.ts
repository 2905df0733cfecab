import { labels } from '../kubernetes/names.ts';
import type { KubeObject } from '../kubernetes/objects.ts';
import type { ScaledDeployment } from './deployments.ts';

/** Where `fleetwright serve` is reached from the clusters; a setting of the network. */
const metricEndpoint = 'fleetwright.fleetwright.svc.cluster.local:8080';

/** Name of the gauge: replicas wanted of a deployment. */
export const replicaMetric = 'vllm:deployment_replicas';

/** Hours of one schedule. Shorter windows follow the day more closely, longer ones start fewer engines. */
const window = 4;

/**
 * The autoscaler of a deployment: as many replicas as the metric says, within bounds. The upper bound is what the plan
 * gives it; the lower bound follows the day, window by window, by the busiest hour of each.
 *
 * The gauge holds replicas, so one replica is a target of 1. (Samples of AIBrix up to August 2026 ask for 100 of the
 * same gauge, and do not scale: vllm-project/aibrix#2615.)
 */
export function podAutoscaler(deployment: ScaledDeployment): KubeObject {
  const { namespace, name, quarter, replicas, byHour, zone } = deployment;
  return {
    apiVersion: 'autoscaling.aibrix.ai/v1alpha1',
    kind: 'PodAutoscaler',
    metadata: { name, namespace, labels: { [labels.work]: namespace, [labels.quarter]: quarter } },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      scalingStrategy: 'KPA',
      minReplicas: Math.min(...byHour),
      maxReplicas: replicas,
      metricsSources: [
        {
          metricSourceType: 'external',
          protocolType: 'http',
          endpoint: metricEndpoint,
          path: metricPath(namespace, name),
          targetMetric: replicaMetric,
          targetValue: '1',
        },
      ],
      schedules: windowsOf(byHour).map(({ from, to, busiest }) => ({
        name: `from-${two(from)}`,
        startTime: `${two(from)}:00`,
        // A schedule may not end at 24:00; in the last minute of the day only the lowest bound holds.
        endTime: to === 24 ? '23:59' : `${two(to)}:00`,
        timezone: zone,
        minReplicas: busiest,
        maxReplicas: replicas,
      })),
    },
  };
}

/** Path under which the gauge of a deployment is read. */
export function metricPath(namespace: string, deployment: string): string {
  return `/metrics/${namespace}/${deployment}`;
}

/** Windows of the day with the most replicas any of their hours wants; neighbours that want the same are one. */
function windowsOf(
  byHour: readonly number[],
): readonly { readonly from: number; readonly to: number; readonly busiest: number }[] {
  const windows: { from: number; to: number; busiest: number }[] = [];
  for (let from = 0; from < byHour.length; from += window) {
    const to = Math.min(from + window, byHour.length);
    const busiest = Math.max(...byHour.slice(from, to));
    const last = windows.at(-1);
    if (last?.busiest === busiest) last.to = to;
    else windows.push({ from, to, busiest });
  }
  return windows;
}

function two(hour: number): string {
  return String(hour).padStart(2, '0');
}
