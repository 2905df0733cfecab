import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { didYouMean } from '../../diagnostics/index.ts';
import type { Rule } from '../../rules/index.ts';
import { json } from '../http/media.ts';
import { page, pageOf, pageQuery } from '../http/paging.ts';
import { problem, problems } from '../http/problem.ts';
import { router, type AppEnv } from '../http/router.ts';
import { trouble } from '../messages.ts';
import type { Services } from '../services.ts';

const rule = z
  .object({
    id: z.string(),
    title: z.string(),
    jurisdiction: z.enum(['US', 'CN']),
    authority: z.string().describe('Who made it'),
    text: z.string().describe('Citation'),
    published: z.string().describe('When the public could know of it'),
    effective: z.string().describe('First day it has effect'),
    until: z
      .object({ date: z.string(), published: z.string(), why: z.string() })
      .optional()
      .describe('Last day it has effect, and when that became known'),
    gate: z.enum(['export', 'import', 'use', 'procurement', 'cost']).describe('What it guards'),
    category: z.string().optional().describe('What it makes of an item'),
    when: z.string().describe('Predicate'),
    effect: z.record(z.string(), z.unknown()).describe('What it does where it holds'),
    supersedes: z.array(z.string()).describe('Rules that no longer count where it holds'),
    informative: z.boolean().describe('Recorded for people, never evaluated'),
    grade: z.enum(['A', 'B', 'C', 'derived', 'assumed']).describe('How good its source is'),
    sources: z.array(z.string()).describe('Keys of its sources'),
    notes: z.array(z.string()),
  })
  .openapi('Rule');

const list = createRoute({
  method: 'get',
  path: '/v1/rules',
  operationId: 'listRules',
  tags: ['rules'],
  summary: 'Rules by id, with dates, predicates and sources',
  request: { query: pageQuery },
  responses: { 200: json('A page of rules', pageOf(rule, 'RulePage')), ...problems(400) },
});

const show = createRoute({
  method: 'get',
  path: '/v1/rules/{id}',
  operationId: 'readRule',
  tags: ['rules'],
  summary: 'One rule',
  request: { params: z.object({ id: z.string().max(200).openapi({ description: 'Of the rule' }) }) },
  responses: { 200: json('The rule', rule), ...problems(400, 404) },
});

/** The rulebook. */
export function ruleRoutes({ world }: Services): OpenAPIHono<AppEnv> {
  const app = router();
  const { rules } = world.rulebook;
  const written = rules.map(writtenRule);

  app.openapi(list, (c) =>
    c.json(
      page(written, ({ id }) => id, c.req.valid('query')),
      200,
    ),
  );

  app.openapi(show, (c) => {
    const { id } = c.req.valid('param');
    const found = written.find((each) => each.id === id);
    if (found) return c.json(found, 200);
    const guess = didYouMean(
      id,
      rules.map((each) => each.id),
    );
    const hint = guess === undefined ? 'see GET /v1/rules' : `did you mean \`${guess}\`?`;
    return problem(c, 404, [trouble('FW-HTTP-0001', ['rules', id], `there is no rule \`${id}\``, hint)]);
  });

  return app;
}

function writtenRule(each: Rule): z.infer<typeof rule> {
  return {
    ...each,
    effect: { ...each.effect },
    supersedes: [...each.supersedes],
    sources: [...each.sources],
    notes: [...each.notes],
  };
}
