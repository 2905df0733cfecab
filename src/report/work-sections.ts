import type { PlanFile } from '../plan/index.ts';
import { numberCell, percent, percentCell, amountCell } from './figures.ts';
import { cell, type Cell, type Section } from './section.ts';

/** Each service: requests per second at the peak hour, with what is served where that is less. */
export function serviceSection(plan: PlanFile): Section {
  return {
    id: 'services',
    title: 'Services, requests per second at the peak hour',
    columns: [
      { title: 'Service' },
      { title: 'Model' },
      ...plan.quarters.map((title): Section['columns'][number] => ({ title, align: 'right' })),
    ],
    rows: plan.services.map((service) => [
      cell(service.name, { rests: [`services.${service.id}.demand`] }),
      cell(service.model),
      ...service.quarters.map(({ peak, served, unmet }): Cell => ({
        text: numberCell(peak).text + (unmet > 0 ? ` (${numberCell(served).text} served)` : ''),
        full: `${peak} request/s at the peak hour, ${served} served`,
        tone: unmet > 0 ? 'bad' : 'good',
      })),
    ]),
    empty: '',
  };
}

/** Each training run: work in FLOP, how much of it is done, where and until when. */
export function runSection(plan: PlanFile): Section {
  return {
    id: 'runs',
    title: 'Training runs',
    columns: [
      { title: 'Run' },
      { title: 'Work', align: 'right' },
      { title: 'Done', align: 'right' },
      { title: 'System' },
      { title: 'Site' },
      { title: 'Chips at once', align: 'right' },
      { title: 'Finished' },
    ],
    rows: plan.runs.map((run) => [
      cell(run.name),
      amountCell(run.flop, 'FLOP'),
      percentCell(run.flop === 0 ? 1 : run.done / run.flop, run.unmet > 0 ? 'bad' : 'good'),
      cell(run.system ?? '–'),
      cell(run.site ?? '–'),
      numberCell(Math.round(run.gang)),
      cell(run.finished ?? 'not finished', run.finished === null ? { tone: 'bad' } : {}),
    ]),
    empty: '',
  };
}

/** Systems at work, by quarter, site and work. */
export function placementSection(plan: PlanFile): Section {
  const keys = [
    ...new Set(plan.placements.map(({ site, system, work }) => `${work}\u0000${site}\u0000${system}`)),
  ].toSorted();
  return {
    id: 'placements',
    title: 'Which systems do which work',
    intro: 'Systems at work, after failures and maintenance.',
    columns: [
      { title: 'Work' },
      { title: 'Site' },
      { title: 'System' },
      ...plan.quarters.map((title): Section['columns'][number] => ({ title, align: 'right' })),
    ],
    rows: keys.map((key) => {
      const [work = '', site = '', system = ''] = key.split('\u0000');
      const here = plan.placements.filter(
        (one) => one.work === work && one.site === site && one.system === system,
      );
      const splitPart = plan.services
        .find(({ id }) => id === work)
        ?.rates.find((rate) => rate.system === system)?.split?.prefillPart;
      return [
        cell(work),
        cell(site),
        cell(splitPart === undefined ? system : `${system} (${percent(splitPart)} on prompts alone)`),
        ...plan.quarters.map((quarter) => {
          const count = here
            .filter((one) => one.quarter === quarter)
            .reduce((sum, one) => sum + one.systems, 0);
          return count === 0 ? cell('') : numberCell(Math.round(count * 10) / 10);
        }),
      ];
    }),
    empty: '',
  };
}
