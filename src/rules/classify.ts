import {
  performanceDensity,
  totalProcessingPower,
  type Accelerator,
  type Country,
} from '../catalog/index.ts';
import type { IsoDate } from '../quantity/index.ts';
import { factBook } from './fact-book.ts';
import { rulesInForce } from './in-force.ts';
import { findingsOf } from './judge.ts';
import { either, type Truth } from './predicate/truth.ts';
import { countryGrouper } from './party-facts.ts';
import {
  categories,
  type Category,
  type Classification,
  type Finding,
  type Rule,
  type RuleContext,
} from './types.ts';
import type { Facts } from './predicate/evaluate.ts';

/**
 * How an accelerator would be classified if it were exported from the United States to somebody in `destination` on a
 * date, by what was law and public then. Its parameters decide, whoever made it. A category that certainly applies
 * decides over one that may apply; but where only the review policy is open (denial or case by case), the answer is
 * unknown.
 */
export function classify(
  accelerator: Accelerator,
  date: IsoDate,
  destination: Country,
  context: RuleContext,
): Classification {
  const item = { ...factBook(context).itemOf(accelerator), subjectToEar: true };
  const rules = rulesInForce(context.rulebook, date, date);
  const facts = factsOfAnExport(item, destination, context);
  const findings = findingsOf(rules, facts, context).filter(looksAtItem);
  const power = totalProcessingPower(accelerator);
  const density = performanceDensity(accelerator);
  return {
    accelerator: accelerator.id,
    date,
    destination,
    tpp: {
      value: power.value,
      low: power.low,
      high: power.high,
      ...(power.format !== undefined && { format: power.format }),
    },
    performanceDensity: { value: density.value, low: density.low, high: density.high },
    category: categoryOf(findings, new Map(rules.map((rule) => [rule.id, rule]))),
    duty: dutyOnImport(rules, item, context),
    rules: findings,
  };
}

/** An ordinary company at the destination buys it there; what for is not said. */
function factsOfAnExport(item: Facts['item'], country: Country, context: RuleContext): Facts {
  const groups = countryGrouper(context.countryGroups)(country);
  const party = {
    country,
    groups,
    kind: 'company',
    stateFunded: false,
    'parent.country': country,
    'parent.groups': groups,
  };
  return {
    item,
    destination: { country, groups },
    buyer: party,
    recipient: party,
    operator: party,
    site: { stateFunded: false },
    order: { acquisition: 'purchase' },
  };
}

function looksAtItem(finding: Finding): boolean {
  return Object.keys(finding.facts).some((name) => name.startsWith('item.') && name !== 'item.subjectToEar');
}

function categoryOf(
  findings: readonly Finding[],
  rules: ReadonlyMap<string, Rule>,
): Classification['category'] {
  const labelled = findings.flatMap((finding) => {
    const rule = rules.get(finding.rule);
    return rule?.category === undefined
      ? []
      : [{ rule, category: rule.category, certain: finding.holds === true }];
  });
  const open = labelled.filter(({ certain }) => !certain);
  const certain = labelled.filter((label) => label.certain);
  const best = categories.find((category) => certain.some((label) => label.category === category));
  if (best === undefined) return open.length > 0 ? 'unknown' : 'free';
  const standing = certain.filter(({ category }) => category === best);
  const policyOpen = standing.every(({ rule }) =>
    open.some((label) => reviewPolicies.has(label.category) && label.rule.supersedes.includes(rule.id)),
  );
  return policyOpen ? 'unknown' : best;
}

/** Labels that say how an application is reviewed; one of them replaces the label of the control itself. */
const reviewPolicies: ReadonlySet<Category> = new Set(['denial', 'case-by-case']);

/** Whether an import of the item into the United States pays duty. */
function dutyOnImport(
  rules: readonly Rule[],
  item: Facts['item'],
  context: RuleContext,
): Classification['duty'] {
  const duties = rules.filter((rule) => rule.effect.kind === 'duty');
  return findingsOf(duties, factsOfAnExport(item, 'US', context), context).reduce<Truth>(
    (any, finding) => either(any, finding.holds),
    false,
  );
}
