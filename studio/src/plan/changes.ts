import type { PlanFile } from '../../../src/plan/index.ts';
import { parseQuantity } from '../../../src/quantity/index.ts';

/** What is changed in a what-if: parts of shares, amounts of budgets, how many times the demand, the day. */
export interface Changes {
  readonly shares: Readonly<Record<string, number>>;
  readonly budgets: Readonly<Record<string, number>>;
  /** By service: times what the scenario asks for. */
  readonly demand: Readonly<Record<string, number>>;
  readonly asOf?: string;
}

export const noChanges: Changes = { shares: {}, budgets: {}, demand: {} };

/** `share.floor=0.5;budget.overseas=3e9;demand.chat=2;asOf=2025-06-01`, as the address holds it; undefined where nothing is changed. */
export function writeChanges({ shares, budgets, demand, asOf }: Changes): string | undefined {
  const parts = [
    ...Object.entries(shares).map(([id, value]) => `share.${id}=${value}`),
    ...Object.entries(budgets).map(([id, value]) => `budget.${id}=${value}`),
    ...Object.entries(demand).map(([id, times]) => `demand.${id}=${times}`),
    ...(asOf === undefined ? [] : [`asOf=${asOf}`]),
  ];
  return parts.length === 0 ? undefined : parts.join(';');
}

/** Reads what `writeChanges` wrote; what is not understood is left out. */
export function readChanges(text: string | undefined): Changes {
  const shares: Record<string, number> = {};
  const budgets: Record<string, number> = {};
  const demand: Record<string, number> = {};
  const all: Readonly<Record<string, Record<string, number>>> = { share: shares, budget: budgets, demand };
  let asOf: string | undefined;
  for (const part of (text ?? '').split(';')) {
    const found = /^(?<kind>share|budget|demand)\.(?<id>[^=]+)=(?<value>[\d.e+-]+)$/u.exec(part)?.groups;
    const value = Number(found?.value);
    if (found?.id !== undefined && Number.isFinite(value) && value >= 0) {
      Object.assign(all[found.kind ?? ''] ?? {}, { [found.id]: value });
    }
    asOf = /^asOf=(?<date>\d{4}-\d{2}-\d{2})$/u.exec(part)?.groups?.date ?? asOf;
  }
  return { shares, budgets, demand, ...(asOf !== undefined && { asOf }) };
}

/** The same as the `set` of a variant. */
export function setOf(
  plan: PlanFile,
  { shares, budgets, demand }: Changes,
): Readonly<Record<string, unknown>> {
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
    ...(Object.keys(demand).length > 0 && {
      services: Object.fromEntries(
        Object.entries(demand).map(([id, times]) => [
          id,
          { demand: timesDemand(demandOf(plan, id), times, reason) },
        ]),
      ),
    }),
  };
}

/** Kinds and units of the fields that say how much is asked for; a service has one of them. */
const demandKinds = {
  monthlyUsers: ['users', 'users/month'],
  tokens: ['token-rate', 'tokens/s'],
  requests: ['request-rate', 'requests/s'],
} as const;

/** How much a scenario asks of a service: the field that says so, and what is written, one for all quarters or one each. */
interface WrittenDemand {
  readonly field: keyof typeof demandKinds;
  readonly written: readonly string[];
  readonly byQuarter: boolean;
}

/** What a plan says its scenario asks of a service; undefined where that cannot be scaled. */
export function demandOf({ assumptions }: PlanFile, service: string): WrittenDemand | undefined {
  const start = `services.${service}.demand.`;
  const found = assumptions.flatMap(({ path, written }) => {
    const [name = '', quarter] = path.startsWith(start) ? path.slice(start.length).split('.') : [];
    return isDemandField(name) ? [{ field: name, quarter, written }] : [];
  });
  const [first] = found;
  if (first === undefined) return undefined;
  const { field } = first;
  const byQuarter = first.quarter !== undefined;
  const written = found
    .toSorted((a, b) => Number(a.quarter ?? 0) - Number(b.quarter ?? 0))
    .map((one) => one.written);
  const one = found.every((each) => each.field === field) && (byQuarter || written.length === 1);
  const known = written.every((each) => parseQuantity(each, demandKinds[field][0]).ok);
  return one && known ? { field, written, byQuarter } : undefined;
}

function isDemandField(name: string): name is WrittenDemand['field'] {
  return Object.hasOwn(demandKinds, name);
}

function timesDemand(
  demand: WrittenDemand | undefined,
  times: number,
  reason: string,
): Readonly<Record<string, unknown>> {
  if (demand === undefined) return {};
  const [kind, unit] = demandKinds[demand.field];
  const claims = demand.written.map((written) => {
    const read = parseQuantity(written, kind);
    return { value: `${read.ok ? read.value * times : 0} ${unit}`, grade: 'assumed', reason };
  });
  return { [demand.field]: demand.byQuarter ? claims : claims[0] };
}
