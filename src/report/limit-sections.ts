import type { PlanFile, PlanLimit } from '../plan/index.ts';
import { moneyCell, percentCell, powerCell, amountCell } from './figures.ts';
import { cell, type Cell, type Section } from './section.ts';

/** Domestic shares wanted and reached, in three metrics. */
export function shareSection(plan: PlanFile): Section {
  return {
    id: 'shares',
    title: 'Domestic share, in three metrics',
    intro:
      'The metric in brackets is the one the scenario counts by; the others are shown because the guidance does not say.',
    columns: [
      { title: 'Rule or wish' },
      { title: 'Wanted', align: 'right' },
      { title: 'Units', align: 'right' },
      { title: 'Spend', align: 'right' },
      { title: 'Compute', align: 'right' },
      { title: 'Met' },
    ],
    rows: plan.shares.map((share) => [
      cell(`${share.name} (${share.metric}${share.binding ? '' : ', not binding'})`),
      cell(
        [
          share.atLeast === null ? [] : [`at least ${percentCell(share.atLeast).text}`],
          share.atMost === null ? [] : [`at most ${percentCell(share.atMost).text}`],
        ]
          .flat()
          .join(', '),
      ),
      percentCell(share.units),
      percentCell(share.spend),
      percentCell(share.compute),
      share.met === null
        ? cell('nothing ordered')
        : cell(share.met ? 'yes' : 'no', { tone: share.met ? 'good' : share.binding ? 'bad' : 'warn' }),
    ]),
    empty: '',
  };
}

/** Most limits shown in the answer; the page has all of them further down. */
const mostShown = 12;

/** Limits with a price, the dearest first. */
export function bindingSection(plan: PlanFile): Section {
  const rows = pricedLimits(plan);
  return {
    ...limitTable(plan, rows.slice(0, mostShown)),
    id: 'limits',
    title: 'What binds, and its price',
    intro: `What one more unit of each limit or requirement would cost or save, at this plan; discounted.${rows.length > mostShown ? ` The ${mostShown} dearest of ${rows.length}.` : ''}`,
    empty: 'No limit has a price: more of any of them would save nothing.',
  };
}

/** Every limit and requirement with its slack and price. */
export function limitSection(plan: PlanFile): Section {
  return {
    ...limitTable(plan, plan.limits),
    id: 'all-limits',
    title: 'All limits and requirements',
    empty: '',
  };
}

/** Limits and requirements with a price, the dearest first. What stands is no limit of anybody's and left out. */
export function pricedLimits(plan: PlanFile): readonly PlanLimit[] {
  return plan.limits
    .filter(({ kind, price }) => kind !== 'stock' && price !== null && price !== 0)
    .toSorted((a, b) => Math.abs(b.price ?? 0) - Math.abs(a.price ?? 0) || (a.id < b.id ? -1 : 1));
}

/** `costs 31.9k USD per request/s` or `saves …`: what one more unit does; undefined where nothing is known. */
export function worth(limit: PlanLimit, currency: string): string | undefined {
  if (limit.price === null) return undefined;
  const amount = moneyCell(Math.abs(limit.price), currency).text;
  const unit = (limit.priceUnit ?? `per ${limit.unit}`).replace(/^[A-Z]{3} /u, '');
  return limit.price === 0 ? 'nothing' : `${limit.price < 0 ? 'costs' : 'saves'} ${amount} ${unit}`;
}

function limitTable(plan: PlanFile, limits: readonly PlanLimit[]): Pick<Section, 'columns' | 'rows'> {
  return {
    columns: [
      { title: 'Limit or requirement' },
      { title: 'Used', align: 'right' },
      { title: 'Of', align: 'right' },
      { title: 'One more of it' },
    ],
    rows: limits.map((limit) => [
      cell(limit.title),
      amountCell(limit.used, limit.unit),
      amountCell(limit.limit, limit.unit),
      cell(worth(limit, plan.currency) ?? '–'),
    ]),
  };
}

/** Used power against what each site can give, by quarter. */
export function powerSection(plan: PlanFile): Section {
  const sites = [...new Set(plan.power.map(({ site }) => site))];
  return {
    id: 'power',
    title: 'Power by site, used of available',
    columns: [
      { title: 'Site' },
      ...plan.quarters.map((title): Section['columns'][number] => ({ title, align: 'right' })),
    ],
    rows: sites.map((site) => [
      cell(site, { rests: [`sites.${site}.power`] }),
      ...plan.quarters.map((quarter): Cell => {
        const entry = plan.power.find((one) => one.site === site && one.quarter === quarter);
        if (!entry) return cell('–');
        return {
          text: `${powerCell(entry.used).text} of ${powerCell(entry.limit).text}`,
          full: `${entry.used} W of ${entry.limit} W`,
        };
      }),
    ]),
    empty: '',
  };
}
