import fc from 'fast-check';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { kubeName } from './names.ts';
import { yamlText } from './objects.ts';

describe('names', () => {
  test.each([
    ['nvidia-h20-96', 'nvidia-h20-96'],
    ['Qwen3-8B', 'qwen3-8b'],
    ['epoch_hw.D:5', 'epoch-hw-d-5'],
  ])('%s is %s', (id, name) => expect(kubeName(id)).toBe(name));

  test('any id gives a DNS label, and a long one does not lose what tells it apart', () => {
    const part = fc.stringMatching(/^[A-Za-z0-9]{1,20}$/);
    const id = fc.array(part, { minLength: 1, maxLength: 8 }).map((parts) => parts.join('-'));
    fc.assert(
      fc.property(id, (one) => {
        expect(kubeName(one)).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
      }),
    );
    const long = 'a'.repeat(80);
    expect(kubeName(`${long}1`)).not.toBe(kubeName(`${long}2`));
  });
});

test('what YAML 1.1 would read otherwise is quoted', () => {
  const data = { country: 'NO', time: '04:00', date: '2025-01-20', yes: 'yes', plain: 'johor' };
  const text = yamlText([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data }], 'one\ntwo');
  expect(text).toMatch(/^# one\n# two\n---\n/);
  expect(text).toMatch(/plain: johor/);
  for (const quoted of ['"NO"', '"04:00"', '"2025-01-20"', '"yes"']) expect(text).toContain(quoted);
  expect(parse(text, { version: '1.1' })).toMatchObject({ data });
});
