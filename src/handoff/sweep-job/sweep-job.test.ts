import { describe, expect, it } from 'vitest';
import { checkSweepJob } from './check-sweep-job.ts';
import { sweepJobManifest, type SweepJob } from './indexed-job.ts';

const job: SweepJob = {
  hash: '0123456789abcdef0123',
  spec: '{"task":"ishigami"}\n',
  chunks: 40,
  namespace: 'planning',
  image: 'registry.example/fleetwright:0.1.0',
  claim: 'sweeps',
  parallelism: 8,
  cpu: '1',
  memory: '2Gi',
};
const text = sweepJobManifest(job);
const messages = (changed: string, chunks = 40): readonly string[] =>
  checkSweepJob(changed, chunks).map(({ message }) => message);

describe('a sweep as an Indexed Job', () => {
  it('is accepted by its own check', () => {
    expect(checkSweepJob(text, 40)).toEqual([]);
    expect(text).toContain('completions: 40');
    expect(text).toContain('parallelism: 8');
  });

  it('never runs more pods than there are chunks', () => {
    expect(sweepJobManifest({ ...job, chunks: 3 })).toContain('parallelism: 3');
  });

  it.each([
    [
      'another number of chunks',
      (one: string) => one.replace('completions: 40', 'completions: 39'),
      '39 completions for 40',
    ],
    ['a fixed chunk', (one: string) => one.replace('$(JOB_COMPLETION_INDEX)', '"0"'), 'the same chunk'],
    ['no ConfigMap', (one: string) => one.slice(one.indexOf('apiVersion: batch/v1')), 'no ConfigMap'],
    [
      'a lost volume',
      (one: string) => one.replace('mountPath: /chunks', 'mountPath: /tmp'),
      'chunks would be lost',
    ],
    [
      'another namespace',
      (one: string) => one.replace('namespace: planning', 'namespace: other'),
      'another namespace',
    ],
    [
      'restarts',
      (one: string) => one.replace('restartPolicy: Never', 'restartPolicy: Always'),
      'expected Never',
    ],
    ['a mistyped key', (one: string) => one.replace('completionMode', 'completionmode'), 'completionmode'],
    ['a bad amount', (one: string) => one.replaceAll('2Gi', 'two'), 'quantity'],
  ])('is refused with %s', (_, spoil, said) => {
    expect(spoil(text)).not.toBe(text);
    expect(messages(spoil(text)).join('\n')).toContain(said);
  });

  it('is refused where the sweep does not fit a ConfigMap', () => {
    const large = sweepJobManifest({ ...job, spec: 'x'.repeat(1_100_000) });
    expect(messages(large).join('\n')).toContain('a ConfigMap holds 1048576');
  });
});
