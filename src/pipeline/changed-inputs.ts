import type { RateTable } from '../performance/index.ts';
import {
  claimSentence,
  verdictChanges,
  type ClaimChange,
  type InputGroup,
  type Judge,
  type PlanDiff,
} from '../planning/index.ts';
import { formatNumber } from '../quantity/index.ts';
import type { ResolvedScenario } from '../scenario/index.ts';
import type { PreparedReplan, ReplanWish } from './prepare-replan.ts';

/** The inputs that changed, group by group, in words. */
export interface ChangedInputs {
  of(group: InputGroup): readonly string[];
  /** Those of some groups that are about a line: its offer, its system, its site. */
  about(line: string, groups: readonly InputGroup[]): readonly string[];
}

interface Changed {
  readonly group: InputGroup;
  readonly sentence: string;
  /** The one line it is about, where it is about no other. */
  readonly line?: string;
  /** A line it is about has all of these among its offer, site and system; none = it is about no line alone. */
  readonly names: readonly string[];
}

/** First steps of the paths of claims, by the group they belong to. */
const roots: Readonly<Partial<Record<string, InputGroup>>> = {
  services: 'demand',
  runs: 'demand',
  sites: 'sites',
  fx: 'fx',
  offers: 'offers',
  systems: 'offers',
  costs: 'offers',
  discountRate: 'offers',
  budgets: 'limits',
  shares: 'limits',
  concentration: 'limits',
};

/** Everything that differs in the inputs of two plans, sorted into groups. */
export function changedInputs(input: {
  readonly wish: ReplanWish;
  readonly prepared: PreparedReplan;
  readonly diff: PlanDiff;
  readonly tables: Readonly<Record<'old' | 'now', RateTable>>;
  readonly judges: Readonly<Record<'old' | 'now', Judge>>;
  readonly scenario: ResolvedScenario;
}): ChangedInputs {
  const { wish, prepared, diff, tables, judges, scenario } = input;
  const verdicts = verdictChanges(scenario, judges.old, judges.now).map(
    ({ offer, site, sentence }): Changed => {
      return { group: 'rules', sentence, names: [offer, site] };
    },
  );
  const stopped = (prepared.taken?.stopped ?? []).map(({ id, why, count, reason, offer, site }): Changed => {
    const group = why === 'rules' ? 'rules' : 'facts';
    return {
      group,
      sentence: `${count} ordered systems of ${id} will not come: ${reason}`,
      line: id,
      names: [offer, site],
    };
  });
  const all: readonly Changed[] = [
    ...factChanges(wish, prepared),
    ...stopped,
    ...fleetChanges(prepared, scenario),
    ...objectiveChange(wish, scenario),
    ...diff.inputs.claims.flatMap(claimChange),
    ...rateChanges(tables),
    ...verdicts,
  ];
  const lines = new Map([...wish.before.lines, ...diff.lines].map((line) => [line.id, line]));
  return {
    of: (group) => [...new Set(all.filter((each) => each.group === group).map(({ sentence }) => sentence))],
    about: (id, groups) => {
      const line = lines.get(id);
      if (line === undefined) return [];
      const own = new Set([line.offer, line.site, line.system]);
      return all
        .filter(
          ({ group, names, line: only = id }) =>
            only === id && groups.includes(group) && names.length > 0 && names.every((name) => own.has(name)),
        )
        .map(({ sentence }) => sentence);
    },
  };
}

function claimChange(claim: ClaimChange): readonly Changed[] {
  const [root = '', name = ''] = claim.path.split('.');
  const group = roots[root];
  if (group === undefined) return [];
  const names = ['offers', 'systems', 'sites'].includes(root) ? [name] : [];
  return [{ group, sentence: claimSentence(claim), names }];
}

function objectiveChange({ before }: ReplanWish, { objective }: ResolvedScenario): readonly Changed[] {
  if (before.objective.kind === objective.kind) return [];
  const sentence = `objective: ${before.objective.kind} → ${objective.kind}`;
  return [{ group: 'limits', sentence, names: [] }];
}

/** Orders that come at another time than was planned. */
function factChanges({ before }: ReplanWish, { taken }: PreparedReplan): readonly Changed[] {
  const planned = new Map(before.lines.map((line) => [line.id, line]));
  return (taken?.orders ?? []).flatMap(
    ({ id, offer, site, count, deliveryQuarter, delivered }): readonly Changed[] => {
      const line = planned.get(id.replace(/#\d+$/u, ''));
      if (line === undefined || line.deliveryQuarter === deliveryQuarter) return [];
      const word = delivered ? 'came' : 'is promised for';
      const sentence = `${count} systems of ${id}: planned for ${line.deliveryQuarter}, ${word} ${deliveryQuarter}`;
      return [{ group: 'facts', sentence, line: id, names: [offer, site] }];
    },
  );
}

/** What was seen to stand, where it was seen rather than said by the scenario. */
function fleetChanges({ taken }: PreparedReplan, { quarters }: ResolvedScenario): readonly Changed[] {
  return (taken?.fleet ?? []).map(({ id, system, site, count }) => ({
    group: 'facts',
    sentence: `${id}: ${count} ${system} were seen at ${site} by ${quarters[0] ?? ''}, besides what orders brought`,
    names: [system, site],
  }));
}

/** Rates that differ from those the plan before recorded. */
function rateChanges({ old, now }: Readonly<Record<'old' | 'now', RateTable>>): readonly Changed[] {
  if (old === now) return [];
  return [
    ...now.services.flatMap((rate, index) =>
      rateChange(
        rate.system,
        rate.service,
        old.services[index]?.requestsPerSecond.value ?? 0,
        rate.requestsPerSecond.value,
        'request/s',
      ),
    ),
    ...now.runs.flatMap((rate, index) =>
      rateChange(
        rate.system,
        rate.run,
        old.runs[index]?.flopPerSecond.value ?? 0,
        rate.flopPerSecond.value,
        'FLOP/s',
      ),
    ),
  ];
}

function rateChange(system: string, work: string, was: number, is: number, unit: string): readonly Changed[] {
  if (was === is) return [];
  const sentence = `${system} for ${work}: ${formatNumber(was)} → ${formatNumber(is)} ${unit} a system`;
  return [{ group: 'rates', sentence, names: [system] }];
}
