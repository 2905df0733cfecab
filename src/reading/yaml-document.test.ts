import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readYaml } from './yaml-document.ts';

const problems = (text: string): readonly string[] =>
  readYaml('f.yaml', text).diagnostics.map(({ code, span }) => `${code} ${span?.line}:${span?.column}`);

/** One floor of an alias bomb: nine times the floor below. */
const level = (name: string, below: string): string =>
  `${name}: &${name} [${Array(9).fill(`*${below}`).join(', ')}]\n`;

describe('readYaml', () => {
  it('gives plain data and the place of every part of it', () => {
    const document = readYaml('f.yaml', 'sites:\n  - id: a\n    power: 40 MW\n  - id: b\n');
    expect(document.data).toEqual({ sites: [{ id: 'a', power: '40 MW' }, { id: 'b' }] });
    expect(document.span(['sites', 0, 'power'])).toMatchObject({ line: 3, column: 12 });
    expect(document.span(['sites', 0, 'power'], 'key')).toMatchObject({ line: 3, column: 5 });
    expect(document.span(['sites', 1])).toMatchObject({ line: 4, column: 5 });
  });

  it('points at the nearest parent where a path leads nowhere', () => {
    const document = readYaml('f.yaml', 'a:\n  b: 1\n');
    expect(document.span(['a', 'c', 'd'])).toMatchObject({ line: 2, column: 3 });
    expect(document.span(['x'])).toMatchObject({ line: 1, column: 1 });
  });

  it('reads JSON, which is YAML', () => {
    expect(readYaml('f.json', '{"a": [1, 2.5e3, true, "x"]}').data).toEqual({ a: [1, 2500, true, 'x'] });
  });

  it('allows a few aliases', () => {
    expect(readYaml('f.yaml', 'a: &x [1]\nb: *x\n').data).toEqual({ a: [1], b: [1] });
  });

  it.each([
    ['a second key of the same name', 'a: 1\nb: 2\na: 3\n', 'FW-READ-0003 3:1'],
    ['a tab as indentation', 'a:\n\tb: 2\n', 'FW-READ-0003 2:1'],
    ['a second document', 'a: 1\n---\nb: 2\n', 'FW-READ-0004 2:1'],
    ['a custom tag', 'a: !!js/function x\n', 'FW-READ-0003 1:4'],
    ['an alias without anchor', 'a: 1\nb: *nope\n', 'FW-READ-0003 2:4'],
    ['an alias inside its own anchor', 'a: &a\n  b: *a\n', 'FW-READ-0003 2:6'],
    ['nothing', '# only a comment\n', 'FW-READ-0007 1:1'],
    ['a NUL byte', 'a: 1\nb: \0\n', 'FW-READ-0002 2:4'],
    ['broken UTF-8', 'a: \uFFFD\n', 'FW-READ-0002 1:4'],
    ['endless nesting', '['.repeat(20_000), 'FW-READ-0006'],
  ])('reports %s', (_, text, expected) => {
    expect(problems(text).join('\n')).toContain(expected);
  });

  it('reports every syntax error at once', () => {
    expect(problems('a: 1\na: 2\nb: 1\nb: 2\n')).toEqual(['FW-READ-0003 2:1', 'FW-READ-0003 4:1']);
  });

  it('refuses an alias bomb without expanding it', () => {
    const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${level('b', 'a')}${level('c', 'b')}${level('d', 'c')}${level('e', 'd')}`;
    expect(problems(bomb)).toEqual(['FW-READ-0005 1:1']);
  });

  it('refuses a file of 100 MB at once', () => {
    expect(problems('a'.repeat(100_000_000))).toEqual(['FW-READ-0001 1:1']);
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({
            unit: fc.constantFrom(
              'a',
              ':',
              ' ',
              '\n',
              '-',
              '[',
              '{',
              '&',
              '*',
              '!',
              '"',
              '\t',
              '#',
              '|',
              '>',
            ),
          }),
        ),
        (text) => {
          const document = readYaml('f.yaml', text);
          expect((document.data === undefined) === document.diagnostics.length > 0).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('keeps a key called __proto__ from reaching the prototype', () => {
    const { data } = readYaml('f.yaml', '__proto__: { polluted: true }\n');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.keys(data as object)).toEqual(['__proto__']);
  });
});
