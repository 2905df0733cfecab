import type { Reader } from './reader.ts';
import type { ChurnPrice } from './resolved-fleet.ts';
import type { RawScenario } from './shape.ts';

const defaultPart = 0.01;

/**
 * What a changed order costs. Only plans that are made anew rest on it, so the default enters the lineage of no plan;
 * what the scenario says does.
 */
export function resolveChurnPrice(reader: Reader, raw: RawScenario): ChurnPrice {
  if (raw.churn === undefined) return { part: defaultPart, perSystem: 0 };
  const { part, perSystem } = raw.churn;
  return {
    part:
      part === undefined
        ? 0
        : reader.number(reader.claim(part, 'ratio', at('part')), at('part'), 'the part', { most: 1 }),
    perSystem:
      perSystem === undefined
        ? 0
        : reader.money(
            reader.claim(perSystem, 'money', at('perSystem')),
            at('perSystem'),
            'the price of a change',
          ),
  };
}

function at(key: string): readonly string[] {
  return ['churn', key];
}
