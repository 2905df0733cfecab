import type { PlanFile } from '../../plan/index.ts';
import { flop, formatMoney, formatQuantity } from '../../quantity/index.ts';
import type { Finding, Verdict } from '../../rules/index.ts';
import type { ResolvedScenario } from '../../scenario/index.ts';
import type { JudgedLines } from '../candidates/index.ts';
import { quarterAt, unjudged } from '../candidates/index.ts';
import { listed, offerName, partyName, percent, siteName } from '../words.ts';
import { ruleOf } from './conflict.ts';
import type { ConflictMember } from './conflict.ts';

type ConflictItem = PlanFile['conflict'][number];

/** More names than these nobody keeps in mind; members of one kind are then told as one. */
const mostItems = 4;

/**
 * A conflict in words that the person who owns each limit would recognise. Where it has many members, those of the
 * most frequent kind are told as one item, with their ids joined by `+`: each of them is needed, so all together are.
 */
export function conflictItems(
  members: readonly ConflictMember[],
  scenario: ResolvedScenario,
  judged: JudgedLines,
): PlanFile['conflict'] {
  let groups: readonly (readonly ConflictMember[])[] = members.map((member) => [member]);
  const kinds = Map.groupBy(members, ({ kind }) => kind);
  for (const [kind, same] of [...kinds].toSorted(([, a], [, b]) => b.length - a.length)) {
    if (groups.length <= mostItems || same.length < 2) break;
    const first = groups.findIndex((group) => group[0]?.kind === kind);
    groups = groups
      .map((group, index) => (index === first ? same : group))
      .filter((group, index) => index === first || group[0]?.kind !== kind);
  }
  return groups.map((group) => itemOf(group, scenario, judged));
}

function itemOf(
  group: readonly ConflictMember[],
  scenario: ResolvedScenario,
  judged: JudgedLines,
): ConflictItem {
  const [first, ...others] = group;
  if (first === undefined) throw new Error('a conflict has no empty items');
  const all = group.map((member) => words(member, scenario, judged));
  const [only] = first.limits;
  if (others.length === 0) {
    const id = first.limits.length === 1 && only !== undefined ? only : first.id;
    return { id, kind: first.kind, title: all[0]?.title ?? id, sentence: all[0]?.sentence ?? id };
  }
  return {
    id: [first.id, ...others.map(({ id }) => id.slice(id.indexOf(':') + 1))].join('+'),
    kind: first.kind,
    title: titleOf(all.map(({ title }) => title)),
    sentence: all.map(({ sentence }) => sentence).join(' '),
  };
}

/** Titles as one: `Supply of A, B and C`. */
function titleOf(titles: readonly string[]): string {
  const supply = 'Supply of ';
  return titles.every((title) => title.startsWith(supply))
    ? `${supply}${listed(titles.map((title) => title.slice(supply.length)))}`
    : listed(titles);
}

interface Words {
  readonly title: string;
  readonly sentence: string;
}

