import type { ReactNode } from 'react';
import type { PlanFile } from '../../../src/plan/index.ts';
import { Figure, Headline, shownCount, shownMoney, shownPercent, shownPower } from '../kit/figures.tsx';
import { Mark } from '../kit/marks.tsx';
import type { Door } from '../shell/search.ts';

/** The first numbers of a plan, for who asks. */
export function DoorFigures({ plan, door }: { readonly plan: PlanFile; readonly door: Door }): ReactNode {
  const figures = { finance: Finance, capacity: Capacity, compliance: Compliance }[door];
  return <dl className="figures">{figures({ plan })}</dl>;
}

function Finance({ plan }: { readonly plan: PlanFile }): ReactNode {
  const money = (amount: number): ReactNode => <Figure of={shownMoney(amount, plan.currency)} />;
  const signed = (kind: string): number =>
    sum(plan.lines.filter((line) => line.kind === kind).map(({ reporting }) => reporting));
  const resale = -sum(plan.cash.map((quarter) => quarter.resale));
  const paid = sum(plan.cash.map((quarter) => quarter.total)) + resale;
  const rent = signed('lease');
  const later = Math.max(0, rent - sum(plan.cash.map((quarter) => quarter.lease)));
  const bill = paid + later;
  const budgets = plan.budgets.filter(({ currency }) => currency === plan.currency);
  const counted = sum(budgets.map(({ spent }) => spent));
  const largest = plan.cash.toSorted((a, b) => b.total - a.total)[0];
  const floor = plan.limits.find((limit) => limit.kind === 'share' && limit.sides !== null);
  return (
    <>
      <Headline
        name="Cost, discounted"
        value={plan.objective.cost === null ? '–' : money(plan.objective.cost)}
        beside={
          plan.gap === null ? (
            'no bound was proven'
          ) : plan.gap < 1e-6 ? (
            'proven: no plan costs less'
          ) : (
            <>
              the best is at most <Figure of={shownPercent(plan.gap)} /> better
            </>
          )
        }
      />
      <Headline
        name="The whole bill"
        value={money(bill)}
        beside={
          <>
            {budgets.length > 0 && counted <= bill * (1 + 1e-9) ? (
              <>
                {money(counted)} of it counts against budgets of{' '}
                {money(sum(budgets.map((one) => one.amount)))}, {money(bill - counted)} against none
              </>
            ) : (
              'machines, networks, rent, energy, space and support, undiscounted'
            )}
          </>
        }
      />
      <Headline
        name="To be signed"
        value={money(signed('purchase') + signed('lease'))}
        beside={
          <>
            {money(signed('purchase'))} bought, {money(signed('lease'))} rented
          </>
        }
      />
      <Headline
        name={`To be paid by ${plan.quarters.at(-1) ?? ''}`}
        value={money(paid)}
        beside={
          <>
            {later > 1 && <>{money(later)} of rent falls due after that; </>}
            {resale > 1 ? <>{money(resale)} of resale is assumed</> : 'no resale is assumed'}
          </>
        }
      />
      {largest !== undefined && (
        <Headline
          name="Largest quarter"
          value={money(largest.total)}
          beside={`${largest.quarter}, in cash`}
        />
      )}
      {floor?.sides && (
        <Headline
          name={`One point more of “${short(floor.title)}”`}
          value={floor.sides.more === null ? 'cannot be had' : money(floor.sides.more)}
          beside={
            floor.sides.less === null ? (
              'what a point less saves is unknown'
            ) : (
              <>a point less saves {money(floor.sides.less)}</>
            )
          }
        />
      )}
    </>
  );
}

