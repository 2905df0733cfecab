import { describe, expect, it } from 'vitest';
import type { PlanFile } from '../../src/plan/index.ts';
import { proveUntil, type Derating, type ServiceProof } from '../../src/simulation/index.ts';

const planned = { objective: { value: 1 }, services: [] as PlanFile['services'] } as PlanFile;
const nothing = { objective: { value: null }, services: [] as PlanFile['services'] } as PlanFile;

function proof(service: string, growth: number | null): ServiceProof {
  return { service, growth, verdict: growth === null ? 'met' : 'missed' } as ServiceProof;
}

describe('proveUntil', () => {
  it('derates what simulation missed until it is met', async () => {
    const asked: Derating[] = [];
    const { rounds, derating, proofs, end } = await proveUntil(
      async (rates) => {
        asked.push(rates);
        return planned;
      },
      async () => [proof('chat', (asked.at(-1)?.get('chat') ?? 1) > 0.8 ? 1.25 : null), proof('code', null)],
      5,
    );
    expect(end).toBe('proven');
    expect(rounds).toBe(2);
    expect([...derating]).toEqual([['chat', 0.8]]);
    expect(proofs.map(({ verdict }) => verdict)).toEqual(['met', 'met']);
  });

  it('takes no plan as proven whose served services were not all simulated', async () => {
    const services = [{ id: 'chat', quarters: [{ served: 1 }] }] as unknown as PlanFile['services'];
    const { end, rounds } = await proveUntil(
      async () => ({ ...planned, services }),
      async () => [],
      3,
    );
    expect([end, rounds]).toEqual(['open', 1]);
  });

  it('gives up after so many rounds, with the last plan', async () => {
    const { rounds, proofs } = await proveUntil(
      async () => planned,
      async () => [proof('chat', 2)],
      3,
    );
    expect(rounds).toBe(3);
    expect(proofs[0]?.verdict).toBe('missed');
  });

  it('keeps the last plan when there is none with lower rates', async () => {
    const { plan, rounds, end, proofs } = await proveUntil(
      async (rates) => (rates.size === 0 ? planned : nothing),
      async () => [proof('chat', 1.5)],
      5,
    );
    expect(plan).toBe(planned);
    expect([rounds, end]).toEqual([1, 'no plan']);
    expect(proofs.length).toBe(1);
  });

  it('keeps the last plan when the search for the next is stopped, and does not say that there is none', async () => {
    const { plan, end } = await proveUntil(
      async (rates) => (rates.size === 0 ? planned : { ...nothing, status: 'interrupted' }),
      async () => [proof('chat', 1.5)],
      5,
    );
    expect([plan, end]).toEqual([planned, 'open']);
  });

  it('does not call proven what it was not let prove', async () => {
    const { end } = await proveUntil(
      async () => planned,
      async () => [{ ...proof('chat', null), verdict: 'interrupted' }],
      5,
    );
    expect(end).toBe('open');
    expect(
      (
        await proveUntil(
          async () => nothing,
          async () => [],
          5,
        )
      ).end,
    ).toBe('open');
  });

  it('stops where no capacity keeps a level, and takes a little more where only the day misses', async () => {
    const hopeless = { ...proof('chat', 1), growth: null, when: 'peak hour' } as const;
    expect(
      await proveUntil(
        async () => planned,
        async () => [hopeless],
        5,
      ),
    ).toMatchObject({
      rounds: 1,
      end: 'beyond',
    });
    const { derating, end } = await proveUntil(
      async (rates) => (rates.size === 0 ? planned : { ...planned }),
      async (made) => [
        made === planned ? { ...hopeless, when: 'day' as const } : { ...hopeless, verdict: 'met' as const },
      ],
      5,
    );
    expect(end).toBe('proven');
    expect(derating.get('chat')).toBeCloseTo(1 / 1.05);
  });
});
