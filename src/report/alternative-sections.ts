import type { PlanFile } from '../plan/index.ts';
import { moneyCell, percentCell } from './figures.ts';
import { cell, type Section } from './section.ts';

/** Other plans that come near, and by how much they are worse. */
export function runnerUpSection(plan: PlanFile): Section {
  return {
    id: 'runner-ups',
    title: 'Runner-ups that differ most',
    columns: [
      { title: 'Plan' },
      { title: 'Worse by', align: 'right' },
      { title: 'Differs in', align: 'right' },
    ],
    rows: plan.runnerUps.map((other) => [
      cell(other.title),
      percentCell(other.above),
      percentCell(other.difference),
    ]),
    empty: 'No other plan comes near.',
  };
}

/** What would have to change for a line to be another. */
export function breakEvenSection(plan: PlanFile): Section {
  return {
    id: 'break-evens',
    title: 'What would flip a line',
    columns: [{ title: 'Line' }, { title: 'What would change it' }],
    rows: plan.breakEvens.map((flip) => [cell(flip.line), cell(flip.sentence)]),
    empty: '',
  };
}

/** The few rules and requirements that cannot hold together. */
export function conflictSection(plan: PlanFile): Section {
  return {
    id: 'conflict',
    title: 'Why there is no plan',
    intro: 'These cannot all hold together. Giving up one of them resolves this clash; others may remain.',
    columns: [{ title: 'Kind' }, { title: 'Rule, limit or requirement' }, { title: 'In words' }],
    rows: plan.conflict.map((item) => [cell(item.kind), cell(item.title), cell(item.sentence)]),
    empty: 'No conflict could be isolated.',
  };
}

/** Changes that would make a plan possible, with what each plan would cost. */
export function repairSection(plan: PlanFile): Section {
  return {
    id: 'repair',
    title: 'Ways out: each of these would make a plan possible',
    intro: 'What is given up is no saving: compare costs only among changes that keep all the work.',
    columns: [{ title: 'Change' }, { title: 'The plan would cost', align: 'right' }],
    rows: plan.repair.map((change) => [cell(change.sentence), moneyCell(change.objective, plan.currency)]),
    empty: 'No change of one kind is enough.',
  };
}
