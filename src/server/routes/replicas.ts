import { createRoute, z } from '@hono/zod-openapi';
import { packageRoot, readTextFile } from '../../files/index.ts';
import { groundFrom, replicaMetrics, type Ground } from '../../handoff/index.ts';
import { choiceOf, prepareScenario } from '../../pipeline/index.ts';
import { readPlan, type PlanFile } from '../../plan/index.ts';
import { approvedVersion, getText, readRecord } from '../../store/index.ts';
import { problem, problems } from '../http/problem.ts';
import { router, type Router } from '../http/router.ts';
import { trouble } from '../messages.ts';
import type { Services } from '../services.ts';

const name = (description: string) =>
  z
    .string()
    .regex(/^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/u, 'expected a name of Kubernetes')
    .openapi({ description });

const replicas = createRoute({
  method: 'get',
  path: '/metrics/{namespace}/{deployment}',
  operationId: 'replicaMetrics',
  tags: ['server'],
  summary: 'Replicas the plan in force wants of a deployment now, for an AIBrix autoscaler',
  description:
    'Prometheus text with the gauge `vllm:deployment_replicas`. The plan is the approved version of the record that the server was started with (`--replicas-of RECORD`).',
  request: {
    params: z.object({ namespace: name('Of the deployment'), deployment: name('Of the deployment') }),
  },
  responses: {
    200: { description: 'Prometheus text', content: { 'text/plain': { schema: z.string() } } },
    ...problems(400, 404),
  },
});

/** A plan in force with its ground, under the hash of its text. */
interface Standing {
  readonly hash: string;
  readonly plan: PlanFile;
  readonly ground: Ground;
}

/** What autoscalers ask: how many replicas the plan in force wants. */
export function replicaRoutes({ world, store, settings, now }: Services): Router {
  const app = router();
  let standing: Standing | undefined;

  /** The plan in force and its ground; read again only when another version is approved. */
  const inForce = async (): Promise<Standing | undefined> => {
    if (settings.replicasOf === undefined) return undefined;
    const state = await readRecord(store, settings.replicasOf);
    const version = 'code' in state ? undefined : approvedVersion(state);
    if (version === undefined || version.scenario === null) return undefined;
    if (standing?.hash === version.plan) return standing;
    const { plan } = readPlan('plan.json', (await getText(store, version.plan)) ?? '');
    const text = (await getText(store, version.scenario)) ?? '';
    const devices = readTextFile(`${packageRoot}catalog/device-names.yaml`);
    if (plan === undefined || 'code' in devices) return undefined;
    const prepared = prepareScenario({ path: version.scenarioName ?? '', text }, world, choiceOf(plan));
    const { ground } = prepared.ok ? groundFrom(prepared, devices) : {};
    standing = ground && { hash: version.plan, plan, ground };
    return standing;
  };

  app.openapi(replicas, async (c) => {
    const asked = c.req.valid('param');
    const found = await inForce();
    const text = found && replicaMetrics(found.plan, found.ground, { ...asked, at: now().toISOString() });
    if (text === undefined) {
      const none = `no plan in force has a deployment ${asked.deployment} in ${asked.namespace} now`;
      const hint = 'start the server with --replicas-of RECORD, and approve a version of it';
      return problem(c, 404, [trouble('FW-HTTP-0001', ['path', 'deployment'], none, hint)]);
    }
    return c.text(text, 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
  });
  return app;
}
