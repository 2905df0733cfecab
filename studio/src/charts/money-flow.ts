import type { PlanFile } from '../../../src/plan/index.ts';

/** A node of the flow: what it is and where it stands, from money at 0 to work at 4. */
export interface FlowNode {
  readonly id: string;
  readonly name: string;
  readonly layer: number;
  readonly kind: 'budget' | 'supplier' | 'system' | 'site' | 'work';
}

/** Money that goes from one node to the next, plan currency. */
export interface FlowLink {
  readonly source: string;
  readonly target: string;
  readonly value: number;
}

/**
 * Price of what is ordered, followed from budgets over suppliers, systems and sites to the work: the last step shares the
 * price of a pool by the system-quarters its machines work on each service or run; a pool without work goes to reserve.
 */
export function moneyFlow(plan: PlanFile): {
  readonly nodes: readonly FlowNode[];
  readonly links: readonly FlowLink[];
} {
  const nodes = new Map<string, FlowNode>();
  const flows = new Map<string, number>();
  const node = (kind: FlowNode['kind'], id: string, name: string): string => {
    const key = `${kind}:${id}`;
    nodes.set(key, {
      id: key,
      name,
      kind,
      layer: ['budget', 'supplier', 'system', 'site', 'work'].indexOf(kind),
    });
    return key;
  };
  const add = (source: string, target: string, value: number): void => {
    const key = `${source}\n${target}`;
    flows.set(key, (flows.get(key) ?? 0) + value);
  };
  const names = new Map([...plan.services, ...plan.runs].map(({ id, name }) => [id, name]));
  for (const line of plan.lines) {
    if (line.reporting <= 0) continue;
    const found = plan.budgets.find(({ id }) => line.budget.includes(id));
    const budget = node('budget', found?.id ?? '', found?.name ?? 'No budget');
    const supplier = node('supplier', line.supplier, line.supplier);
    const system = node(
      'system',
      line.system,
      plan.systems.find(({ id }) => id === line.system)?.name ?? line.system,
    );
    const site = node('site', line.site, line.site);
    add(budget, supplier, line.reporting);
    add(supplier, system, line.reporting);
    add(system, site, line.reporting);
    for (const [work, part] of workOf(plan, line)) {
      add(site, node('work', work, names.get(work) ?? 'Reserve'), line.reporting * part);
    }
  }
  const links = [...flows].map(([key, value]) => {
    const [source = '', target = ''] = key.split('\n');
    return { source, target, value };
  });
  return { nodes: [...nodes.values()], links };
}

/** What the pool of a line works on, as parts of one. */
function workOf(plan: PlanFile, line: PlanFile['lines'][number]): readonly (readonly [string, number])[] {
  const here = plan.placements.filter(
    ({ site, system, uses }) =>
      site === line.site && system === line.system && uses.every((use) => line.uses.includes(use)),
  );
  const all = here.reduce((sum, { systems }) => sum + systems, 0);
  if (all === 0) return [['reserve', 1]];
  const parts = new Map<string, number>();
  for (const { work, systems } of here) parts.set(work, (parts.get(work) ?? 0) + systems / all);
  return [...parts];
}
