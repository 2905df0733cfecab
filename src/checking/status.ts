import type { Check } from './context.ts';
import { violation, type Violation } from './violation.ts';

/** The status says what the rest of the file shows: infeasible has a conflict and orders nothing; all else has an objective and no conflict. */
export const checkStatus: Check = ({ plan }) => {
  const wrong = (expected: string, found: string): Violation =>
    violation(
      'FW-CHK-0056',
      'status',
      expected,
      found,
      `the status is ${plan.status}, but there is ${found}.`,
    );
  const { value } = plan.objective;
  if (plan.status === 'infeasible') {
    return [
      ...(plan.conflict.length === 0 ? [wrong('a conflict', 'no conflict')] : []),
      ...(plan.lines.some((line) => !line.frozen) ? [wrong('no lines', 'a line')] : []),
      ...(plan.placements.length > 0 ? [wrong('no placements', 'a placement')] : []),
      ...(value === null ? [] : [wrong('no objective', 'an objective')]),
    ];
  }
  return [
    ...(plan.conflict.length > 0 ? [wrong('no conflict', 'a conflict')] : []),
    ...(plan.repair.length > 0 ? [wrong('no repair', 'a repair')] : []),
    ...(value === null ? [wrong('an objective', 'none')] : []),
  ];
};
