import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diagnosticsPage } from '../scripts/diagnostics-doc.ts';

describe('docs/diagnostics.md', () => {
  it('is what `npm run docs` writes', () => {
    expect(readFileSync(new URL('../docs/diagnostics.md', import.meta.url), 'utf8')).toBe(diagnosticsPage());
  });

  it('gives every code one entry', () => {
    const codes = [...diagnosticsPage().matchAll(/^### (FW-[A-Z]+-\d{4})$/gmu)].map(([, code]) => code);
    expect(codes.length).toBeGreaterThan(50);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
