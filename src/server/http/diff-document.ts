import { z } from '@hono/zod-openapi';
import type { PlanDiff } from '../../planning/index.ts';

const list = <S extends z.ZodType>(item: S) => z.array(item).readonly();
const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const money = z.number().describe('Plan currency');

const side = z
  .object({
    scenario: z.string(),
    variant: z.string().nullable(),
    asOf: z.string(),
    status: z.enum(['optimal', 'feasible', 'infeasible', 'interrupted']),
    from: z.string().describe('First quarter'),
    to: z.string().describe('Last quarter'),
    currency: z.string(),
    cost: z.number().nullable().describe('Discounted cash, plan currency; null where nothing is planned'),
    unmet: money.describe('Penalty of unmet demand, plan currency'),
  })
  .openapi('DiffSide');

const line = z
  .object({
    id: z.string(),
    event: z
      .enum(['added', 'dropped', 'more', 'fewer', 'ordered', 'changed'])
      .describe('What happened to it, for somebody who knew the plan before'),
    offer: z.string(),
    system: z.string(),
    site: z.string(),
    orderQuarter: z.string(),
    before: z.number().describe('Systems; 0 where the line is not there'),
    after: z.number().describe('Systems; 0 where the line is not there'),
    moneyBefore: money,
    moneyAfter: money,
    fields: list(z.object({ field: z.string(), before: value, after: value })),
    inputs: list(z.string()).describe('Inputs that changed and are about this line'),
  })
  .openapi('LineChange');

const figure = z
  .object({
    id: z.string(),
    title: z.string(),
    unit: z.string(),
    before: z.number().nullable().describe('Null where that plan does not have it'),
    after: z.number().nullable().describe('Null where that plan does not have it'),
  })
  .openapi('FigureChange');

/** All that differs between two plans, under its name in the OpenAPI document. */
export const diffDocument: z.ZodType<PlanDiff> = z
  .object({
    before: side,
    after: side,
    same: z.boolean().describe('Nothing differs that anybody buys, pays or serves'),
    inputs: z.object({
      scenario: z.boolean().describe('The scenario text differs'),
      catalog: z.boolean(),
      rulesAdded: list(z.string()),
      rulesGone: list(z.string()),
      claims: list(
        z.object({
          path: z.string(),
          before: z.string().nullable(),
          after: z.string().nullable(),
          because: z.string().nullable().describe('Source of the new one, or its written reason'),
        }),
      ),
    }),
    lines: list(line),
    unchanged: z.number().int().describe('Lines that are the same in both'),
    churn: z.number().describe('Systems added to or taken from lines, orders that were stopped among them'),
    cash: list(figure).describe('By quarter that both look at, plan currency, undiscounted'),
    budgets: list(figure).describe('Money spent of each, its own currency'),
    service: list(figure).describe('Served requests per second at the peak; useful FLOP done, by run'),
    conflict: list(z.string()).describe('Why there is no plan after, where there was one before'),
  })
  .openapi('PlanDiff');
