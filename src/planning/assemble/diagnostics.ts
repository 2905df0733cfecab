import type { Diagnostic } from '../../diagnostics/index.ts';
import { sortDiagnostics } from '../../diagnostics/index.ts';
import type { PlanFile } from '../../plan/index.ts';
import { formatMoney } from '../../quantity/index.ts';
import { planningDiagnostic as say } from '../messages.ts';
import type { AssembleInput } from './assemble.ts';

/** What a reader of the plan must know beside its numbers. */
export function planDiagnostics(
  input: AssembleInput & { readonly penalty: number },
  status: PlanFile['status'],
  gap: number | null,
): PlanFile['diagnostics'] {
  return sortDiagnostics([
    ...outcome(input, status, gap),
    ...standing(input),
    ...leftOut(input),
    ...licences(input),
    ...unmet(input),
    ...unanswered(input),
  ]).map((each) => ({
    code: each.code,
    severity: each.severity,
    message: each.message,
    hint: each.hint ?? null,
    path: each.path.join('.'),
  }));
}

function outcome(
  { found, options }: AssembleInput,
  status: PlanFile['status'],
  gap: number | null,
): readonly Diagnostic[] {
  const reached = gap === null ? 'unknown' : `${(gap * 100).toPrecision(3)} %`;
  if (status === 'infeasible')
    return [say('FW-PLAN-0101', 'error', 'no plan meets every requirement within every limit and rule')];
  if (found.end === 'nothing')
    return [say('FW-PLAN-0104', 'error', `no plan was found within ${options.timeLimit} s`)];
  if (found.end === 'interrupted')
    return [say('FW-PLAN-0102', 'warning', `the search was stopped; the gap is ${reached}`)];
  if (found.end === 'limit')
    return [say('FW-PLAN-0103', 'warning', `after ${options.timeLimit} s the gap is ${reached}`)];
  return [];
}

function standing({ built, solution, scenario }: AssembleInput): readonly Diagnostic[] {
  const idle = built.layout.standing
    .filter((each) => each.uses.length === 0 && each.count.some((count) => count > 0))
    .map((each) =>
      say(
        'FW-PLAN-0107',
        'warning',
        `the rules permit no use of ${each.system.name} at ${each.site.name} (${each.id})`,
        [each.frozen === undefined ? 'fleet' : 'frozen', each.id],
      ),
    );
  const forecast = (solution?.orders ?? []).some(
    ({ candidate }) => candidate.order >= scenario.wholeQuarters,
  );
  return forecast
    ? [
        ...idle,
        say(
          'FW-PLAN-0105',
          'note',
          `orders after the first ${scenario.wholeQuarters} quarters are a forecast and may be fractions of a system`,
        ),
      ]
    : idle;
}

function leftOut({ built, rates, scenario }: AssembleInput): readonly Diagnostic[] {
  const powerless = new Set(
    built.layout.useless
      .filter(({ system }) => system.power.value === undefined)
      .map(({ system }) => system.id),
  );
  const offered = new Set(scenario.offers.map((offer) => offer.system));
  return [
    ...[...powerless]
      .toSorted()
      .map((system) =>
        say('FW-PLAN-0106', 'warning', `nobody states the power of ${system}`, ['systems', system]),
      ),
    ...rates.unrated
      .filter(({ system }) => offered.has(system))
      .map(({ system, work, why }) =>
        say('FW-PLAN-0108', 'note', `${system} is not rated for ${work}: ${why}`, ['rates', system, work]),
      ),
  ];
}

function unmet({
  solution,
  penalty,
  scenario,
}: AssembleInput & { readonly penalty: number }): readonly Diagnostic[] {
  if (solution === undefined || penalty <= 0) return [];
  const amount = formatMoney({ amount: penalty, currency: scenario.currency });
  return [
    say(
      'FW-PLAN-0110',
      'warning',
      `not all work can be done within the limits; the penalty of what is unmet is ${amount}`,
    ),
  ];
}

function unanswered({ leftOut: { parts, large }, options }: AssembleInput): readonly Diagnostic[] {
  if (parts.length === 0) return [];
  const because = large ? 'the program is large' : `${options.timeLimit} s were over`;
  return [
    {
      ...say('FW-PLAN-0111', 'warning', `left out, as ${because}: ${parts.join(', ')}`),
      hint: large ? 'Plan fewer offers, sites or quarters at once' : 'Allow more time',
    },
  ];
}

function licences({ solution, scenario }: AssembleInput): readonly Diagnostic[] {
  const assumed = new Set(
    scenario.licences.filter((licence) => licence.status === 'assumed').map((licence) => licence.id),
  );
  const used = new Set(
    (solution?.orders ?? []).flatMap(({ candidate }) =>
      candidate.verdicts.flatMap((each) => [...each.onOrder.licences, ...each.onShip.licences]),
    ),
  );
  return [...used]
    .filter((id) => assumed.has(id))
    .toSorted()
    .map((id) =>
      say('FW-PLAN-0109', 'warning', `the plan rests on the licence ${id}, which is assumed`, [
        'licences',
        id,
      ]),
    );
}
