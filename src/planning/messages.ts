import type { Diagnostic, MessageBook } from '../diagnostics/index.ts';

/** What planning may say beside the plan, by code. */
export const planningMessages = {
  'FW-PLAN-0101': {
    title: 'There is no plan',
    explain:
      'No set of orders meets every requirement within every limit and rule. The plan names a smallest set of them that cannot all hold, and what would mend it.',
  },
  'FW-PLAN-0102': {
    title: 'The search was stopped',
    explain: 'The plan is the best found so far; `gap` says how far from the best possible it may be.',
  },
  'FW-PLAN-0103': {
    title: 'Time ran out before the gap was reached',
    explain: 'The plan is valid, but a better one may exist. Allow more time, or accept a larger gap.',
  },
  'FW-PLAN-0104': {
    title: 'Time ran out before any plan was found',
    explain: 'Neither a plan nor a proof that there is none was found in the time allowed. Allow more time.',
  },
  'FW-PLAN-0105': {
    title: 'Far quarters are a forecast',
    explain:
      'Orders in quarters after `wholeQuarters` are not commitments yet and may be fractions of a system. Near quarters are whole.',
  },
  'FW-PLAN-0106': {
    title: 'A system without a power figure was left out',
    explain:
      'Power is a limit of every site, so a system whose power nobody states cannot be planned. Add a figure or an assumption.',
  },
  'FW-PLAN-0107': {
    title: 'Standing systems may not be used',
    explain:
      'The rules permit no use of part of the existing fleet or of a frozen order. It still stands, draws power and costs money, but no work is placed on it.',
  },
  'FW-PLAN-0108': {
    title: 'A system and a work could not be rated',
    explain: 'Without a rate no work is placed there. The reason says what is missing.',
  },
  'FW-PLAN-0109': {
    title: 'The plan rests on an assumed licence',
    explain:
      'A licence with status `assumed` is an input of the scenario, not a fact. Without it the lines that name it are not permitted.',
  },
  'FW-PLAN-0110': {
    title: 'Work is left unmet',
    explain:
      'The objective allows unmet demand and unfinished runs, and within the limits not all of it can be done.',
  },
  'FW-PLAN-0111': {
    title: 'Answers beyond the plan were left out',
    explain:
      'Prices, runner-ups, break-evens, conflicts and repairs take many more solves. Search and answers share the time limit; what did not fit is left out, and so is most of it for a very large program. A conflict that is not proven smallest still clashes, but may name more than it must. Allow more time.',
  },
} as const satisfies MessageBook;

/** A diagnostic of planning; severity and hint by its caller. */
export function planningDiagnostic(
  code: keyof typeof planningMessages,
  severity: Diagnostic['severity'],
  message: string,
  path: readonly (string | number)[] = [],
): Diagnostic {
  return { code, severity, path, message };
}
