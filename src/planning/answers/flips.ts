import type { PlanFile } from '../../plan/index.ts';
import { flopPerSecond, formatMoney, formatQuantity, requestsPerSecond } from '../../quantity/index.ts';
import type { ResolvedScenario } from '../../scenario/index.ts';
import type { Line } from '../program/index.ts';
import { percent } from '../words.ts';

export type BreakEven = PlanFile['breakEvens'][number];

/** `offer@site` of a line or an order. */
export function placeOf({ candidate }: Pick<Line, 'candidate'>): string {
  return `${candidate.offer.id}@${candidate.site.id}`;
}

/** A price in words, and its unit in the plan file. */
export function priceUnit({ candidate }: Pick<Line, 'candidate'>, { currency }: ResolvedScenario): string {
  return `${currency} per system${candidate.offer.kind === 'lease' ? ' and quarter' : ''}`;
}

export function priceText(
  amount: number,
  { candidate }: Pick<Line, 'candidate'>,
  { currency }: ResolvedScenario,
): string {
  const each = candidate.offer.kind === 'lease' ? 'per system and quarter' : 'per system';
  return `${formatMoney({ amount, currency })} ${each}`;
}

/** A rate against today's, in words: `28 % above its rate`, `3.2 times its rate`. */
export function timesText(factor: number): string {
  return factor < 2
    ? `${percent(factor - 1)} above its rate`
    : `${Number(factor.toPrecision(2))} times its rate`;
}

/** What one system does of one work. */
export interface WorkRate {
  readonly work: string;
  readonly name: string;
  readonly kind: 'service' | 'run';
  /** Requests/s or useful FLOP/s of one system. */
  readonly rate: number;
}

export function rateUnit({ kind, work }: WorkRate): string {
  return `${kind === 'service' ? 'request/s' : 'FLOP/s'} per system for ${work}`;
}

export function rateText(rate: number, { kind }: Pick<WorkRate, 'kind'>): string {
  return kind === 'service'
    ? `${formatQuantity(requestsPerSecond(rate), 'request-rate')} per system`
    : `${formatQuantity(flopPerSecond(rate), 'compute')} per system`;
}