function words({ id, kind, limits }: ConflictMember, scenario: ResolvedScenario, judged: JudgedLines): Words {
  const [, subject = ''] = id.split(':');
  const quarters = limits
    .map((limit) => limit.split(':').at(-1) ?? '')
    .filter((each) => scenario.quarters.includes(each))
    .toSorted();
  const when =
    quarters.length === 0
      ? ''
      : quarters.length === 1
        ? ` in ${quarters[0]}`
        : ` from ${quarters[0]} to ${quarters.at(-1)}`;
  const at = quarters.map((quarter) => scenario.quarters.indexOf(quarter));
  switch (kind) {
    case 'rule':
      return ruleWords(ruleOf(id), judged);
    case 'run':
      return runWords(subject, scenario);
    case 'demand': {
      const service = scenario.services.find((each) => each.id === subject);
      const name = service?.name ?? subject;
      const peaks = at.map((quarter) => service?.peak[quarter] ?? 0);
      const [peak] = peaks;
      const much =
        service === undefined || peak === undefined
          ? ''
          : `, ${range(peaks, (each) => formatQuantity(each as typeof peak, 'request-rate'))},`;
      return {
        title: `Demand of ${name}`,
        sentence: `The peak demand of ${name}${when}${much} must be served.`,
      };
    }
    case 'budget': {
      const budget = scenario.budgets.find((each) => each.id === subject);
      const title = `Budget “${budget?.name ?? subject}”`;
      if (budget === undefined) return { title, sentence: title };
      const { amount, currency, from, to } = budget;
      return {
        title,
        sentence: `The budget “${budget.name}” allows ${formatMoney({ amount, currency })} from ${quarterAt(scenario, from)} to ${quarterAt(scenario, to)}.`,
      };
    }
    case 'power': {
      const site = scenario.sites.find((each) => each.id === subject);
      const powers = at.map((quarter) => site?.power[quarter] ?? 0);
      const [power] = powers;
      const much =
        site === undefined || power === undefined
          ? 'limited power'
          : `${range(powers, (each) => formatQuantity(each as typeof power, 'power'))} for machines and cooling (PUE ${site.pue})`;
      return {
        title: `Power of ${siteName(subject, scenario)}`,
        sentence: `${siteName(subject, scenario)} has ${much}${when}.`,
      };
    }
    case 'allocation': {
      const offer = scenario.offers.find((each) => each.id === subject);
      if (offer === undefined) return { title: subject, sentence: subject };
      const counts = at.map((quarter) => offer.allocation[quarter] ?? 0);
      const most = counts.length === 0 ? 'only so many' : `at most ${range(counts, countText)}`;
      const each = counts.length > 1 ? ' in each quarter' : '';
      return {
        title: `Supply of ${offerName(offer, scenario)}`,
        sentence: `Of ${offerName(offer, scenario)} ${most} can be ordered from ${partyName(offer.supplier, scenario)}${each}${when}.`,
      };
    }
    case 'share': {
      const share = scenario.shares.find((each) => each.id === subject);
      if (share === undefined) return { title: subject, sentence: subject };
      const bound =
        share.atLeast === undefined
          ? `at most ${percent(share.atMost ?? 1, 3)}`
          : `at least ${percent(share.atLeast, 3)}`;
      const metric = { units: 'accelerators', spend: 'spend', compute: 'computing power' }[share.metric];
      return {
        title: share.name,
        sentence: `${share.name}: ${bound} of what is ordered must be domestic, by ${metric}.`,
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
      const who = limit?.by === 'vendor' ? 'maker' : 'supplier';
      const most = percent(limit?.atMost ?? 1, 3);
      return {
        title: `At most ${most} of spend with one ${who}`,
        sentence: `No ${who} may have more than ${most} of spend.`,
      };
    }
    default:
      return { title: subject, sentence: `${subject} cannot do more work than it has systems.` };
  }
}

function runWords(id: string, scenario: ResolvedScenario): Words {
  const run = scenario.runs.find((each) => each.id === id);
  if (run === undefined) return { title: id, sentence: id };
  const places = run.sites.map((site) => siteName(site, scenario));
  const where = places.length < 2 ? places.join('') : `${places.slice(0, -1).join(', ')} or ${places.at(-1)}`;
  const work = formatQuantity(flop(run.flop), 'work');
  const [least, most] = [run.gangMin, run.gangMax].map(countText);
  return {
    title: run.name,
    sentence: `${run.name} must be trained in ${where} by the end of ${scenario.quarters[run.deadline]}: ${work} on ${least} to ${most} accelerators at once.`,
  };
}

function countText(count: number): string {
  return formatQuantity(count, 'count');
}

/** One amount, or the least and the most of several. */
function range(amounts: readonly number[], text: (amount: number) => string): string {
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)].map(text);
  return least === most ? `${most}` : `${least} to ${most}`;
}

function ruleWords(rule: string, judged: JudgedLines): Words {
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
  const named = listed([...new Set(blocked.map(({ system }) => system.name))].toSorted());
  if (finding === undefined) return { title: rule, sentence: `${rule} does not permit ${named}.` };
  const { title, text, effective, verdict } = finding;
  return {
    title,
    sentence: `${title} (${text}, in effect since ${effective}) ${says(verdict, named)}.`,
  };
}

/** What a rule's answer means for the systems it blocks. */
function says(verdict: Verdict, systems: string): string {
  switch (verdict) {
    case 'denied':
      return `forbids ${systems}`;
    case 'licence':
      return `asks a licence for ${systems}`;
    case 'unknown':
      return `leaves open whether ${systems} are permitted, and what is open counts as no`;
    default:
      return `stops ${systems}`;
  }
}

/** What the judge said of a rule: of the first line it blocks, or else of any, as a rule that only caps blocks none. */
export function findingOf(rule: string, { candidates, standing }: JudgedLines): Finding | undefined {
  const verdicts = [...candidates, ...standing].flatMap((each) => each.verdicts);
  const blocked = verdicts.filter(({ blockedBy }) => blockedBy.includes(rule));
  for (const { onOrder, onShip } of blocked.length > 0 ? blocked : verdicts) {
    const finding = [...onShip.findings, ...onOrder.findings].find((each) => each.rule === rule);
    if (finding !== undefined) return finding;
  }
  return undefined;
}
