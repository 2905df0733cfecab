import type { IconName } from './icon.tsx';

/** A screen as the rail, the palette and the help name it. */
export interface ScreenEntry {
  readonly to: string;
  readonly name: string;
  readonly icon: IconName;
  /** Key after `g`. */
  readonly key: string;
  readonly group: 'work' | 'know' | 'keep';
  /** What it is for, in the palette. */
  readonly says: string;
  /** What of the address it takes along when one moves to it. */
  readonly takes: readonly ('plan' | 'scenario' | 'door')[];
}

/** Every screen, in the order of the rail. */
export const screens: readonly ScreenEntry[] = [
  {
    to: '/',
    name: 'Home',
    icon: 'home',
    key: 'h',
    group: 'work',
    says: 'Scenarios, plans, examples',
    takes: ['plan', 'scenario'],
  },
  {
    to: '/scenario',
    name: 'Scenario',
    icon: 'scenario',
    key: 's',
    group: 'work',
    says: 'The question: text and form',
    takes: ['plan', 'scenario'],
  },
  {
    to: '/plan',
    name: 'Plan',
    icon: 'plan',
    key: 'p',
    group: 'work',
    says: 'The answer: money, machines, power',
    takes: ['plan', 'scenario', 'door'],
  },
  {
    to: '/proof',
    name: 'Proof',
    icon: 'proof',
    key: 'o',
    group: 'work',
    says: 'Where every number comes from',
    takes: ['plan', 'scenario'],
  },
  {
    to: '/stress',
    name: 'Stress',
    icon: 'stress',
    key: 't',
    group: 'work',
    says: 'What may change, what breaks first',
    takes: ['plan', 'scenario'],
  },
  {
    to: '/compare',
    name: 'Compare',
    icon: 'compare',
    key: 'c',
    group: 'work',
    says: 'Plans side by side',
    takes: ['plan', 'scenario'],
  },
  {
    to: '/catalog',
    name: 'Catalog',
    icon: 'catalog',
    key: 'a',
    group: 'know',
    says: 'Facts with their sources',
    takes: ['plan', 'scenario'],
  },
  {
    to: '/rules',
    name: 'Rules',
    icon: 'rules',
    key: 'u',
    group: 'know',
    says: 'Verdicts over time, and why',
    takes: ['plan', 'scenario'],
  },
  {
    to: '/rates',
    name: 'Rates',
    icon: 'rates',
    key: 'r',
    group: 'know',
    says: 'What each system does for a model',
    takes: ['plan', 'scenario'],
  },
  {
    to: '/companies',
    name: 'Companies',
    icon: 'companies',
    key: 'm',
    group: 'know',
    says: 'Programmes and fleets side by side',
    takes: ['plan', 'scenario'],
  },
  {
    to: '/record',
    name: 'Record',
    icon: 'record',
    key: 'd',
    group: 'keep',
    says: 'Versions, approvals, actuals',
    takes: ['plan', 'scenario'],
  },
  {
    to: '/export',
    name: 'Export',
    icon: 'export',
    key: 'e',
    group: 'keep',
    says: 'Workbook, quotas, tables, a page',
    takes: ['plan', 'scenario'],
  },
];
