import type { PlanFile, PlanLine } from '../../plan/index.ts';

/** One of the two plans that are compared. */
export interface DiffSide {
  readonly scenario: string;
  readonly variant: string | null;
  readonly asOf: string;
  readonly status: PlanFile['status'];
  /** First and last quarter. */
  readonly from: string;
  readonly to: string;
  readonly currency: string;
  /** Discounted cash, plan currency; null where nothing is planned. */
  readonly cost: number | null;
  /** Penalty of unmet demand, plan currency. */
  readonly unmet: number;
}

/** One field that differs. */
export interface FieldChange {
  readonly field: string;
  readonly before: string | number | boolean | null;
  readonly after: string | number | boolean | null;
}

/** What happened to a line, from the view of somebody who knew the plan before. */
export type LineEvent =
  /** It was not there. */
  | 'added'
  /** It is gone. */
  | 'dropped'
  | 'more'
  | 'fewer'
  /** It was planned and is ordered now; nothing else differs that matters. */
  | 'ordered'
  /** Same count; price, dates, verdict or uses differ. */
  | 'changed';

/** One line that differs. */
export interface LineChange {
  readonly id: string;
  readonly event: LineEvent;
  readonly offer: string;
  readonly system: string;
  readonly site: string;
  readonly orderQuarter: string;
  /** Systems; 0 where the line is not there. */
  readonly before: number;
  readonly after: number;
  /** Price of the line, plan currency; 0 where it is not there. */
  readonly moneyBefore: number;
  readonly moneyAfter: number;
  readonly fields: readonly FieldChange[];
  /** Inputs that changed and are about this line: claims, verdicts, rules. Facts, not yet an explanation. */
  readonly inputs: readonly string[];
}

/** A claim the plans rest on that differs. */
export interface ClaimChange {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Source of the new one, or its written reason. */
  readonly because: string | null;
}

/** Before and after of one figure; null where that plan does not have it. */
export interface FigureChange {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** All that differs between two plans. */
export interface PlanDiff {
  readonly before: DiffSide;
  readonly after: DiffSide;
  /** Nothing differs that anybody buys, pays or serves. */
  readonly same: boolean;
  readonly inputs: {
    /** The scenario text differs. */
    readonly scenario: boolean;
    readonly catalog: boolean;
    /** Ids of rules known only to one of the two. */
    readonly rulesAdded: readonly string[];
    readonly rulesGone: readonly string[];
    readonly claims: readonly ClaimChange[];
  };
  readonly lines: readonly LineChange[];
  /** Lines that are the same in both. */
  readonly unchanged: number;
  /** Systems added to or taken from lines, orders that were stopped among them; what was ordered as planned is none. */
  readonly churn: number;
  /** Cash by quarter, plan currency, undiscounted; of quarters that both look at. */
  readonly cash: readonly FigureChange[];
  /** Money spent of each budget, its own currency. */
  readonly budgets: readonly FigureChange[];
  /** Served requests per second at the peak, by service and quarter that both look at; useful FLOP done, by run. */
  readonly service: readonly FigureChange[];
  /** Why there is no plan after, where there was one before. */
  readonly conflict: readonly string[];
}

/** The side of a plan in a diff. */
export function sideOf(plan: PlanFile): DiffSide {
  const { scenario, variant, asOf, status, quarters, currency, objective } = plan;
  const [from = '', to = from] = [quarters[0], quarters.at(-1)];
  return {
    scenario,
    variant,
    asOf,
    status,
    from,
    to,
    currency,
    cost: objective.cost,
    unmet: objective.unmet,
  };
}

/** Two lines of the same id are the same to a buyer when none of these fields differs. */
export function fieldsOf(line: PlanLine): Readonly<Record<string, FieldChange['before']>> {
  return {
    count: line.count,
    deliveryQuarter: line.deliveryQuarter,
    endQuarter: line.endQuarter,
    [`price of one (${line.cost.currency})`]: line.count === 0 ? null : line.cost.amount / line.count,
    verdict: line.verdict,
    uses: line.uses.join(', '),
    ordered: line.frozen,
  };
}
