import type { ResolvedScenario } from '../../scenario/index.ts';
import type { Line } from '../program/index.ts';
import { inSentence, partyName, percent } from '../words.ts';

/** A group of lines whose spend is made as small or as large as the slack allows. */
export interface Push {
  readonly id: string;
  /** What it pushes on. */
  readonly way: string;
  readonly title: string;
  readonly lines: readonly Line[];
  readonly sign: 1 | -1;
}

/** The least and the most of every vendor, site and system that can be ordered; `slack` is only for their titles. */
export function pushesOf(lines: readonly Line[], scenario: ResolvedScenario, slack: number): readonly Push[] {
  const groups = new Map<string, { readonly way: string; readonly name: string; readonly lines: Line[] }>();
  for (const line of lines) {
    const { system, site } = line.candidate;
    const keys = [
      ['vendor', system.vendor, `machines of ${partyName(system.vendor, scenario)}`],
      ['site', site.id, `machines at ${inSentence(site.name)}`],
      ['system', system.id, `machines of type ${system.name}`],
    ] as const;
    for (const [way, id, name] of keys) {
      const key = `${way}:${id}`;
      const group = groups.get(key) ?? { way, name, lines: [] };
      group.lines.push(line);
      groups.set(key, group);
    }
  }
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, group]): readonly Push[] => [
      {
        id: `least:${key}`,
        way: group.way,
        title: `As few ${group.name} as a plan up to ${percent(slack)} worse allows`,
        lines: group.lines,
        sign: 1,
      },
      {
        id: `most:${key}`,
        way: group.way,
        title: `As many ${group.name} as a plan up to ${percent(slack)} worse allows`,
        lines: group.lines,
        sign: -1,
      },
    ]);
}
