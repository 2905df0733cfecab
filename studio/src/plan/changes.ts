import type { PlanFile } from '../../../src/plan/index.ts';

/** What is changed in a what-if: parts of shares, amounts of budgets, the day. */
export interface Changes {
  readonly shares: Readonly<Record<string, number>>;
  readonly budgets: Readonly<Record<string, number>>;
  readonly asOf?: string;
}

export const noChanges: Changes = { shares: {}, budgets: {} };

/** `share.floor=0.5;budget.overseas=3e9;asOf=2025-06-01`, as the address holds it; undefined where nothing is changed. */
export function writeChanges({ shares, budgets, asOf }: Changes): string | undefined {
  const parts = [
    ...Object.entries(shares).map(([id, value]) => `share.${id}=${value}`),
    ...Object.entries(budgets).map(([id, value]) => `budget.${id}=${value}`),
    ...(asOf === undefined ? [] : [`asOf=${asOf}`]),
  ];
  return parts.length === 0 ? undefined : parts.join(';');
}

/** Reads what `writeChanges` wrote; what is not understood is left out. */
export function readChanges(text: string | undefined): Changes {
  const shares: Record<string, number> = {};
  const budgets: Record<string, number> = {};
  let asOf: string | undefined;
  for (const part of (text ?? '').split(';')) {
    const found = /^(?<kind>share|budget)\.(?<id>[^=]+)=(?<value>[\d.e+-]+)$/u.exec(part)?.groups;
    const value = Number(found?.value);
    if (found?.id !== undefined && Number.isFinite(value) && value >= 0) {
      (found.kind === 'share' ? shares : budgets)[found.id] = value;
    }
    asOf = /^asOf=(?<date>\d{4}-\d{2}-\d{2})$/u.exec(part)?.groups?.date ?? asOf;
  }
  return { shares, budgets, ...(asOf !== undefined && { asOf }) };
}

/** The same as the `set` of a variant. */
export function setOf(plan: PlanFile, { shares, budgets }: Changes): Readonly<Record<string, unknown>> {
  const reason = 'moved in the studio to see what it does';
  return {
    ...(Object.keys(shares).length > 0 && {
      shares: Object.fromEntries(
        Object.entries(shares).map(([id, part]) => [
          id,
          {
            atLeast: { value: `${Number((part * 100).toFixed(1))} %`, grade: 'assumed', reason },
            binding: true,
          },
        ]),
      ),
    }),
    ...(Object.keys(budgets).length > 0 && {
      budgets: Object.fromEntries(
        Object.entries(budgets).map(([id, amount]) => {
          const currency = plan.budgets.find((budget) => budget.id === id)?.currency ?? plan.currency;
          return [id, { amount: { value: `${Math.round(amount)} ${currency}`, grade: 'assumed', reason } }];
        }),
      ),
    }),
  };
}
