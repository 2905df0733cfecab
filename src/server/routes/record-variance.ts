import { createRoute, z } from '@hono/zod-openapi';
import {
  approvedVersion,
  getText,
  readActuals,
  readRecord,
  type ActualEntries,
  type RecordState,
} from '../../store/index.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { json } from '../http/media.ts';
import { problem, problems, refused } from '../http/problem.ts';
import { router, type Router } from '../http/router.ts';
import { trouble } from '../messages.ts';
import type { Services } from '../services.ts';
import { recordName, versionNumberText } from './record-acts.ts';

const tags = ['record'];
const byRecord = z.object({ record: recordName });
const list = <S extends z.ZodType>(item: S) => z.array(item).readonly();
const versionNumber = z.number().int().describe('Number of a version');
const measure = z
  .enum(['systems', 'spend', 'peak', 'tokens'])
  .describe('Systems delivered; plan currency, undiscounted; requests/s in the busiest hour; tokens/s');
const quarter = z.string().describe('`2025Q3`');

const varianceSchema = z
  .object({
    record: z.string(),
    version: versionNumber,
    currency: z.string(),
    lines: list(
      z.object({
        line: z.string(),
        site: z.string(),
        planned: z.number().describe('Systems'),
        quarter: quarter.describe('For which the plan has it'),
        delivered: z.number().describe('Systems'),
        open: z.number().describe('Systems'),
        cancelled: z.number().describe('Systems'),
        late: z
          .number()
          .nullable()
          .describe('Quarters, mean over the systems that came; negative when early; null when none came'),
      }),
    ).describe('Lines of which something is known'),
    cells: list(
      z.object({
        measure,
        by: z.enum(['all', 'site', 'line', 'service']),
        key: z.string().describe('What the figure is of; `all` is the whole plan'),
        quarter,
        planned: z.number(),
        actual: z.number().nullable().describe('Null where nobody said anything'),
      }),
    ).describe('Figures beside what came, of quarters of which something is known'),
    strangers: list(z.string()).describe('Orders that something is said of and the plan does not have'),
    unconverted: z
      .record(z.string(), z.number())
      .describe('Charges left out because their currency has no rate in the plan, by currency'),
  })
  .openapi('Variance');

const forecastsSchema = z
  .object({
    record: z.string(),
    currency: z.string(),
    forecasts: list(
      z.object({
        version: versionNumber,
        asOf: z.string(),
        measure,
        key: z.string().describe('A service for load, else `all`'),
        quarter,
        ahead: z.number().int().describe('Quarters from the day of the version to the quarter'),
        forecast: z.number(),
        actual: z.number(),
        error: z.number().nullable().describe('forecast / actual − 1; null where nothing came'),
      }),
    ),
    scores: list(
      z.object({
        measure,
        ahead: z.number().int(),
        forecasts: z.number().int().describe('How many'),
        meanAbsoluteError: z.number(),
        bias: z.number().describe('Mean of the error: above 0, more was forecast than came'),
      }),
    ).describe('How errors grow with how far ahead a version looked'),
  })
  .openapi('Forecasts');

const variance = createRoute({
  method: 'get',
  path: '/v1/records/{record}/variance',
  operationId: 'readVariance',
  tags,
  summary: 'A version beside what came: deliveries, spend and load, by line, site, service and quarter',
  description:
    'As `fleetwright record variance --json` gives it. Only quarters of which something is known are compared. Without `version`: the one in force, else the newest.',
  request: { params: byRecord, query: z.object({ version: versionNumberText.optional() }) },
  responses: { 200: json('What departs', varianceSchema), ...problems(400, 404, 422, 503) },
});

const forecasts = createRoute({
  method: 'get',
  path: '/v1/records/{record}/forecasts',
  operationId: 'readForecasts',
  tags,
  summary: 'Every version judged by what came, and how errors grow with how far ahead it looked',
  description: 'As `fleetwright record forecasts --json` gives it.',
  request: { params: byRecord },
  responses: { 200: json('Forecasts and their errors', forecastsSchema), ...problems(400, 404, 503) },
});

/** Plans of record beside what really came. */
export function recordVarianceRoutes({ store, compute }: Services): Router {
  const app = router();

  const known = async (
    record: string,
  ): Promise<{ readonly state: RecordState; readonly actuals: ActualEntries } | Diagnostic> => {
    const state = await readRecord(store, record);
    if ('code' in state) return state;
    const actuals = await readActuals(store, state);
    return 'code' in actuals ? actuals : { state, actuals };
  };

  app.openapi(variance, async (c) => {
    const { record } = c.req.valid('param');
    const found = await known(record);
    if ('code' in found) return problem(c, 404, [found]);
    const { state, actuals } = found;
    const asked = c.req.valid('query').version;
    const version =
      asked === undefined
        ? (approvedVersion(state) ?? state.versions.at(-1))
        : state.versions.find(({ number }) => number === asked);
    const plan = await getText(store, version?.plan ?? '');
    if (version === undefined || plan === undefined) {
      const none = `${record} has no version${asked === undefined ? '' : ` ${asked}`}`;
      return problem(c, 404, [trouble('FW-HTTP-0001', ['records', record], none)]);
    }
    const answer = await compute.run('variance', { plan, actuals }, c.req.raw.signal);
    return answer.ok
      ? c.json({ record, version: version.number, ...answer.value }, 200)
      : refused(c, answer.problems);
  });

  app.openapi(forecasts, async (c) => {
    const { record } = c.req.valid('param');
    const found = await known(record);
    if ('code' in found) return problem(c, 404, [found]);
    const { state, actuals } = found;
    const texts = await Promise.all(
      state.versions.map(async ({ number, plan }) => ({ number, text: (await getText(store, plan)) ?? '' })),
    );
    const answer = await compute.run('forecasts', { versions: texts, actuals }, c.req.raw.signal);
    const currency = state.versions.at(-1)?.facts.currency ?? 'USD';
    return c.json({ record, currency, ...answer }, 200);
  });

  return app;
}
