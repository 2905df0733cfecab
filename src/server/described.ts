import { pino } from 'pino';
import type { World } from '../pipeline/index.ts';
import { createApp } from './app.ts';
import { loopbackNames } from './guards/local.ts';
import { Metrics } from './observe/metrics.ts';
import { openApiDocument } from './openapi.ts';
import { defaultLimits, type Services } from './services.ts';
import { Workspace } from './workspace/workspace.ts';

/** The OpenAPI document without a server: nothing is opened, nothing listens, and no route is called. */
export function describeApi(world: World): ReturnType<typeof openApiDocument> {
  const needed = {
    world,
    workspace: new Workspace('.'),
    metrics: new Metrics(),
    log: pino({ level: 'silent' }),
    settings: { hosts: loopbackNames, origins: [], ...defaultLimits },
    stop: new AbortController().signal,
  } satisfies Partial<Services>;
  return openApiDocument(createApp(needed as Partial<Services> as Services));
}
