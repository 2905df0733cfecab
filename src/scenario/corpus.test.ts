import { readdirSync, readFileSync, existsSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { smallCatalog } from '../../test/fixtures/small-catalog.ts';
import { formatDiagnostic, hasErrors } from '../diagnostics/index.ts';
import { readScenario } from './index.ts';

const folder = new URL('../../test/corpus/scenarios/', import.meta.url);
const cases = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .toSorted();
const catalog = smallCatalog();
const rules = ['us-2026-hq-test', 'some-rule'];

/** What a user sees of a file, as the command would print it. */
function complaints(name: string): string {
  const { document, diagnostics } = readScenario(name, readFileSync(new URL(name, folder), 'utf8'), catalog, {
    rules,
  });
  expect(document, 'a broken file gives no document').toBeUndefined();
  expect(hasErrors(diagnostics), 'a broken file gives an error').toBe(true);
  return `${diagnostics.map(formatDiagnostic).join('\n')}\n`;
}

/** Set to write what is missing or changed; then read every change before it is kept. */
const update = process.env.UPDATE_GOLDEN === '1';

describe('broken scenarios', () => {
  it('are many', () => {
    expect(cases.length).toBeGreaterThanOrEqual(60);
  });

  it.each(cases)('%s', (name) => {
    const golden = new URL(name.replace(/\.yaml$/, '.expected.txt'), folder);
    const found = complaints(name);
    if (update) writeFileSync(golden, found);
    expect(existsSync(golden), `no ${golden.pathname}`).toBe(true);
    expect(found).toBe(readFileSync(golden, 'utf8'));
  });

  it('refuses a file of 100 MB without reading it', () => {
    const { document, diagnostics } = readScenario('huge.yaml', 'a: 1\n'.repeat(20_000_000), catalog);
    expect(document).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(['FW-READ-0001']);
  });
});
