import { describe, expect, it } from 'vitest';
import { formats, type ExportedFile } from '../../src/handoff/index.ts';
import { allPlans, paperPlan } from './plans.ts';

/** A plan whose texts would run, break out or lead away wherever they are not treated as texts. */
const hostile = JSON.parse(
  JSON.stringify(paperPlan)
    .replaceAll('homemaker', '../../=cmd|x')
    .replaceAll('A small world', '=1+1\\n| <b>&amp;'),
) as typeof paperPlan;

/** What a far quarter is given: parts of systems, down to very little, at prices and amounts that no cent divides. */
const parts: typeof paperPlan = {
  ...paperPlan,
  lines: paperPlan.lines.map((line, index) => {
    const count = [0.10103914740682471, 0.0031, 2.3333333333][index % 3] ?? 1;
    const factor = count / line.count;
    return {
      ...line,
      whole: false,
      count,
      accelerators: line.accelerators * factor,
      cost: { ...line.cost, amount: line.cost.amount * factor },
    };
  }),
};

describe.each(formats)('$name', ({ files, validate, shape }) => {
  it.each([...allPlans, ['hostile texts', hostile]] as const)(
    'is valid and has the same bytes twice: %s',
    async (_, plan) => {
      const once = await files(plan);
      expect(await validate(once)).toEqual([]);
      expect(await files(structuredClone(plan))).toEqual(once);
    },
  );

  it('names its documents safely, and only one where it is a file', async () => {
    const names = (await files(hostile)).map(({ path }: ExportedFile) => path);
    expect(names.filter((name) => !/^[\w@+=-][\w.@+=-]*$/u.test(name))).toEqual([]);
    expect(shape === 'folder' || names.length === 1).toBe(true);
  });

  it('takes parts of systems, as far quarters have them', async () => {
    const found = await validate(await files(parts));
    expect(found).toEqual([]);
  });

  it('says what is missing', async () => {
    expect((await validate([])).map(({ code }) => code)).toContain('FW-HND-0001');
  });
});
