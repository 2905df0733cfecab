import { describe, expect, it } from 'vitest';
import { toClaim, type ClaimKind, type RawClaim } from './claims.ts';
import { readYaml, type YamlDocument } from './yaml-document.ts';

function read<K extends ClaimKind>(text: string, kind: K): ReturnType<typeof toClaim<K>> {
  const document: YamlDocument = readYaml('f.yaml', `x: ${text}\n`);
  return toClaim((document.data as { x: RawClaim }).x, kind, document, ['x']);
}

describe('toClaim', () => {
  it('reads the short form as an assumption', () => {
    expect(read('40 MW', 'power').claim).toMatchObject({
      value: 40e6,
      written: '40 MW',
      grade: 'assumed',
      status: 'assumed',
    });
  });

  it('reads the long form with its evidence', () => {
    expect(
      read('{ value: 80 GB, source: aic, grade: A, date: 2024-05, note: usable }', 'data').claim,
    ).toMatchObject({
      value: 80e9,
      source: 'aic',
      grade: 'A',
      status: 'reported',
      date: '2024-05',
      note: 'usable',
      span: { line: 1, column: 4 },
    });
  });

  it('puts money together with its currency, per canonical unit', () => {
    expect(read('5.5bn USD', 'money').claim.value).toEqual({ amount: 5.5e9, currency: 'USD' });
    const tariff = read('0.36 CNY/kWh', 'energy-price').claim.value;
    expect(tariff?.currency).toBe('CNY');
    expect(tariff?.amount).toBeCloseTo(0.36 / 3.6e6, 15);
  });

  it('keeps the ends of a range and takes its middle', () => {
    expect(read('310 to 400 W', 'power').claim).toMatchObject({ value: 355, low: 310, high: 400 });
    expect(read('{ value: 300 W, low: 250 W, high: 400 W }', 'power').claim).toMatchObject({
      value: 300,
      low: 250,
      high: 400,
    });
  });

  it('keeps what is unknown unknown', () => {
    expect(read('unknown', 'power')).toMatchObject({
      claim: { value: undefined, written: 'unknown' },
      diagnostics: [],
    });
    expect(read('{ value: unknown, reason: no datasheet }', 'power').claim).toMatchObject({
      value: undefined,
      reason: 'no datasheet',
    });
  });

  it('refuses a wrong unit, at the place of the value', () => {
    const { claim, diagnostics } = read('{ value: 80 GB, grade: A }', 'power');
    expect(claim.value).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code: 'FW-READ-0020', span: { line: 1, column: 13 } }]);
  });

  it('refuses an inverted range', () => {
    expect(read('{ value: 300 W, low: 400 W }', 'power').diagnostics).toMatchObject([
      { code: 'FW-READ-0021' },
    ]);
    expect(read('{ value: 300 W, high: 200 W }', 'power').diagnostics).toMatchObject([
      { code: 'FW-READ-0021' },
    ]);
  });

  it('reads texts, dates and truth values too', () => {
    expect(read('2025-01-20', 'date').claim.value).toBe('2025-01-20');
    expect(read('true', 'boolean').claim.value).toBe(true);
    expect(read('Huawei', 'text').claim.value).toBe('Huawei');
  });
});
