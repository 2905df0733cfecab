import type { Check } from './context.ts';
import { expectEqual, expectFields } from './compare.ts';
import type { Order } from './orders.ts';
import { best, isPermitted, worst, type Ruling } from './rulings.ts';
import { violation, type Violation } from './violation.ts';

/** Every line is judged again, for each use of its site, on the day it is ordered and the day it ships. */
export const checkVerdicts: Check = ({ orders }) =>
  orders.flatMap((order) => {
    const { line, rulings } = order;
    const uses = expectEqual(
      'FW-CHK-0020',
      line.id,
      'uses with a verdict',
      rulings.map((ruling) => ruling.use),
      line.verdicts.map((record) => record.use),
    );
    return [...uses, ...rulings.flatMap((ruling) => sameRecord(order, ruling))];
  });

function sameRecord({ line }: Order, ruling: Ruling): readonly Violation[] {
  const record = line.verdicts.find((candidate) => candidate.use === ruling.use);
  if (!record) return [];
  const where = `${line.id} for ${ruling.use}`;
  const both = [ruling.onOrder, ruling.onShip];
  const findings = both.flatMap((judgement) => judgement.findings);
  return [
    ...expectFields('FW-CHK-0020', where, {
      'verdict on order': [ruling.onOrder.verdict, record.onOrder],
      'verdict on shipping': [ruling.onShip.verdict, record.onShip],
      verdict: [ruling.verdict, record.verdict],
      conditions: [distinct(both.flatMap((judgement) => judgement.conditions)), record.conditions],
      rules: [distinct(findings.map((finding) => finding.rule)), record.rules],
    }),
    ...expectFields('FW-CHK-0021', where, {
      'order date': [ruling.orderDate, record.orderDate],
      'ship date': [ruling.shipDate, record.shipDate],
    }),
  ];
}

/** A line may be put to the uses the rules permit, and to no other; a new line needs at least one. */
export const checkPermitted: Check = ({ orders }) =>
  orders.flatMap(({ line, rulings, uses }) => {
    const permitted = rulings.filter((ruling) => uses.includes(ruling.use));
    const verdict =
      uses.length > 0
        ? worst(permitted.map((ruling) => ruling.verdict))
        : best(rulings.map((ruling) => ruling.verdict));
    const forbidden =
      uses.length === 0 && !line.frozen
        ? [
            violation(
              'FW-CHK-0024',
              line.id,
              'allowed or conditions',
              verdict,
              `the rules do not permit it for any use; at best the verdict is ${verdict}.`,
            ),
          ]
        : [];
    return [
      ...forbidden,
      ...expectFields('FW-CHK-0023', line.id, { uses: [uses, line.uses], verdict: [verdict, line.verdict] }),
    ];
  });

/**
 * A verdict rests on licences that the scenario holds or assumes: each answers a rule that asks for one, and each such
 * rule is answered.
 */
export const checkLicences: Check = ({ orders, scenario }) =>
  orders.flatMap(({ line, rulings }) =>
    rulings.flatMap((ruling) => {
      const record = line.verdicts.find((candidate) => candidate.use === ruling.use);
      if (!record) return [];
      const waived = waivedRules(ruling);
      const named = scenario.licences.filter((licence) => record.licences.includes(licence.id));
      const where = `${line.id} for ${ruling.use}`;
      const idle = record.licences.filter(
        (id, index) =>
          record.licences.indexOf(id) < index ||
          !named.some((licence) => licence.id === id && licence.rules.some((rule) => waived.includes(rule))),
      );
      const open = waived.filter((rule) => !named.some((licence) => licence.rules.includes(rule)));
      return [
        ...idle.map((id) => {
          const sentence = `the licence \`${id}\` answers no rule here, or the scenario neither holds nor assumes it.`;
          return violation('FW-CHK-0022', where, 'a licence that answers a rule', id, sentence);
        }),
        ...distinct(open).map((rule) => {
          const sentence = `the rule \`${rule}\` asks for a licence, and the plan names none that answers it.`;
          return violation('FW-CHK-0022', where, `a licence for ${rule}`, record.licences, sentence);
        }),
      ];
    }),
  );

/** Rules that would stop the line on either date, had the scenario no licence that answers them. */
function waivedRules({ onOrder, onShip }: Ruling): readonly string[] {
  return [...onOrder.findings, ...onShip.findings]
    .filter(
      ({ effect, verdict }) =>
        (effect.kind === 'licence' || effect.kind === 'uncertain') && isPermitted(verdict),
    )
    .map((finding) => finding.rule);
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
