import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServiceProof } from '../../src/simulation/index.ts';
import { simulate } from '../../src/cli/commands/simulate.ts';
import { run } from '../../src/cli/listening.ts';
import { parseArguments } from '../../src/cli/parse-arguments.ts';
import { terminalOver } from '../../src/cli/terminal.ts';
import { readPlan } from '../../src/plan/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'simulate-'));
const plan = join(folder, 'plan.json');
const proven = join(folder, 'proven.json');
const small = [
  '--service',
  'large',
  '--replicas',
  '2',
  '--replications',
  '1',
  '--seconds',
  '60',
  '--threads',
  '1',
];

beforeAll(async () => {
  await run(['plan', 'scenarios/eu-neocloud.yaml', '--out', plan, '--time-limit', '5', '--quiet']);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** The command in this process; what it printed and its exit code. */
async function simulated(line: readonly string[], signal = new AbortController().signal) {
  let out = '';
  let err = '';
  const terminal = terminalOver(
    {
      stdout: { write: (text) => (out += text) },
      stderr: { write: (text) => (err += text) },
      env: { NO_COLOR: '1' },
    },
    { json: true, text: false, quiet: true, signal },
  );
  const { args, problems } = parseArguments(simulate, line);
  expect(problems).toEqual([]);
  return { code: await simulate.run(args, terminal), out, err };
}

interface Answer {
  readonly ok: boolean;
  readonly services: readonly ServiceProof[];
}

describe('fleetwright simulate', () => {
  it('proves a service, writes the proof into the plan, exits by the verdict, and gives the same bytes for a seed', async () => {
    const { code, out } = await simulated([plan, ...small, '--out', proven]);
    const answer = JSON.parse(out) as Answer;
    expect(answer.services.map(({ service, when }) => `${service} ${when}`)).toEqual([
      'large peak hour',
      'large day',
    ]);
    expect(code).toBe(answer.ok ? 0 : 3);
    for (const { verdict, tpot, levels, repair, when, statistic } of answer.services) {
      expect(statistic).toBe('p90');
      expect(verdict).toBe((tpot.p90 ?? Infinity) <= levels.tpot ? 'met' : 'missed');
      expect(repair === null).toBe(
        verdict === 'met' || (when === 'day' && answer.services[0]?.verdict !== 'met'),
      );
    }
    const written = readPlan(proven, readFileSync(proven, 'utf8'));
    expect(written.diagnostics).toEqual([]);
    expect(written.plan?.proof?.services).toEqual(answer.services);
    expect(readPlan(plan, readFileSync(plan, 'utf8')).plan?.proof).toBeUndefined();
    expect((await simulated([plan, ...small, '--out', proven])).out).toBe(out);
    expect((await simulated([plan, ...small, '--seed', '2', '--out', proven])).out).not.toBe(out);
  });

  it('gives the same bytes on one thread, on two and on three, over several cells and replications, with everything on', async () => {
    const wish = [plan, '--service', 'large', '--replicas', '1', '--replications', '2', '--cells', '2'];
    const features = [
      ['--seconds', '60', '--when', 'peak', '--out', proven],
      ['--routing', 'affinity', '--autoscale', '1..2', '--mtbf', '0.2', '--repair', '5'],
      ['--speculate', '3:0.6', '--host-blocks', '500'],
    ].flat();
    const on = (threads: string): ReturnType<typeof simulated> =>
      simulated([...wish, ...features, '--threads', threads]);
    const { out } = await on('1');
    expect((JSON.parse(out) as Answer).services[0]?.requests).toBeGreaterThan(100);
    expect((await on('2')).out).toBe(out);
    expect((await on('3')).out).toBe(out);
  }, 60_000);

  it('is stricter when the tail must keep the level', async () => {
    const { out } = await simulated([plan, ...small, '--level', 'p99', '--when', 'peak', '--out', proven]);
    const [peak] = (JSON.parse(out) as Answer).services;
    expect(peak?.verdict).toBe('missed');
    expect(peak?.growth ?? 2).toBeGreaterThan(1);
  });

  it('keeps what it has when interrupted', async () => {
    const stop = new AbortController();
    stop.abort();
    const { code, out } = await simulated([plan, ...small, '--out', proven], stop.signal);
    expect(code).toBe(3);
    expect((JSON.parse(out) as Answer).services.map(({ verdict }) => verdict)).toEqual(['interrupted']);
  });

  it('replays a trace, and says what is wrong with a bad one', async () => {
    const trace = join(folder, 'trace.csv');
    const rows = Array.from({ length: 500 }, (_, row) => `${row / 5},800,${100 + (row % 7)}`);
    writeFileSync(trace, ['time,prompt_tokens,completion_tokens', ...rows, '101,-1,5'].join('\n'));
    const { out, err } = await simulated([plan, ...small, '--trace', trace, '--out', proven]);
    const { services } = JSON.parse(out) as Answer;
    expect(services.map(({ when, requests }) => `${when} ${requests}`)).toEqual(['trace 500']);
    expect(err).toContain(
      'trace.csv:502:1  warning FW-SIM-0002  1 row of 501 left out, the first here: a token count is negative',
    );
    writeFileSync(trace, 'when,how_many\n1,2\n');
    const bad = await simulated([plan, ...small, '--trace', trace, '--out', proven]);
    expect(bad.code).toBe(2);
    expect(bad.err).toContain('FW-SIM-0001');
  });

  it('replays rows that lie before the first one', async () => {
    const trace = join(folder, 'back.csv');
    writeFileSync(
      trace,
      ['time,prompt_tokens,completion_tokens', '9,500,20', '5,500,20', '2,500,20'].join('\n'),
    );
    const { out, err } = await simulated([plan, ...small, '--trace', trace, '--out', proven]);
    expect(err).toContain('2 rows put in order');
    expect((JSON.parse(out) as Answer).services.map(({ requests }) => requests)).toEqual([3]);
  });

  it('replays a trace whose requests all come at once', async () => {
    const trace = join(folder, 'burst.csv');
    writeFileSync(trace, ['time,prompt_tokens,completion_tokens', '5,500,20', '5,500,20'].join('\n'));
    const { code, out } = await simulated([plan, ...small, '--trace', trace, '--out', proven]);
    expect(code).toBe(0);
    const [proof] = (JSON.parse(out) as Answer).services;
    expect(proof?.requests).toBe(2);
    expect(proof?.queue).toBeLessThan(2);
  });

  it('says what would repair a level that a trace misses, from the same trace thinned', async () => {
    const trace = join(folder, 'heavy.csv');
    const rows = Array.from({ length: 4000 }, (_, row) => `${row / 40},3000,300`);
    writeFileSync(trace, ['time,prompt_tokens,completion_tokens', ...rows].join('\n'));
    const { code, out } = await simulated([
      plan,
      ...small,
      '--trace',
      trace,
      '--rate',
      '20',
      '--out',
      proven,
    ]);
    const [proof] = (JSON.parse(out) as Answer).services;
    expect(code).toBe(3);
    expect(proof?.repair).toMatch(/under the trace|Twice the fleet/u);
    const light = await simulated([plan, ...small, '--trace', trace, '--out', proven]);
    expect((JSON.parse(light.out) as Answer).services[0]?.verdict).toBe('met');
  });

  it('writes rows and a timeline', async () => {
    const rows = join(folder, 'rows.csv');
    const timeline = join(folder, 'timeline.json');
    await simulated([plan, ...small, '--requests', rows, '--timeline', timeline, '--out', proven]);
    const lines = readFileSync(rows, 'utf8').trim().split('\n');
    const { traceEvents } = JSON.parse(readFileSync(timeline, 'utf8')) as {
      traceEvents: readonly { ph: string }[];
    };
    const finished = lines.filter((line) => line.includes(',finished,')).length;
    expect(finished).toBeGreaterThan(100);
    expect(traceEvents.filter(({ ph }) => ph === 'b').length).toBe(2 * finished);
  });

  it.each([
    [['--quarter', '1999Q1'], 'quarter `1999Q1`: expected one of'],
    [['--service', 'nobody'], 'service `nobody`: expected one of'],
    [['--replications', '0'], '--replications 0: expected a whole number of at least 1'],
    [['--engine', 'magic'], '--engine magic: expected one of vllm'],
  ])('refuses %s', async (flags, message) => {
    const { code, err } = await simulated([plan, ...flags]);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});
