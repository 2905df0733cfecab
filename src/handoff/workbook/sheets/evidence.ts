import type { Context } from '../context.ts';
import { formats, number, text, type Cell, type Sheet } from '../model.ts';

/** What the rules say of each line, for each use. */
export function verdictsSheet({ plan }: Context): Sheet {
  const heads = [
    'Line',
    'Use',
    'Order date',
    'Ship date',
    'On order',
    'On ship',
    'Verdict',
    'Reason',
    'Rules',
    'Conditions',
    'Licences it rests on',
  ];
  return {
    name: 'Verdicts',
    about: 'What the rules say of each line, for each use',
    rows: [
      heads.map((head) => text(head, 'head')),
      ...plan.lines.flatMap(({ id, verdicts }) =>
        verdicts.map((verdict): readonly Cell[] => [
          text(id),
          text(verdict.use),
          text(verdict.orderDate),
          text(verdict.shipDate),
          text(verdict.onOrder),
          text(verdict.onShip),
          text(
            verdict.verdict,
            verdict.verdict === 'allowed' || verdict.verdict === 'conditions' ? 'good' : 'bad',
          ),
          text(verdict.reason, 'wrap'),
          text(verdict.rules.join(', '), 'wrap'),
          text(verdict.conditions.join('; '), 'wrap'),
          text(verdict.licences.join(', ')),
        ]),
      ),
    ],
    widths: [40, 11, 12, 12, 11, 11, 11, 50, 50, 50, 24],
    freeze: { rows: 1, columns: 2 },
  };
}

/** What binds, and what one more unit of it would save. */
export function limitsSheet({ plan, money }: Context): Sheet {
  const heads = [
    'Limit or requirement',
    'Kind',
    'Unit',
    'Used',
    'Limit',
    'Room left',
    'Binds',
    'Saved per unit more',
    'Per',
    'One point stricter costs',
    'One point looser saves',
  ];
  return {
    name: 'Limits',
    about: 'What binds, and what one more unit of it would save',
    rows: [
      heads.map((head) => text(head, 'head')),
      ...plan.limits.map((limit): readonly Cell[] => [
        text(limit.title, 'wrap'),
        text(limit.kind),
        text(limit.unit),
        number(limit.used, formats.rate),
        number(limit.limit, formats.rate),
        number(limit.slack, formats.rate),
        text(limit.binding ? 'yes' : 'no', limit.binding ? 'bad' : 'good'),
        number(limit.price, money),
        text(limit.priceUnit ?? ''),
        number(limit.sides?.more ?? null, money),
        number(limit.sides?.less ?? null, money),
      ]),
    ],
    widths: [60, 14, 14, 20, 20, 20, 8, 22, 24, 22, 22],
    freeze: { rows: 1, columns: 1 },
  };
}

/** What simulation says of the service levels, with its intervals; a plan that was not simulated says so. */
export function proofSheet({ plan, money }: Context): Sheet {
  const heads = [
    'Service',
    'Quarter',
    'Simulated',
    'Verdict',
    'Held against',
    'First token: level, s',
    'First token: mean, s',
    '± 95 %, s',
    'First token: p99, s',
    'Per token: level, s',
    'Per token: mean, s',
    '± 95 %, s',
    'Per token: p99, s',
    'Within both levels',
    'Per million tokens',
    'What would meet the level',
  ];
  const services = plan.proof?.services ?? [];
  return {
    name: 'Proof',
    about: 'What simulation says of the service levels',
    rows: [
      heads.map((head) => text(head, 'head')),
      ...(services.length === 0
        ? [[text('Not simulated. `fleetwright simulate` proves the service levels of the plan.')]]
        : []),
      ...services.map((proof): readonly Cell[] => [
        text(proof.service),
        text(proof.quarter),
        text(proof.when),
        text(proof.verdict, proof.verdict === 'met' ? 'good' : 'bad'),
        text(proof.statistic),
        number(proof.levels.ttft, '0.000'),
        number(proof.ttft.mean, '0.000'),
        number(proof.ttft.halfWidth, '0.000'),
        number(proof.ttft.p99, '0.000'),
        number(proof.levels.tpot, '0.0000'),
        number(proof.tpot.mean, '0.0000'),
        number(proof.tpot.halfWidth, '0.0000'),
        number(proof.tpot.p99, '0.0000'),
        number(proof.goodput, formats.percent),
        number(proof.costPerMillionTokens, money),
        text(proof.repair ?? '', 'wrap'),
      ]),
    ],
    widths: [18, 10, 12, 12, 10, 12, 12, 12, 12, 12, 12, 12, 12, 12, 18, 50],
    freeze: { rows: 1, columns: 2 },
  };
}
