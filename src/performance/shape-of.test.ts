import { describe, expect, it } from 'vitest';
import { publishedModels } from './fixture-models.ts';
import { given, model, unknown } from './fixtures.ts';
import { kvElementsPerToken } from './model-shape.ts';
import { shapeOf } from './shape-of.ts';

describe('the shape of published models', () => {
  it.each(publishedModels)('adds up to the published size: $id', (entry, total, active, kv) => {
    const result = shapeOf(entry);
    if (!result.known) throw new Error(result.why);
    expect(result.approximations).toEqual([]);
    expect(result.shape.total / 1e9).toBeCloseTo(total, 1.9);
    expect(result.shape.active / 1e9).toBeCloseTo(active, 1.9);
    expect(kvElementsPerToken(result.shape)).toBe(kv);
  });

  it('covers at least 25 of them', () => {
    expect(publishedModels.length).toBeGreaterThanOrEqual(25);
  });
});

describe('the shape of models that are not plain', () => {
  const hybrid = {
    hidden: 2048,
    heads: 16,
    kvHeads: 2,
    headDim: 256,
    ffn: 5120,
    vocab: 151_936,
    experts: 512,
    topK: 10,
    moeFfn: 512,
    sharedFfn: 512,
    fullAttentionEvery: 4,
  };

  it('grows the KV cache of a hybrid only on its full-attention layers, and says that it approximates', () => {
    const result = shapeOf(model('hybrid-80b', 48, hybrid));
    if (!result.known) throw new Error(result.why);
    expect(kvElementsPerToken(result.shape)).toBe(12 * 2 * 2 * 256);
    expect(result.shape.total / 1e9).toBeCloseTo(79, 0);
    expect(result.approximations).toHaveLength(1);
  });

  it('says so when the dimensions do not add up to the claimed size', () => {
    const result = shapeOf(model('liar', 48, { ...hybrid, fullAttentionEvery: 1, parameters: given(120e9) }));
    if (!result.known) throw new Error(result.why);
    expect(result.approximations).toEqual([
      'liar: dimensions give 79.0bn parameters, the claim says 120.0bn',
    ]);
  });

  it('spreads a claimed size over the layers when dimensions are missing', () => {
    const result = shapeOf(
      model('sized', 61, {
        incomplete: true,
        hidden: 7680,
        experts: 256,
        parameters: given(718e9),
        activeParameters: given(39e9),
      }),
    );
    if (!result.known) throw new Error(result.why);
    expect(result.shape.total).toBeCloseTo(718e9, -6);
    expect(result.shape.active).toBeCloseTo(39e9, -6);
    expect(result.approximations).toHaveLength(1);
  });

  it('has no shape without dimensions and size', () => {
    expect(shapeOf(model('nothing', 61, { kvElementsPerToken: unknown() }))).toMatchObject({ known: false });
  });

  it('has no shape for a mixture whose active size is unknown', () => {
    const result = shapeOf(model('half', 61, { incomplete: true, experts: 64, parameters: given(1e11) }));
    expect(result).toMatchObject({ known: false, why: expect.stringContaining('active') });
  });
});
