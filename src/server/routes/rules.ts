import { createRoute, z } from '@hono/zod-openapi';
import { didYouMean } from '../../diagnostics/index.ts';
import { askClassification, askRules, askTimeline } from '../../pipeline/index.ts';
import type { Classification } from '../../rules/index.ts';
import { json } from '../http/media.ts';
import { page, pageOf, pageQuery } from '../http/paging.ts';
import { problem, problems, refused } from '../http/problem.ts';
import { dateText } from '../http/references.ts';
import { router, type Router } from '../http/router.ts';
import { trouble } from '../messages.ts';
import type { Services } from '../services.ts';
import { classificationSchema, judgementSchema, ruleSchema, timelineSchema } from './rule-schemas.ts';

const word = (description: string) => z.string().min(1).max(200).openapi({ description });
const country = (description: string) =>
  z
    .string()
    .regex(/^[A-Z]{2}$/u, 'expected two capital letters')
    .openapi({ description, example: 'CN' });

const accelerator = word('An accelerator of the catalog, or a system for the one inside');
const buyer = word('Who orders: a party of the catalog');
const lessor = word('The capacity is rented from this party, which owns and operates it');
const on = dateText.openapi({ description: 'Day whose law is asked for' });

const list = createRoute({
  method: 'get',
  path: '/v1/rules',
  operationId: 'listRules',
  tags: ['rules'],
  summary: 'Rules by id, with dates, predicates and sources',
  request: { query: pageQuery },
  responses: { 200: json('A page of rules', pageOf(ruleSchema, 'RulePage')), ...problems(400) },
});

const classify = createRoute({
  method: 'get',
  path: '/v1/rules/classify',
  operationId: 'classify',
  tags: ['rules'],
  summary: 'Classify an accelerator on a date',
  request: { query: z.object({ accelerator, on, to: country('Destination (default CN)').optional() }) },
  responses: { 200: json('Its category, and why', classificationSchema), ...problems(400, 422) },
});

const check = createRoute({
  method: 'get',
  path: '/v1/rules/check',
  operationId: 'checkRules',
  tags: ['rules'],
  summary: 'Ask the rules about one purchase or lease',
  description: 'Unknown fails closed. By default the buyer owns and operates the system.',
  request: {
    query: z.object({
      system: word('A system of the catalog'),
      to: word('A site of the catalog, or a country of two capital letters'),
      buyer,
      use: z.enum(['training', 'inference']).openapi({ description: 'What it is for' }),
      on,
      'known-on': dateText.openapi({ description: 'Day whose knowledge is used (default: `on`)' }).optional(),
      'lease-from': lessor.optional(),
      operator: word('Who runs the machines, if not the buyer').optional(),
    }),
  },
  responses: { 200: json('The verdict, and why', judgementSchema), ...problems(400, 422) },
});

const timeline = createRoute({
  method: 'get',
  path: '/v1/rules/timeline',
  operationId: 'ruleTimeline',
  tags: ['rules'],
  summary: 'How the answer for a chip and a buyer changed',
  request: {
    query: z.object({
      accelerator,
      buyer,
      to: country('Destination (default: the country of the buyer)').optional(),
      'lease-from': lessor.optional(),
    }),
  },
  responses: { 200: json('Stretches of time, oldest first', timelineSchema), ...problems(400, 422) },
});

const show = createRoute({
  method: 'get',
  path: '/v1/rules/{id}',
  operationId: 'readRule',
  tags: ['rules'],
  summary: 'One rule',
  request: { params: z.object({ id: word('Of the rule') }) },
  responses: { 200: json('The rule', ruleSchema), ...problems(400, 404) },
});

/** The rulebook, and questions to it. */
export function ruleRoutes({ world }: Services): Router {
  const app = router();
  const { rules } = world.rulebook;

  app.openapi(list, (c) =>
    c.json(
      page(rules, ({ id }) => id, c.req.valid('query')),
      200,
    ),
  );

  app.openapi(classify, (c) => {
    const asked = askClassification(c.req.valid('query'), world);
    return asked.ok ? c.json(classificationOf(asked.value.found), 200) : refused(c, asked.problems);
  });

  app.openapi(check, (c) => {
    const asked = askRules(c.req.valid('query'), world);
    if (!asked.ok) return refused(c, asked.problems);
    const { ok, question, judgement } = asked.value;
    return c.json({ ok, question, ...judgement }, 200);
  });

  app.openapi(timeline, (c) => {
    const asked = askTimeline(c.req.valid('query'), world);
    if (!asked.ok) return refused(c, asked.problems);
    const { accelerator: chip, buyer: party, lessor: owner, entries } = asked.value;
    return c.json({ accelerator: chip.id, buyer: party.id, lessor: owner?.id ?? null, entries }, 200);
  });

  app.openapi(show, (c) => {
    const { id } = c.req.valid('param');
    const found = rules.find((each) => each.id === id);
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

function classificationOf(found: Classification): z.infer<typeof classificationSchema> {
  return {
    ...found,
    tpp: figureOf(found.tpp),
    performanceDensity: figureOf(found.performanceDensity),
  };
}

/** A figure as JSON can have it: what is not known, and what has no end, is null. */
function figureOf({ value, low, high, format }: Classification['tpp']): {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly format: string | null;
} {
  return {
    value: value ?? null,
    low: low ?? null,
    high: high === undefined || high === Infinity ? null : high,
    format: format ?? null,
  };
}
