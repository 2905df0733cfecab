import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scenarioReference } from './index.ts';

const page = new URL('../../docs/scenario.md', import.meta.url);
const mark = '<!-- made from the schema: UPDATE_GOLDEN=1 npx vitest run src/scenario -->\n';

describe('docs/scenario.md', () => {
  const text = readFileSync(page, 'utf8');

  it('ends with the tables of the schema', () => {
    const written = text.slice(0, text.indexOf(mark) + mark.length);
    expect(written.endsWith(mark)).toBe(true);
    const whole = `${written}\n${scenarioReference()}\n`;
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(page, whole);
    expect(readFileSync(page, 'utf8')).toBe(whole);
  });
});
