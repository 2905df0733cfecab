import { describe, expect, it } from 'vitest';
import { replicaMetrics } from '../../src/handoff/index.ts';
import { goldenGround } from './golden-ground.ts';

describe('the replica gauge', () => {
  const { plan, ground } = goldenGround('bytedance-2025');
  const asked = { namespace: 'platform', deployment: 'platform-coast-hgx-h20-96' };
  const gauge = (at: string): number => {
    const text = replicaMetrics(plan, ground, { ...asked, at });
    return Number(/^vllm:deployment_replicas\{model_name="Qwen3-235B-A22B"\} (\d+)$/mu.exec(text ?? '')?.[1]);
  };

  it('is Prometheus text', () => {
    const lines = (replicaMetrics(plan, ground, { ...asked, at: '2025-02-01T00:00:00Z' }) ?? '').split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/^# HELP vllm:deployment_replicas /u);
    expect(lines[1]).toBe('# TYPE vllm:deployment_replicas gauge');
    expect(lines[3]).toBe('');
  });

  it('asks at nine in the evening of Beijing for what the plan places, and for less in the morning', () => {
    const placed = plan.placements
      .filter(
        (one) =>
          one.quarter === '2025Q1' &&
          one.work === 'platform' &&
          one.site === 'coast' &&
          one.system === 'hgx-h20-96',
      )
      .reduce((sum, one) => sum + one.systems, 0);
    const rate = ground.rates.services.find(
      (one) => one.service === 'platform' && one.system === 'hgx-h20-96',
    );
    expect(gauge('2025-02-01T13:00:00Z')).toBe(
      Math.ceil(placed * (rate?.configuration.replicasPerSystem ?? 0) - 1e-6),
    );
    expect(gauge('2025-02-01T21:00:00+08:00')).toBe(gauge('2025-02-01T13:59:59Z'));
    expect(gauge('2025-02-01T09:00:00+08:00')).toBeLessThan(gauge('2025-02-01T13:00:00Z') / 2);
  });

  it('changes quarter at midnight of Beijing', () => {
    expect(gauge('2025-03-31T15:59:59Z')).not.toBe(gauge('2025-03-31T16:00:00Z'));
  });

  it('knows nothing of other deployments, nor of days beyond the plan', () => {
    expect(
      replicaMetrics(plan, ground, { ...asked, deployment: 'other', at: '2025-02-01T00:00:00Z' }),
    ).toBeUndefined();
    expect(
      replicaMetrics(plan, ground, { ...asked, namespace: 'other', at: '2025-02-01T00:00:00Z' }),
    ).toBeUndefined();
    expect(replicaMetrics(plan, ground, { ...asked, at: '2031-02-01T00:00:00Z' })).toBeUndefined();
  });
});
