import type { Check } from './context.ts';
import type { PlanFile } from '../plan/index.ts';
import { violation, type Violation } from './violation.ts';

/**
 * The status says what the rest of the file shows. A plan without an objective plans nothing: there is none because the
 * scenario is infeasible, and then a conflict says why, or because the search was stopped before it found any.
 */
export const checkStatus: Check = ({ plan }) => {
  const wrong = (expected: string, found: string): Violation =>
    violation(
      'FW-CHK-0056',
      'status',
      expected,
      found,
      `the status is ${plan.status}, but there is ${found}.`,
    );
  const unless = (holds: boolean, expected: string, found: string): readonly Violation[] =>
    holds ? [] : [wrong(expected, found)];
  const infeasible = plan.status === 'infeasible';
  return [
    ...unless(
      infeasible === plan.conflict.length > 0,
      infeasible ? 'a conflict' : 'no conflict',
      infeasible ? 'none' : 'one',
    ),
    ...unless(infeasible || plan.repair.length === 0, 'no repair', 'one'),
    ...(plansNothing(plan)
      ? [
          ...unless(infeasible || plan.status === 'interrupted', 'an objective', 'none'),
          ...sections.flatMap((section) =>
            unless(plan[section].length === 0, `nothing in ${section}`, `something in ${section}`),
          ),
        ]
      : unless(!infeasible, 'no objective', 'one')),
  ];
};

/** True when there is no plan in the plan file, only why. */
export function plansNothing(plan: PlanFile): boolean {
  return plan.objective.value === null;
}

const sections = ['lines', 'stock', 'placements', 'budgets', 'cash', 'power', 'limits', 'runnerUps'] as const;
