import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/listening.ts';
import { readPlan } from '../../src/plan/index.ts';
import type { ServiceProof } from '../../src/simulation/index.ts';
import { smallScenario } from './small-scenario.ts';

const folder = mkdtempSync(join(tmpdir(), 'operating-'));
const scenario = join(folder, 'small.yaml');
const plan = join(folder, 'plan.json');
const out = join(folder, 'proven.json');
const usual = [
  '--threads',
  '1',
  '--replications',
  '1',
  '--seconds',
  '120',
  '--out',
  out,
  '--json',
  '--quiet',
];

beforeAll(async () => {
  writeFileSync(scenario, smallScenario('2 s'));
  await run(['plan', scenario, '--out', plan, '--quiet']);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** The proof of the peak hour under these flags. */
async function proof(...flags: readonly string[]): Promise<ServiceProof> {
  const when = flags.includes('--when') ? [] : ['--when', 'peak'];
  const heard = await run(['simulate', plan, '--scenario', scenario, ...usual, ...when, ...flags]);
  const { services } = JSON.parse(heard.out) as { readonly services: readonly ServiceProof[] };
  if (services[0] === undefined) throw new Error(heard.err);
  return services[0];
}
const ofClass = ({ groups }: ServiceProof, id: string) =>
  groups?.find((each) => each.id === id)?.ttft.mean ?? NaN;
const limit = ({ saturation }: ServiceProof) => saturation ?? NaN;
const mean = ({ ttft }: ServiceProof) => ttft.mean ?? NaN;

describe('flags of fleetwright simulate change what they say', () => {
  it('--autoscale lets replicas go that nobody needs, and turns nobody away', async () => {
    const all = await proof('--autoscale', '8..8', '--when', 'day');
    const scaled = await proof('--autoscale', '1..8', '--when', 'day');
    expect(scaled.turnedAway).toBe(0);
    expect(scaled.costPerMillionTokens).toBeLessThan((all.costPerMillionTokens ?? 0) * 0.7);
    expect(mean(scaled)).toBeGreaterThan(mean(all));
  });

  it('--cold-start makes scaling late', async () => {
    const quick = await proof('--autoscale', '1..8', '--cold-start', '0', '--when', 'day');
    const slow = await proof('--autoscale', '1..8', '--cold-start', '60', '--when', 'day');
    expect(mean(slow)).toBeGreaterThan(mean(quick));
  });

  it('--routing by load is better than by chance', async () => {
    const fleet = ['--autoscale', '2..2'];
    const chance = await proof(...fleet, '--routing', 'weighted');
    expect(mean(await proof(...fleet, '--routing', 'least-loaded'))).toBeLessThan(mean(chance));
  });

  it('--users wait: more of them ask more, and those who think longer ask less', async () => {
    const few = await proof('--users', '5', '--think', '1');
    const many = await proof('--users', '40', '--think', '1');
    const slow = await proof('--users', '40', '--think', '20');
    expect(many.requests).toBeGreaterThan(3 * few.requests);
    expect(many.requests).toBeGreaterThan(3 * slow.requests);
    expect(few.saturation).toBeUndefined();
  });

  it('--mtbf takes replicas away, --repair gives them back', async () => {
    const fleet = ['--autoscale', '2..2'];
    const sound = await proof(...fleet);
    const quick = await proof(...fleet, '--mtbf', '0.05', '--repair', '5');
    const slow = await proof(...fleet, '--mtbf', '0.05', '--repair', '300');
    expect(sound.turnedAway).toBe(0);
    expect(quick.endToEnd.mean).toBeGreaterThan(sound.endToEnd.mean ?? 0);
    expect(slow.turnedAway).toBeGreaterThan(quick.turnedAway);
  });

  it('--failures takes how often from the catalog', async () => {
    expect((await proof('--failures')).requests).toBeGreaterThan(500);
    expect(readPlan(out, readFileSync(out, 'utf8')).plan?.proof?.operated).toEqual(['--failures']);
  });

  it('--speculate gains tokens per step, more with better drafts', async () => {
    const plain = await proof();
    const poor = await proof('--speculate', '4:0.3');
    const good = await proof('--speculate', '4:0.8');
    expect(poor.tpot.mean).toBeLessThan(plain.tpot.mean ?? 0);
    expect(good.tpot.mean).toBeLessThan(poor.tpot.mean ?? 0);
  });

  it('--host-blocks spares computing again what was set back: the fleet can do more', async () => {
    const again = await proof('--seconds', '300');
    const swapped = await proof('--seconds', '300', '--host-blocks', '1000');
    expect(swapped.saturation).toBeGreaterThan(again.saturation ?? Infinity);
  });

  it('--priority puts a class first, whichever it is', async () => {
    const load = ['--users', '150', '--think', '0'];
    const chat = await proof(...load, '--priority', 'chat=0,batch=1');
    const batch = await proof(...load, '--priority', 'chat=1,batch=0');
    expect(ofClass(chat, 'chat')).toBeLessThan(ofClass(chat, 'batch'));
    expect(ofClass(batch, 'batch')).toBeLessThan(ofClass(batch, 'chat'));
  });

  it('--deadline drops what waits too long, and too much dropped is a level missed', async () => {
    const plain = await proof();
    const strict = await proof('--deadline', 'chat=0.02,batch=0.02');
    expect(plain.turnedAway).toBe(0);
    expect(strict.turnedAway).toBeGreaterThan(strict.requests / 10);
    expect(strict.verdict).toBe('missed');
    expect(mean(strict)).toBeLessThan(mean(plain));
  });

  it('--latency is felt by requests from elsewhere only', async () => {
    const near = await proof('--latency', '0.2', '--origins', 'hall=1', '--routing', 'region-first');
    expect(mean(near)).toBe(mean(await proof()));
  });

  it.each([
    [['--routing', 'magic'], '--routing magic: expected one of round-robin'],
    [['--autoscale', '9..2'], '--autoscale 9..2: expected MIN..MAX'],
    [['--think', '3'], '`think` needs `users` beside it'],
    [['--repair', '3'], '`repair` needs `failures` or `mtbf` beside it'],
    [['--split', '1.5'], '--split 1.5: expected a part between 0 and 1, or auto'],
    [['--split', 'auto', '--autoscale', '2..4'], '`split` and `autoscale` are not simulated together'],
    [['--overflow', '3', '--routing', 'weighted'], '`overflow` belongs to the routing `region-first`'],
    [['--latency', '1,2'], '--latency 1,2: expected SECONDS, pairs such as A:B=0.03, or both'],
    [['--latency', 'hall:moon=1'], '`moon` is not known: expected some of hall'],
    [['--origins', 'hall=0.5'], 'the parts add up to 0.5, not 1'],
    [['--maintenance', 'hall=2@1..3'], '--maintenance hall=2@1..3: expected [SITE=]PART@FROM..UNTIL'],
    [['--maintenance', 'moon=1@1..3'], '`moon` is not known: expected some of hall'],
    [['--whole'], '--whole true: expected neither --seconds nor --trace beside it'],
    [['--by', 'colour'], '--by colour: expected some of class, pool, site, hour, or all'],
    [['--speculate', '4:1.5'], '--speculate 4:1.5: expected TOKENS:CHANCE'],
    [['--priority', 'nobody=1'], '`nobody` is not known: expected some of chat, batch'],
    [['--deadline', 'chat'], '--deadline chat: expected NAME=NUMBER'],
  ])('refuses %j', async (flags, message) => {
    const seconds = flags.includes('--whole') ? ['--seconds', '60'] : [];
    const { code, err } = await run(['simulate', plan, '--scenario', scenario, ...flags, ...seconds]);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

describe('with several replicas', () => {
  let plain: ServiceProof;
  beforeAll(async () => {
    writeFileSync(scenario, smallScenario('2 s', '40 requests/s'));
    await run(['plan', scenario, '--out', plan, '--quiet']);
    plain = await proof();
  }, 60_000);

  it('says how much more would repair a level, and a plan with that much more keeps it', async () => {
    expect(plain.verdict).toBe('missed');
    const more = /^(\d+) more hgx-h100 at hall .* keep the level/u.exec(plain.repair ?? '')?.[1];
    const text = readFileSync(plan, 'utf8');
    const followed = JSON.parse(text) as { placements: { work: string; systems: number }[] };
    for (const each of followed.placements) each.systems += Number(more);
    writeFileSync(plan, JSON.stringify(followed));
    expect((await proof()).verdict).toBe('met');
    writeFileSync(plan, text);
  });

  it('--split has prompts and answers apart: a slow link is the limit of the fleet', async () => {
    const apart = await proof('--split', '0.5');
    expect(limit(await proof('--split', '0.5', '--link', '1'))).toBeLessThan(limit(apart) / 2);
    const pools = apart.groups?.filter(({ by }) => by === 'pool').map(({ id }) => id);
    expect(pools).toEqual(['hgx-h100 @ hall, prompts', 'hgx-h100 @ hall, answers']);
  });

  it('--maintenance takes replicas away at the peak, and at night does not touch it', async () => {
    expect(limit(await proof('--maintenance', 'hall=0.2@11..13'))).toBeLessThan(limit(plain) * 0.9);
    expect(mean(await proof('--maintenance', '0.5@22..4'))).toBe(mean(plain));
  });

  it('--max-in-flight and --max-queue turn away what is too much', async () => {
    expect((await proof('--max-in-flight', '10')).turnedAway).toBeGreaterThan(plain.requests / 10);
    const users = ['--users', '9', '--think', '0', '--max-in-flight', '2', '--max-queue', '0'];
    expect((await proof(...users)).turnedAway).toBeGreaterThan(0);
  });

  it('--burst makes waits longer, --step-tokens steps shorter', async () => {
    expect(mean(await proof('--burst', '2'))).toBeGreaterThan(mean(plain));
    const short = await proof('--step-tokens', '512');
    expect(short.betweenTokens?.p99).toBeLessThan(plain.betweenTokens?.p99 ?? 0);
  });
});
