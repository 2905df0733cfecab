import { z } from 'zod';
import { costKinds } from './resolved-limits.ts';
import { claim, country, entries, quarterRef, text, use, where, window } from './shape-parts.ts';

const budget = z.strictObject({
  name: text('Name for people; default: the id').optional(),
  amount: claim('money', 'The most that may be spent'),
  window: window.optional(),
  ...where,
  kinds: z.array(z.enum(costKinds)).min(1).optional().describe('Costs it pays for; default: all of them'),
  counts: z
    .enum(['orders', 'cash'])
    .optional()
    .describe('`orders` (default): one-off costs and whole leases count when ordered; `cash`: when paid'),
});

const share = z.strictObject({
  name: text('Name for people; default: the id').optional(),
  rule: text('Id of the rule it comes from').optional(),
  atLeast: claim('ratio', 'Least domestic part of what is ordered').optional(),
  atMost: claim('ratio', 'Greatest domestic part of what is ordered').optional(),
  metric: z
    .enum(['units', 'spend', 'compute'])
    .describe('Counted in accelerators, in price of systems, or in processing power'),
  binding: z.boolean().optional().describe('`true` (default): a limit; `false`: a wish that is reported'),
  window: window.optional(),
  ...where,
});

const concentration = z.strictObject({
  by: z.enum(['vendor', 'supplier']).describe('Who must not weigh too much: makers or sellers'),
  atMost: claim('ratio', 'Greatest part of the spend on systems that one may have'),
  ...where,
});

const licence = z.strictObject({
  status: z.enum(['held', 'assumed']).describe('`assumed`: the plan says that it rests on it'),
  reason: text('Why it may be assumed, or where the held one is recorded'),
  rules: z.array(z.string()).min(1).describe('Ids of the rules it answers'),
  accelerators: z.array(z.string()).optional().describe('Accelerators it covers; default: any'),
  destinations: z.array(country).optional().describe('Countries it covers; default: any'),
  uses: z.array(use).optional().describe('Uses it covers; default: both'),
  from: quarterRef.optional().describe('First quarter; default: the as-of date'),
  until: quarterRef.optional().describe('Last quarter; default: no end'),
});

const statement = z.strictObject({
  title: text('What is said'),
  kind: z.enum(['money', 'count', 'power', 'ratio']).optional().describe('Of what; default: money'),
  parts: z
    .array(z.union([claim('money', 'A part'), z.string()]))
    .min(2)
    .describe('Parts: claims, or references such as `budgets/overseas` and `background/total`'),
  total: claim('money', 'What they are said to add up to; a claim or a reference'),
  tolerance: claim('ratio', 'Difference that rounding explains; default: 1 %').optional(),
});

const background = z.strictObject({
  title: text('What is said'),
  kind: z
    .enum(['money', 'count', 'ratio', 'users', 'duration', 'date', 'text', 'tokens', 'power', 'work'])
    .describe('Of what kind the claim is'),
  claim: claim('text', 'The claim, with its source'),
});

/** What bounds the plan, and what is said about it. */
export const limits = {
  budgets: entries(
    budget,
    'Money, by id; each with its own currency, window, sites and kinds of cost',
  ).optional(),
  shares: entries(share, 'Least or greatest domestic parts of what is ordered, by id').optional(),
  concentration: entries(concentration, 'No maker or seller above a part of the spend, by id').optional(),
  licences: entries(licence, 'Licences held or assumed, by id').optional(),
  background: entries(
    background,
    'Claims that belong to the case though no number of the plan rests on them, by id',
  ).optional(),
  statements: entries(
    statement,
    'Sums that are said to hold, by id; those that do not are reported, never repaired',
  ).optional(),
};
export type RawShare = z.infer<typeof share>;
export type RawStatement = z.infer<typeof statement>;
export type RawWindow = z.infer<typeof window>;
