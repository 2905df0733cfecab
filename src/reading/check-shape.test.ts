import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkShape } from './check-shape.ts';
import { claimSchema } from './claims.ts';
import { readYaml } from './yaml-document.ts';

const schema = z.strictObject({
  name: z.string(),
  use: z.enum(['training', 'inference']).optional(),
  sites: z
    .array(z.strictObject({ power: claimSchema('power'), country: z.string().length(2).optional() }))
    .optional(),
  counts: z.record(z.string(), z.number()).optional(),
});

const say = (text: string): readonly string[] =>
  checkShape(schema, readYaml('f.yaml', text)).diagnostics.map(
    ({ code, span, message, hint }) =>
      `${span?.line}:${span?.column} ${code} ${message}${hint === undefined ? '' : ` | ${hint}`}`,
  );

describe('checkShape', () => {
  it('gives the value when the shape is right', () => {
    expect(checkShape(schema, readYaml('f.yaml', 'name: x\nsites: [{ power: 40 MW }]\n'))).toMatchObject({
      ok: true,
      value: { name: 'x', sites: [{ power: '40 MW' }] },
    });
  });

  it.each([
    [
      'name: x\nuse: trainig\n',
      '2:6 FW-READ-0013 expected one of training, inference, found `trainig` | did you mean `training`?',
    ],
    ['name: x\nusse: training\n', '2:1 FW-READ-0010 unknown key `usse` | did you mean `use`?'],
    ['name: x\nzzzzzz: 1\n', '2:1 FW-READ-0010 unknown key `zzzzzz` | known here: counts, name, sites, use'],
    ['use: training\n', '1:1 FW-READ-0011 missing key `name`; expected text | add `name:` here'],
    ['name: [1]\n', '1:7 FW-READ-0012 expected text, found a list of 1'],
    ['name: 5\n', '1:7 FW-READ-0012 expected text, found `5`'],
    ['- a\n', '1:1 FW-READ-0012 expected a mapping of keys, found a list of 1'],
    [
      'name: x\nsites: [{ power: { value: 4 MW, sauce: aic } }]\n',
      '2:33 FW-READ-0010 unknown key `sauce` | did you mean `source`?',
    ],
    ['name: x\nsites: [{ power: [1, 2] }]\n', '2:18 FW-READ-0012'],
    ['name: x\nsites: [{ power: 1 W, country: CHN }]\n', '2:32 FW-READ-0014'],
    ['name: x\ncounts: { a: one }\n', '2:14 FW-READ-0012 expected a number, found `one`'],
  ])('%j', (text, expected) => {
    expect(say(text).join('\n')).toContain(expected);
  });

  it('reports everything that is wrong, not only the first', () => {
    expect(say('use: x\nsites: [{}, { power: 1 W, contry: CN }]\n')).toHaveLength(4);
  });
});
