import { readFileSync } from 'node:fs';
import { packageRoot } from '../../src/files/index.ts';
import { readPlan, type PlanFile } from '../../src/plan/index.ts';
import { addVersion, type Act, type Changed, type Store } from '../../src/store/index.ts';

/** Text of a golden plan. */
export function goldenText(name: string): string {
  return readFileSync(`${packageRoot}scenarios/golden/${name}.plan.json`, 'utf8');
}

/** A golden plan. */
export function goldenPlan(name: string): PlanFile {
  const { plan } = readPlan(name, goldenText(name));
  if (plan === undefined) throw new Error(`no golden plan ${name}`);
  return plan;
}

export const noon = '2026-11-27T12:00:00.000Z';

/** Ann does something to the record `r`. */
export function act(author = 'Ann', more: Partial<Act> = {}): Act {
  return { record: 'r', author, at: noon, ...more };
}

/** What a change gave; fails the test when it was refused. */
export function done(made: Changed | readonly { readonly message: string }[]): Changed {
  if ('state' in made) return made;
  throw new Error(made.map(({ message }) => message).join('\n'));
}

/** Codes of what was against a change; empty when it was made. */
export function codes(made: Changed | readonly { readonly code: string }[]): readonly string[] {
  return 'state' in made ? [] : made.map(({ code }) => code);
}

/** Adds a version of the research centre's plan that differs from every other by its spelling. */
export async function addSample(
  store: Store,
  doing: Act,
  more: Partial<Parameters<typeof addVersion>[2]> = {},
): ReturnType<typeof addVersion> {
  const mark = `${doing.author} ${doing.record} ${counter++}`;
  return addVersion(store, doing, {
    plan: sample,
    planText: `${sampleText}${' '.repeat(counter % 7)}\n${JSON.stringify(mark)}`,
    scenario: undefined,
    checked: { violations: 0, first: [] },
    message: mark,
    title: 'A record',
    ...more,
  });
}

let counter = 0;
const sampleText = '{}';
const sample = goldenPlan('research-centre');
