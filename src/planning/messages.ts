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
  'FW-PLAN-0112': {
    title: 'An order is stopped by the rules',
    explain:
      'The order was placed when the rules let it ship; those of the as-of date let it ship for no use. It is taken to come never and to cost nothing. Licences, where they are given, bring it back: hold or assume one in the scenario.',
  },
  'FW-PLAN-0113': {
    title: 'News of an order that nobody placed',
    explain:
      'Deliveries name an order that the plan before does not hold, or more systems than were ordered.',
  },
  'FW-PLAN-0114': {
    title: 'An order is overdue',
    explain:
      'It is still open although the quarter it is promised for is over. It is expected in the quarter of the as-of date.',
  },
  'FW-PLAN-0115': {
    title: 'What was delivered is not seen',
    explain:
      'The plan before says that these systems were delivered, and the fleet that was given holds fewer. They are counted as delivered; say in the deliveries what became of them.',
  },
  'FW-PLAN-0119': {
    title: 'What was seen stands nowhere',
    explain: 'Systems were seen at a site that the scenario does not have, or at none. They are left out.',
  },
  'FW-PLAN-0120': {
    title: 'A forecast has passed',
    explain:
      'Orders in quarters after `wholeQuarters` are a forecast. Their quarter is over and the plan was not made anew in time, so they were never orders: they are taken not to have been placed. Say in the scenario, under `frozen`, what was ordered all the same.',
  },
  'FW-PLAN-0116': {
    title: 'A run is over',
    explain: 'Its deadline has passed and not all of it was done. It is no part of the plan any more.',
  },
  'FW-PLAN-0117': {
    title: 'The day is not one to plan anew on',
    explain:
      'A plan is made anew on a day that is not before its own as-of date and not behind the last quarter of its programme.',
  },
  'FW-PLAN-0118': {
    title: 'The scenario has changed',
    explain:
      'The text of the scenario is not the one the plan before was made from, and that text is not at hand. What changed in it cannot be told apart from what else changed: name it with `--previous`.',
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

/** What planning anew may say of orders, by what it is about. */
export const say = {
  stopped: (order: string, count: number, reason: string): Diagnostic =>
    planningDiagnostic(
      'FW-PLAN-0112',
      'warning',
      `${count} systems of ${order} were ordered and will not come: ${reason}`,
      ['replan', 'stopped', order],
    ),
  unknownOrder: (order: string): Diagnostic => ({
    ...planningDiagnostic(
      'FW-PLAN-0113',
      'warning',
      `no order \`${order}\` was placed; its news is left out`,
      ['deliveries', order],
    ),
    hint: 'orders have the ids of the lines they were: see the plan before',
  }),
  moreThanOrdered: (order: string, told: number, ordered: number): Diagnostic =>
    planningDiagnostic(
      'FW-PLAN-0113',
      'warning',
      `the news of ${order} is about ${told} systems; ${ordered} were ordered, and no more are counted`,
      ['deliveries', order],
    ),
  overdue: (order: string, count: number, promised: string, now: string): Diagnostic =>
    planningDiagnostic(
      'FW-PLAN-0114',
      'warning',
      `${count} systems of ${order} were promised for ${promised} and are open; they are expected in ${now}`,
      ['deliveries', order],
    ),
  notSeen: (place: string, missing: number): Diagnostic =>
    planningDiagnostic(
      'FW-PLAN-0115',
      'warning',
      `${missing} delivered systems of ${place} are not among what was seen there`,
      ['fleet', place],
    ),
  noSuchSite: (id: string, site: string, known: readonly string[]): Diagnostic => ({
    ...planningDiagnostic(
      'FW-PLAN-0119',
      'warning',
      site === ''
        ? `${id} stands at no site`
        : `${id} stands at \`${site}\`, which is no site of the scenario`,
      ['fleet', id],
    ),
    hint: `its sites: ${known.join(', ')}`,
  }),
  forecastOver: (lines: readonly string[]): Diagnostic =>
    planningDiagnostic(
      'FW-PLAN-0120',
      'warning',
      `${lines.length === 1 ? '1 forecast of a quarter that is over was' : `${lines.length} forecasts of quarters that are over were`} not ordered: ${lines.slice(0, 5).join(', ')}${lines.length > 5 ? ', …' : ''}`,
      ['replan'],
    ),
  runOver: (run: string, deadline: string, part: number): Diagnostic =>
    planningDiagnostic(
      'FW-PLAN-0116',
      'warning',
      `the run ${run} was due by ${deadline} with ${Math.round(part * 1000) / 10} % of it done`,
      ['runs', run],
    ),
  notADay: (message: string, hint: string): Diagnostic => ({
    ...planningDiagnostic('FW-PLAN-0117', 'error', message, ['as-of']),
    hint,
  }),
  scenarioChanged: (): Diagnostic => ({
    ...planningDiagnostic(
      'FW-PLAN-0118',
      'warning',
      'the scenario is not the text the plan before was made from; what changed in it is not told apart',
      ['scenario'],
    ),
    hint: 'name that text with --previous FILE',
  }),
};
