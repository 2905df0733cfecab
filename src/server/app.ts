import { randomUUID } from 'node:crypto';
import { version } from '../pipeline/index.ts';
import { operationFinder } from './access/operations.ts';
import { wholeBody } from './guards/body.ts';
import { jsonBodies } from './guards/body-type.ts';
import { mostAtOnce } from './guards/busy.ts';
import { localOnly } from './guards/local.ts';
import { signedIn } from './guards/signed-in.ts';
import { etagOf } from './http/etag.ts';
import { onError, onNotFound } from './http/errors.ts';
import { router, type Router } from './http/router.ts';
import { unchanging } from './http/unchanging.ts';
import { wrongMethod } from './http/wrong-method.ts';
import { openApiDocument } from './openapi.ts';
import { catalogRoutes } from './routes/catalog.ts';
import { evidenceRoutes } from './routes/evidence.ts';
import { eventRoutes } from './routes/events.ts';
import { factRoutes } from './routes/facts.ts';
import { jobRoutes } from './routes/jobs.ts';
import { metaRoutes } from './routes/meta.ts';
import { pageRoutes } from './routes/page.ts';
import { placeRoutes } from './routes/places.ts';
import { planFileRoutes } from './routes/plan-files.ts';
import { planDocumentRoutes } from './routes/plans.ts';
import { planRoutes } from './routes/plan.ts';
import { rateRoutes } from './routes/rates.ts';
import { recordChangeRoutes } from './routes/record-changes.ts';
import { recordFileRoutes } from './routes/record-files.ts';
import { recordVarianceRoutes } from './routes/record-variance.ts';
import { recordRoutes } from './routes/records.ts';
import { replanRoutes } from './routes/replan.ts';
import { replicaRoutes } from './routes/replicas.ts';
import { ruleRoutes } from './routes/rules.ts';
import { scenarioRoutes } from './routes/scenarios.ts';
import { simulateRoutes } from './routes/simulate.ts';
import { stressRoutes } from './routes/stress.ts';
import { teamRoutes } from './routes/team.ts';
import { validateRoutes } from './routes/validate.ts';
import { whatIfRoutes } from './routes/what-if.ts';
import type { Services } from './services.ts';

const features = [
  metaRoutes,
  scenarioRoutes,
  validateRoutes,
  planRoutes,
  replanRoutes,
  simulateRoutes,
  stressRoutes,
  jobRoutes,
  planDocumentRoutes,
  eventRoutes,
  catalogRoutes,
  ruleRoutes,
  planFileRoutes,
  placeRoutes,
  factRoutes,
  pageRoutes,
  whatIfRoutes,
  rateRoutes,
  recordRoutes,
  recordChangeRoutes,
  recordFileRoutes,
  recordVarianceRoutes,
  evidenceRoutes,
  replicaRoutes,
  teamRoutes,
] as const;

/**
 * The HTTP interface over some services, without a socket: tests call it in process, the studio mounts its files on it.
 *
 * ```
 * request → id, log → Host and Origin → load → user and role → body whole → route → answer
 *               each step may end it with a problem
 * ```
 */
export function createApp(services: Services): Router {
  const app = router();
  const { settings, log } = services;
  let find: ReturnType<typeof operationFinder> | undefined;
  app.use(async (c, next) => {
    const requestId = randomUUID();
    find ??= operationFinder(app);
    const operation = find(c.req.method, c.req.path);
    c.set('operation', operation);
    c.set('requestId', requestId);
    c.set('log', log);
    const started = performance.now();
    c.header('x-request-id', requestId);
    c.header('x-content-type-options', 'nosniff');
    await next();
    const seconds = (performance.now() - started) / 1000;
    services.metrics.request(c.req.method, operation?.id ?? 'none', c.res.status, seconds);
    log.info(
      {
        requestId,
        user: c.get('principal')?.name,
        method: c.req.method,
        path: c.req.path,
        status: c.res.status,
        ms: Math.round(seconds * 1000),
      },
      'request',
    );
  });
  app.use(localOnly(settings));
  app.use(wrongMethod(app));
  app.use(mostAtOnce(settings.mostAtOnce));
  app.use(signedIn(services));
  app.use(jsonBodies());
  app.use(wholeBody(settings));
  const { catalog, rulebook } = services.world;
  const facts = unchanging(etagOf([version, catalog.hash, rulebook.hash].join(' ')).slice(1, -1));
  for (const path of ['/v1/catalog', '/v1/catalog/*', '/v1/rules', '/v1/rules/*', '/v1/rates', '/v1/rates/*'])
    app.use(path, facts);
  for (const routes of features) app.route('/', routes(services));
  let document: string | undefined;
  app.get('/openapi.json', (c) => {
    document ??= JSON.stringify(openApiDocument(app));
    return c.body(document, 200, { 'content-type': 'application/json' });
  });
  app.onError(onError);
  app.notFound(onNotFound);
  return app;
}
