import type { Check, CheckContext } from './context.ts';
import { expectAtMost, expectEqual, expectFields } from './compare.ts';
import { violation } from './violation.ts';

/** Watts drawn at a site, with cooling and losses, by quarter: everything that stands counts, leases too. */
export function powerAt({ standing, scenario }: CheckContext, site: string): readonly number[] {
  const here = standing.filter((stand) => stand.site.id === site);
  return scenario.quarters.map((_, q) =>
    here.reduce(
      (sum, { system, site: { pue }, count }) => sum + (count[q] ?? 0) * (system.power.value ?? 0) * pue,
      0,
    ),
  );
}

/** No site draws more than it has. */
export const checkPower: Check = (context) =>
  context.scenario.sites.flatMap((site) =>
    powerAt(context, site.id).flatMap((used, q) =>
      expectAtMost(
        'FW-CHK-0040',
        `power:${site.id}:${context.scenario.quarters[q] ?? q}`,
        'power in watts',
        used,
        site.power[q] ?? 0,
      ),
    ),
  );

/** The plan's power figures are those of its stock and of the sites. */
export const checkPowerFigures: Check = (context) =>
  context.scenario.sites.flatMap((site) =>
    powerAt(context, site.id).flatMap((used, q) => {
      const quarter = context.scenario.quarters[q] ?? '';
      const where = `power:${site.id}:${quarter}`;
      const listed = context.plan.power.find((entry) => entry.site === site.id && entry.quarter === quarter);
      if (!listed) return expectEqual('FW-CHK-0041', where, 'entry', 'listed', null);
      const limit = site.power[q] ?? 0;
      return expectFields('FW-CHK-0041', where, { used: [used, listed.used], limit: [limit, listed.limit] });
    }),
  );

/** A system whose power nobody knows cannot be placed under a power limit, nor its energy be paid. */
export const checkPowerKnown: Check = ({ orders }) =>
  orders
    .filter(({ system, line }) => system.power.value === undefined && line.count > 0)
    .map(({ line, system }) => {
      const sentence = `the power of ${system.id} is unknown, so no site can be shown to carry it.`;
      return violation('FW-CHK-0040', line.id, 'a known power', 'unknown', sentence);
    });
