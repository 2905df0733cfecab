import type { Reader } from './reader.ts';
import type { ResolvedAnchor } from './resolved-work.ts';
import type { RawScenario } from './shape.ts';

/** Every measurement of a model on a chip that rates are corrected by. */
export function resolveAnchors(reader: Reader, raw: RawScenario): readonly ResolvedAnchor[] {
  return Object.entries(raw.anchors ?? {}).map(([id, anchor]) => {
    const path = ['anchors', id];
    const at = (key: string): readonly string[] => [...path, key];
    const positive = { positive: true };
    reader.find(reader.catalog.accelerators, anchor.chip, 'accelerator', at('chip'));
    reader.find(reader.catalog.models, anchor.model, 'model', at('model'));
    return {
      id,
      chip: anchor.chip,
      model: anchor.model,
      ...(anchor.precision !== undefined && { precision: anchor.precision }),
      tensorParallel: anchor.tensorParallel,
      users: reader.number(
        reader.claim(anchor.users, 'count', at('users')),
        at('users'),
        'the users',
        positive,
      ),
      inputTokens: reader.number(
        reader.claim(anchor.input, 'tokens', at('input')),
        at('input'),
        'the input',
        positive,
      ),
      outputTokens: reader.number(
        reader.claim(anchor.output, 'tokens', at('output')),
        at('output'),
        'the output',
        positive,
      ),
      tpot: reader.number(
        reader.claim(anchor.tpot, 'duration', at('tpot')),
        at('tpot'),
        'the time per token',
        positive,
      ),
    };
  });
}
