import type { PlanFile } from '../../plan/index.ts';
import { formatMoney, formatQuantity } from '../../quantity/index.ts';
import type { Finding } from '../../rules/index.ts';
import type { ResolvedScenario } from '../../scenario/index.ts';
import type { JudgedLines } from '../candidates/index.ts';
import { unjudged } from '../candidates/index.ts';
import { ruleOf } from './conflict.ts';
import type { ConflictMember } from './conflict.ts';

/** A conflict in words that the person who owns each limit would recognise. */
export function conflictItems(
  members: readonly ConflictMember[],
  scenario: ResolvedScenario,
  judged: JudgedLines,
): PlanFile['conflict'] {
  return members.map((member) => {
    const [only] = member.limits;
    const id = member.limits.length === 1 && only !== undefined ? only : member.id;
    return { id, kind: member.kind, ...words(member, scenario, judged) };
  });
}

function words(
  { id, kind, limits }: ConflictMember,
  scenario: ResolvedScenario,
  judged: JudgedLines,
): { readonly title: string; readonly sentence: string } {
  const [, subject = ''] = id.split(':');
  const quarters = limits
    .map((limit) => limit.split(':').at(-1) ?? '')
    .filter((each) => scenario.quarters.includes(each));
  const when =
    quarters.length === 0
      ? ''
      : quarters.length === 1
        ? ` in ${quarters[0]}`
        : ` from ${quarters.toSorted()[0]} to ${quarters.toSorted().at(-1)}`;
  const at = scenario.quarters.indexOf(quarters[0] ?? '');
  switch (kind) {
    case 'rule':
      return ruleWords(ruleOf(id), judged);
    case 'run': {
      const run = scenario.runs.find((each) => each.id === subject);
      const title = `Run ${run?.name ?? subject}`;
      if (run === undefined) return { title, sentence: title };
      const places = run.sites.join(' or ');
      return {
        title,
        sentence: `${run.name} must be trained at ${places} by ${scenario.quarters[run.deadline]}: ${formatQuantity(run.flop as never, 'work')} on ${run.gangMin} to ${run.gangMax} accelerators at once.`,
      };
    }
    case 'demand': {
      const service = scenario.services.find((each) => each.id === subject);
      const peak = service?.peak[at];
      const much = peak === undefined ? 'its peak demand' : formatQuantity(peak, 'request-rate');
      return {
        title: `Demand of ${service?.name ?? subject}`,
        sentence: `${service?.name ?? subject} must be served at its peak of ${much}${when}.`,
      };
    }
    case 'budget': {
      const budget = scenario.budgets.find((each) => each.id === subject);
      const title = `Budget ${budget?.name ?? subject}`;
      if (budget === undefined) return { title, sentence: title };
      const { amount, currency, from, to } = budget;
      return {
        title,
        sentence: `${budget.name} allows ${formatMoney({ amount, currency })} from ${scenario.quarters[from]} to ${scenario.quarters[to]}.`,
      };
    }
    case 'power': {
      const site = scenario.sites.find((each) => each.id === subject);
      const power = site?.power[at];
      const much =
        power === undefined
          ? 'limited power'
          : `${formatQuantity(power, 'power')}, of which PUE ${site?.pue} takes its part`;
      return {
        title: `Power of ${site?.name ?? subject}`,
        sentence: `${site?.name ?? subject} has ${much}${when}.`,
      };
    }
    case 'allocation': {
      const offer = scenario.offers.find((each) => each.id === subject);
      const much = offer?.allocation[at];
      return {
        title: `Supply of ${subject}`,
        sentence: `${offer?.supplier ?? 'The supplier'} allocates ${much === undefined ? 'a limited number of' : `at most ${much}`} systems of ${subject}${when}.`,
      };
    }
    case 'share': {
      const share = scenario.shares.find((each) => each.id === subject);
      const bound =
        share?.atLeast === undefined
          ? `at most ${percent(share?.atMost ?? 1)}`
          : `at least ${percent(share.atLeast)}`;
      return {
        title: share?.name ?? subject,
        sentence: `${share?.name ?? subject}: ${bound} of what is ordered must be domestic, by ${share?.metric}.`,
      };
    }
    case 'cap': {
      const finding = findingOf(subject, judged);
      const title = finding?.title ?? subject;
      return {
        title,
        sentence: `${finding?.reason ?? title}: more than the cap of ${id.split(':').at(-1)} would have to go there.`,
      };
    }
    case 'concentration': {
      const limit = scenario.concentrations.find((each) => each.id === subject);
      return {
        title: `Concentration ${subject}`,
        sentence: `No ${limit?.by} may have more than ${percent(limit?.atMost ?? 1)} of spend.`,
      };
    }
    default:
      return { title: subject, sentence: `${subject} cannot do more work than it has systems.` };
  }
}

function ruleWords(rule: string, judged: JudgedLines): { readonly title: string; readonly sentence: string } {
  const blocked = judged.candidates.filter(({ verdicts }) =>
    verdicts.some((each) => each.blockedBy.includes(rule)),
  );
  const [first] = blocked;
  if (rule === unjudged || first === undefined) {
    return {
      title: 'No judgement',
      sentence:
        'The rules give no answer for some of what stands or could be ordered, and unknown counts as no.',
    };
  }
  const finding = findingOf(rule, judged);
  const systems = [...new Set(blocked.map(({ system }) => system.name))].toSorted();
  const named =
    systems.length > 3
      ? `${systems.slice(0, 3).join(', ')} and ${systems.length - 3} more`
      : systems.join(', ');
  const text = finding === undefined ? '' : ` (${finding.text}, in effect since ${finding.effective})`;
  const answer =
    finding === undefined
      ? 'does not permit'
      : {
          denied: 'forbids',
          licence: 'asks a licence for',
          unknown: 'may forbid',
          allowed: 'stops',
          conditions: 'stops',
        }[finding.verdict];
  return { title: finding?.title ?? rule, sentence: `${finding?.title ?? rule}${text} ${answer} ${named}.` };
}

/** What the judge said of a rule, from the first line it blocks. */
export function findingOf(rule: string, { candidates, standing }: JudgedLines): Finding | undefined {
  for (const { verdicts } of [...candidates, ...standing]) {
    for (const { blockedBy, onOrder, onShip } of verdicts) {
      if (!blockedBy.includes(rule)) continue;
      const finding = [...onShip.findings, ...onOrder.findings].find((each) => each.rule === rule);
      if (finding !== undefined) return finding;
    }
  }
  return undefined;
}

function percent(part: number): string {
  return `${Number((part * 100).toPrecision(3))} %`;
}