function Capacity({ plan }: { readonly plan: PlanFile }): ReactNode {
  const busiest = plan.power
    .filter(({ limit }) => limit > 0)
    .toSorted((a, b) => b.used / b.limit - a.used / a.limit)[0];
  const unmet = plan.services.flatMap(({ id, quarters }) =>
    quarters.filter((one) => one.unmet > 1e-9 * one.peak).map((one) => ({ id, ...one })),
  );
  const accelerators = sum(plan.lines.map((line) => line.accelerators));
  const perSystem = new Map(plan.systems.map((system) => [system.id, system.accelerators]));
  const last = plan.quarters.at(-1);
  const standing = sum(
    plan.stock
      .filter(({ quarter }) => quarter === last)
      .map((one) => one.systems * (perSystem.get(one.system) ?? 0)),
  );
  const runs = plan.runs.filter(({ unmet: open }) => open <= 0).length;
  const tight = plan.limits.filter(
    ({ binding, kind }) => binding && !['demand', 'run', 'stock'].includes(kind),
  );
  return (
    <>
      <Headline
        name="Demand served at the peak hour"
        value={unmet.length === 0 ? 'all of it' : `short in ${unmet.length} quarters`}
        beside={
          plan.services.length === 0
            ? 'no service is planned'
            : unmet.length === 0
              ? `${plan.services.length} services, every quarter`
              : `first: ${unmet[0]?.id ?? ''} in ${unmet[0]?.quarter ?? ''}`
        }
      />
      <Headline
        name="Training runs finished"
        value={`${runs} of ${plan.runs.length}`}
        beside={
          plan.runs.map(({ name, finished }) => `${name}: ${finished ?? 'not finished'}`)[0] ??
          'none is asked for'
        }
      />
      <Headline
        name="Accelerators ordered"
        value={<Figure of={shownCount(Math.round(accelerators))} />}
        beside={
          <>
            <Figure of={shownCount(Math.round(standing))} /> stand in {last}
          </>
        }
      />
      {busiest !== undefined && (
        <Headline
          name="Busiest power feed"
          value={<Figure of={shownPercent(busiest.used / busiest.limit)} />}
          beside={
            <>
              {busiest.site}, {busiest.quarter}: <Figure of={shownPower(busiest.limit - busiest.used)} /> left
            </>
          }
        />
      )}
      <Headline
        name="Limits without room"
        value={String(tight.length)}
        beside={tight[0]?.title ?? 'nothing but demand binds'}
      />
    </>
  );
}

function Compliance({ plan }: { readonly plan: PlanFile }): ReactNode {
  const conditional = plan.lines.filter(({ verdict }) => verdict === 'conditions').length;
  const licences = new Set(
    plan.lines.flatMap(({ verdicts }) => verdicts.flatMap((record) => record.licences)),
  );
  const refused = plan.lines.flatMap(({ verdicts, uses }) =>
    verdicts.filter(({ use }) => !uses.includes(use)),
  );
  const share = plan.shares.find(({ binding }) => binding) ?? plan.shares[0];
  return (
    <>
      <Headline
        name="Lines allowed on order and ship date"
        value={`${plan.lines.filter(({ verdict }) => verdict === 'allowed').length} of ${plan.lines.length}`}
        beside={conditional === 0 ? 'without conditions' : `${conditional} more under conditions`}
      />
      <Headline
        name="Lines that rest on a licence"
        value={String(
          plan.lines.filter(({ verdicts }) => verdicts.some((one) => one.licences.length > 0)).length,
        )}
        beside={licences.size === 0 ? 'no licence is held or assumed' : [...licences].join(', ')}
      />
      <Headline
        name="Uses ruled out"
        value={String(refused.length)}
        beside="denied, needing a licence, or unknown; unknown counts as no"
      />
      {share !== undefined && (
        <Headline
          name={short(share.name)}
          value={share[share.metric] === null ? '–' : <Figure of={shownPercent(share[share.metric] ?? 0)} />}
          beside={
            <span className="inline">
              by {share.metric}
              {share.met === false ? (
                <Mark shape="cross" word="not met" tone="bad" />
              ) : (
                <Mark shape="tick" word="met" tone="good" />
              )}
            </span>
          }
        />
      )}
      <Headline
        name="Rule set"
        value={`${plan.ruleSet.rules.length} rules`}
        beside={`published by ${plan.ruleSet.asOf}; consistency with them is not legal advice`}
      />
    </>
  );
}

function short(name: string): string {
  return name.length > 44 ? `${name.slice(0, 42).trimEnd()}…` : name;
}

function sum(all: readonly number[]): number {
  return all.reduce((total, value) => total + value, 0);
}
