import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scenarioJsonSchema } from './index.ts';

const file = new URL('../../schemas/scenario.schema.json', import.meta.url);

describe('the JSON Schema of scenarios', () => {
  const schema = scenarioJsonSchema();

  it('is the one in the repository', () => {
    const text = `${JSON.stringify(schema, null, 2)}\n`;
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });

  it('is draft 7 and explains every key', () => {
    expect(schema).toHaveProperty('$schema', 'http://json-schema.org/draft-07/schema#');
    const silent: string[] = [];
    const visit = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return;
      for (const [key, member] of Object.entries(node)) {
        if (key === 'properties' && typeof member === 'object' && member !== null) {
          for (const [name, property] of Object.entries(member as Record<string, object>)) {
            if (!('description' in property) && !('enum' in property)) silent.push(`${path}.${name}`);
            visit(property, `${path}.${name}`);
          }
        } else visit(member, path);
      }
    };
    visit(schema, '');
    const inClaims = /\.(note|status)$/;
    expect(silent.filter((path) => !inClaims.test(path))).toEqual([]);
  });
});
