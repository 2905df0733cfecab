import type { Accelerator, Party } from '../../catalog/index.ts';
import {
  classify,
  judge,
  timeline,
  type Classification,
  type Judgement,
  type Question,
  type RuleContext,
  type TimelineEntry,
} from '../../rules/index.ts';
import type { World } from '../world.ts';
import { Asked } from './asked.ts';
import type { Answer, Words } from './words.ts';

/** How an accelerator is classified. */
export interface Classified {
  readonly accelerator: Accelerator;
  readonly found: Classification;
}

/** Classifies an accelerator; words: `accelerator` (or a system), `on`, `to` (default CN). */
export function askClassification(words: Words, world: World): Answer<Classified> {
  const asked = new Asked(words, world);
  const accelerator = asked.accelerator('accelerator');
  const date = asked.date('on');
  const destination = asked.country('to', 'CN');
  if (asked.problems.length > 0 || accelerator === undefined) return { ok: false, problems: asked.problems };
  return {
    ok: true,
    value: { accelerator, found: classify(accelerator, date, destination, ruleContext(world)) },
  };
}

/** What the rules say of one purchase or lease. */
export interface Judged {
  readonly question: Question;
  readonly judgement: Judgement;
  /** The verdict permits it: allowed, or allowed with conditions. */
  readonly ok: boolean;
}

/**
 * Asks the rules about one purchase or lease; words: `system`, `to` (a site or a country), `buyer`, `use`, `on`,
 * `known-on`, `lease-from`, `operator`.
 */
export function askRules(words: Words, world: World): Answer<Judged> {
  const { parties, sites, systems } = world.catalog;
  const asked = new Asked(words, world);
  const system = asked.entry('system', systems);
  const buyer = asked.entry('buyer', parties);
  const lessor = asked.has('lease-from') ? asked.entry('lease-from', parties) : undefined;
  const operator = asked.has('operator') ? asked.entry('operator', parties) : undefined;
  const date = asked.date('on');
  const knownOn = asked.has('known-on') ? asked.date('known-on') : undefined;
  const use = asked.use('use');
  const site = sites.get(String(words.to));
  const destination = site?.country ?? asked.country('to', 'CN', sites.keys());
  if (asked.problems.length > 0 || system === undefined || buyer === undefined)
    return { ok: false, problems: asked.problems };
  const question: Question = {
    accelerator: system.accelerator,
    system: system.id,
    destination,
    ...(site && { site: site.id }),
    buyer: buyer.id,
    owner: lessor?.id ?? buyer.id,
    operator: operator?.id ?? lessor?.id ?? buyer.id,
    acquisition: lessor === undefined ? 'purchase' : 'lease',
    use,
    date,
    ...(knownOn !== undefined && { knownOn }),
  };
  const judgement = judge(question, ruleContext(world));
  const ok = judgement.verdict === 'allowed' || judgement.verdict === 'conditions';
  return { ok: true, value: { question, judgement, ok } };
}

/** How the answer for a chip and a buyer changed. */
export interface Followed {
  readonly accelerator: Accelerator;
  readonly buyer: Party;
  readonly lessor: Party | undefined;
  readonly entries: readonly TimelineEntry[];
}

/** Follows the answer over time; words: `accelerator` (or a system), `buyer`, `to`, `lease-from`. */
export function askTimeline(words: Words, world: World): Answer<Followed> {
  const { parties } = world.catalog;
  const asked = new Asked(words, world);
  const accelerator = asked.accelerator('accelerator');
  const buyer = asked.entry('buyer', parties);
  const lessor = asked.has('lease-from') ? asked.entry('lease-from', parties) : undefined;
  const destination = asked.has('to') ? asked.country('to', 'CN') : undefined;
  if (asked.problems.length > 0 || accelerator === undefined || buyer === undefined)
    return { ok: false, problems: asked.problems };
  const entries = timeline(accelerator, buyer.id, ruleContext(world), {
    ...(destination !== undefined && { destination }),
    ...(lessor && { acquisition: 'lease', owner: lessor.id, operator: lessor.id }),
  });
  return { ok: true, value: { accelerator, buyer, lessor, entries } };
}

/** The rules over the facts of the catalog alone: no scenario, no licences. */
function ruleContext({ catalog, rulebook }: World): RuleContext {
  const { accelerators, systems, parties, countryGroups, sites } = catalog;
  return { rulebook, accelerators, systems, parties, countryGroups, sites, licences: [] };
}
