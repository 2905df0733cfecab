import { z } from 'zod';

/** Words that several parts of the plan file are made of. */
export const quarter = z
  .string()
  .regex(/^\d{4}Q[1-4]$/)
  .describe('Calendar quarter, `YYYYQn`');

export const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .describe('Calendar date');

export const verdict = z
  .enum(['allowed', 'conditions', 'licence', 'unknown', 'denied'])
  .describe('What the rules say, from best to worst; unknown counts as no');

export const use = z.enum(['training', 'inference']);

/** A pool of the stock at a site: machines of one system that the rules permit for the same uses. */
export const uses = z.array(use).describe('Which pool of the stock: the uses the rules permit it for');

export const metric = z
  .enum(['units', 'spend', 'compute'])
  .describe('What is counted: accelerators, price of systems and leases, or total processing power');

export const limitKind = z
  .enum(['budget', 'power', 'share', 'allocation', 'concentration', 'demand', 'run', 'rule', 'cap', 'stock'])
  .describe('What sets it');

export const money = z.object({
  amount: z.number().describe('Major units, not rounded'),
  currency: z.string().describe('ISO 4217'),
});

export const interval = z.object({
  value: z.number().describe('Central prediction; the one that is planned with'),
  low: z.number().describe('Low end of the 80 % interval'),
  high: z.number().describe('High end of the 80 % interval'),
});

export const site = z.string().describe('Site id');
export const system = z.string().describe('System id');
export const offer = z.string().describe('Offer id');
