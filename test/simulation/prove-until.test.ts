import { describe, expect, it } from 'vitest';
import type { PlanFile } from '../../src/plan/index.ts';
import { proveUntil, type Derating, type ServiceProof } from '../../src/simulation/index.ts';

function proof(service: string, growth: number | null): ServiceProof {
  return { service, growth, verdict: growth === null ? 'met' : 'missed' } as ServiceProof;
}

describe('proveUntil', () => {
  it('derates what simulation missed until it is met', async () => {
    const asked: Derating[] = [];
    const { rounds, derating, proofs } = await proveUntil(
      async (rates) => {
        asked.push(rates);
        return {} as PlanFile;
      },
      async () => [proof('chat', (asked.at(-1)?.get('chat') ?? 1) > 0.8 ? 1.25 : null), proof('code', null)],
      5,
    );
    expect(rounds).toBe(2);
    expect([...derating]).toEqual([['chat', 0.8]]);
    expect(proofs.map(({ verdict }) => verdict)).toEqual(['met', 'met']);
  });

  it('gives up after so many rounds, with the last plan', async () => {
    const { rounds, proofs } = await proveUntil(
      async () => ({}) as PlanFile,
      async () => [proof('chat', 2)],
      3,
    );
    expect(rounds).toBe(3);
    expect(proofs[0]?.verdict).toBe('missed');
  });
});
