/** Inputs that change together, in the order in which they are changed. */
export const inputGroups = ['facts', 'demand', 'sites', 'fx', 'offers', 'limits', 'rates', 'rules'] as const;
export type InputGroup = (typeof inputGroups)[number];

/** What each group is, for people. */
export const groupTitles: Readonly<Record<InputGroup, string>> = {
  facts: 'what happened: time, deliveries, work done',
  demand: 'demand and training runs',
  sites: 'power, tariffs and buildings',
  fx: 'exchange rates',
  offers: 'prices, lead times and supply',
  limits: 'budgets, shares and the objective',
  rates: 'what machines do',
  rules: 'rules and licences',
};

/** The plan that is best when the groups up to this one are as they are now, and the others as they were. */
export interface SolvedStep {
  /** Groups that changed since the step before. */
  readonly groups: readonly InputGroup[];
  /** Systems by line id; undefined where there is no plan. */
  readonly counts: ReadonlyMap<string, number> | undefined;
  /** Discounted cash of what lies ahead, and penalty of what is not served; plan currency. */
  readonly cost: number | undefined;
  readonly unmet: number | undefined;
  /** The changed inputs of these groups, in words. */
  readonly inputs: readonly string[];
}

/** One step of the way from the plan before to the plan now. */
export interface AttributionStep {
  readonly groups: readonly InputGroup[];
  readonly title: string;
  /** False: with these inputs there is no plan; what it would have changed counts with the next step that has one. */
  readonly feasible: boolean;
  readonly cost: number | null;
  readonly unmet: number | null;
  /** Against the step before that has a plan; null for the first. */
  readonly costChange: number | null;
  readonly unmetChange: number | null;
  /** Systems of orders that this step added, and that it dropped. */
  readonly added: number;
  readonly dropped: number;
  readonly inputs: readonly string[];
}

/** How much of the change of one line each group explains; the parts add up to the change. */
export interface LineParts {
  readonly id: string;
  readonly before: number;
  readonly after: number;
  readonly parts: readonly {
    readonly groups: readonly InputGroup[];
    readonly systems: number;
    /** Changed inputs of these groups that are about this line; empty where it follows from other lines. */
    readonly about: readonly string[];
  }[];
}

/** Why a plan differs from the one before. */
export interface Attribution {
  readonly steps: readonly AttributionStep[];
  readonly lines: readonly LineParts[];
}

const noise = 1e-6;

/**
 * Adds up what each step changed. Steps without a plan join the next that has one: what they changed cannot be told
 * apart. The parts of a line add up to its change, and so do those of the money, because each step begins where the one
 * before ended; another order of the groups would give other parts.
 *
 * @param about the changed inputs of some groups that are about a line
 */
export function attribution(
  before: ReadonlyMap<string, number>,
  solved: readonly SolvedStep[],
  about: (line: string, groups: readonly InputGroup[]) => readonly string[],
): Attribution {
  const steps: AttributionStep[] = [];
  const parts = new Map<string, LineParts['parts'][number][]>();
  let counts = before;
  let money: { readonly cost: number; readonly unmet: number } | undefined;
  let waiting: readonly InputGroup[] = [];
  for (const step of solved) {
    const groups = [...waiting, ...step.groups];
    if (step.counts === undefined || step.cost === undefined || step.unmet === undefined) {
      waiting = groups;
      steps.push({
        ...stepWords(step.groups),
        feasible: false,
        cost: null,
        unmet: null,
        costChange: null,
        unmetChange: null,
        added: 0,
        dropped: 0,
        inputs: step.inputs,
      });
      continue;
    }
    waiting = [];
    const changes = changesOf(counts, step.counts);
    for (const [line, systems] of changes) {
      const known = parts.get(line) ?? [];
      known.push({ groups, systems, about: about(line, groups) });
      parts.set(line, known);
    }
    const sizes = [...changes.values()];
    steps.push({
      ...stepWords(groups),
      feasible: true,
      cost: step.cost,
      unmet: step.unmet,
      costChange: money === undefined ? null : step.cost - money.cost,
      unmetChange: money === undefined ? null : step.unmet - money.unmet,
      added: sizes.filter((size) => size > 0).reduce((sum, size) => sum + size, 0),
      dropped: -sizes.filter((size) => size < 0).reduce((sum, size) => sum + size, 0),
      inputs: step.inputs,
    });
    counts = step.counts;
    money = { cost: step.cost, unmet: step.unmet };
  }
  const last = counts;
  return {
    steps,
    lines: [...parts]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, list]) => ({ id, before: before.get(id) ?? 0, after: last.get(id) ?? 0, parts: list })),
  };
}

function stepWords(groups: readonly InputGroup[]): Pick<AttributionStep, 'groups' | 'title'> {
  return { groups, title: groups.map((group) => groupTitles[group]).join(', and ') };
}

function changesOf(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const changes = new Map<string, number>();
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    const change = (after.get(id) ?? 0) - (before.get(id) ?? 0);
    if (Math.abs(change) > noise) changes.set(id, change);
  }
  return changes;
}
