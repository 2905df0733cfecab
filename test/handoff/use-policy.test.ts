import { parseAllDocuments } from 'yaml';
import { describe, expect, it } from 'vitest';
import type { ExportedFile } from '../../src/handoff/index.ts';
import { admitterOf, type Admitter, type PolicySpec } from '../../src/handoff/policy/index.ts';
import { judge, verdicts, type Question, type Use, type Verdict } from '../../src/rules/index.ts';
import { deviceNames, formatOn, goldenGround, goldenNames, type GoldenGround } from './golden-ground.ts';

interface Written {
  readonly kind: string;
  readonly spec: PolicySpec;
  readonly data: Readonly<Record<string, string>>;
}

const exports = new Map<string, Promise<readonly ExportedFile[]>>();

/** The policy and its parameters, of all clusters together, as they were exported. */
async function exported(
  { name, plan, ground }: GoldenGround,
  quarter: string,
): Promise<{ readonly policy: Admitter; readonly parameters: Pick<Written, 'data'> }> {
  const made = exports.get(name) ?? Promise.resolve(formatOn('kueue', ground).files(plan));
  exports.set(name, made);
  const files = await made;
  const read = (path: string): readonly Written[] => {
    const content = files.find((file) => file.path === path)?.content;
    if (typeof content !== 'string') throw new Error(`${path} is not there`);
    return parseAllDocuments(content)
      .map((document): Written => document.toJS())
      .filter((one) => one !== null);
  };
  const policy = read('home/policy.yaml').find(({ kind }) => kind === 'ValidatingAdmissionPolicy');
  const maps = files
    .filter(({ path }) => path.endsWith(`/${quarter}/rules.yaml`))
    .flatMap(({ path }) => read(path));
  if (policy === undefined) throw new Error('there is no policy');
  const data: Written['data'] = Object.fromEntries(maps.flatMap((map) => Object.entries(map.data)));
  return { policy: admitterOf(policy.spec), parameters: { data } };
}

interface Pod {
  readonly use: string;
  readonly uses?: string;
  readonly site: string;
  readonly accelerator: string;
}

/** What the policy answers to a pod, written down here without the code under test. */
function ask(
  policy: Admitter,
  params: unknown,
  { use, uses = use, site, accelerator }: Pod,
  resource: string,
) {
  return policy.admit({
    operation: 'CREATE',
    params,
    namespaceObject: { metadata: { name: 'n', labels: { 'fleetwright/use': use } } },
    object: {
      spec: {
        nodeSelector: {
          'fleetwright/accelerator': accelerator,
          'fleetwright/site': site,
          'fleetwright/uses': uses,
        },
        containers: [{ name: 'main', resources: { limits: { [resource]: '8' } } }],
      },
    },
  });
}

function resourceOf({ ground }: GoldenGround, accelerator: string): string {
  const vendor = ground.scenario.accelerators.get(accelerator)?.vendor ?? '';
  return (deviceNames.chips[accelerator] ?? deviceNames.vendors[vendor])?.resource ?? '';
}

/** The best verdict over all ways in which an accelerator stands at a site or can be had there. */
function expected(
  { plan, ground }: GoldenGround,
  accelerator: string,
  siteId: string,
  use: Use,
  quarter: string,
): Verdict {
  const { scenario, rules } = ground;
  const site = scenario.sites.find(({ id }) => id === siteId);
  if (site === undefined) throw new Error(siteId);
  const date =
    quarter === plan.quarters[0]
      ? plan.asOf
      : `${quarter.slice(0, 4)}-${{ Q1: '01', Q2: '04', Q3: '07', Q4: '10' }[quarter.slice(4)]}-01`;
  const question = {
    accelerator,
    destination: site.country,
    site: siteId,
    buyer: scenario.buyer,
    use,
    date,
    knownOn: plan.asOf,
  };
  const ways: Pick<Question, 'owner' | 'operator' | 'acquisition'>[] = [];
  const chip = (system: string): string | undefined => scenario.systems.get(system)?.accelerator;
  for (const offer of scenario.offers) {
    if (chip(offer.system) !== accelerator || !offer.sites.includes(siteId)) continue;
    if (offer.kind === 'lease')
      ways.push({ owner: offer.supplier, operator: offer.supplier, acquisition: 'lease' });
    else ways.push({ owner: scenario.buyer, operator: site.operator, acquisition: 'purchase' });
  }
  for (const fleet of scenario.fleet) {
    if (chip(fleet.system) === accelerator && fleet.site === siteId) {
      ways.push({ owner: site.owner, operator: site.operator, acquisition: 'existing' });
    }
  }
  for (const line of plan.lines) {
    if (chip(line.system) !== accelerator || line.site !== siteId || line.deliveryQuarter > quarter) continue;
    if (line.endQuarter !== null && line.endQuarter < quarter) continue;
    const lease = line.kind === 'lease';
    ways.push({
      owner: lease ? line.supplier : scenario.buyer,
      operator: lease ? line.supplier : site.operator,
      acquisition: 'existing',
    });
  }
  if (ways.length === 0)
    ways.push({ owner: scenario.buyer, operator: site.operator, acquisition: 'purchase' });
  const answers = new Set(ways.map((way) => judge({ ...question, ...way }, rules).verdict));
  const best = verdicts.find((verdict) => answers.has(verdict));
  if (best === undefined) throw new Error('no verdict');
  return best;
}

/** Plans whose rules forbid some work somewhere; in the others a table of answers that are all yes is right. */
const withRefusals = new Set(goldenNames.filter((name) => name.startsWith('bytedance-2025')));

describe.each(goldenNames)('the policy of %s', (name) => {
  const golden = goldenGround(name);
  const { plan, ground } = golden;
  const { sites, offers, fleet, systems } = ground.scenario;
  const chips = [
    ...new Set([...offers, ...fleet].map(({ system }) => systems.get(system)?.accelerator ?? '')),
  ];

  it.each(plan.quarters)(
    'answers every accelerator, site and use as the rules do, in %s',
    async (quarter) => {
      const { policy, parameters } = await exported(golden, quarter);
      const answers = { yes: 0, no: 0 };
      for (const accelerator of chips) {
        for (const site of sites) {
          for (const use of ['training', 'inference'] as const) {
            const verdict = expected(golden, accelerator, site.id, use, quarter);
            const yes = verdict === 'allowed' || verdict === 'conditions';
            const admission = ask(
              policy,
              parameters,
              { use, site: site.id, accelerator },
              resourceOf(golden, accelerator),
            );
            const words = new RegExp(`^refused: no ${use} on .*\\(${verdict}\\).*as of ${plan.asOf}`, 'u');
            const refusal: unknown = expect.stringMatching(words);
            expect({ accelerator, site: site.id, use, ...admission }).toEqual({
              accelerator,
              site: site.id,
              use,
              judged: true,
              allowed: yes,
              messages: yes ? [] : [refusal],
            });
            answers[yes ? 'yes' : 'no'] += 1;
          }
        }
      }
      expect(answers.yes).toBeGreaterThan(0);
      expect(answers.no > 0).toBe(withRefusals.has(name));
      expect(answers.yes + answers.no).toBe(chips.length * sites.length * 2);
    },
  );
});

describe.each(goldenNames)('the policy of %s', (name) => {
  it('lets in all the work that the plan places', async () => {
    const golden = goldenGround(name);
    for (const quarter of golden.plan.quarters) {
      const { policy, parameters } = await exported(golden, quarter);
      for (const { site, system, uses, kind } of golden.plan.placements.filter(
        (one) => one.quarter === quarter,
      )) {
        const accelerator = golden.ground.scenario.systems.get(system)?.accelerator ?? '';
        const use = kind === 'run' ? 'training' : 'inference';
        const pod = { use, uses: uses.toSorted().join('-'), site, accelerator };
        expect(ask(policy, parameters, pod, resourceOf(golden, accelerator))).toEqual({
          judged: true,
          allowed: true,
          messages: [],
        });
      }
    }
  });
});

it.runIf(goldenNames.includes('bytedance-2025.2026-11-23'))(
  'tells who trains abroad today which rule says no, and since when that is known',
  async () => {
    const golden = goldenGround('bytedance-2025.2026-11-23');
    const { policy, parameters } = await exported(golden, '2026Q4');
    const pod = { use: 'training', site: 'johor', accelerator: 'nvidia-h200-sxm' };
    const { allowed, messages } = ask(policy, parameters, pod, 'nvidia.com/gpu');
    expect(allowed).toBe(false);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(/^refused: no training on H200 .* at Johor \((licence|unknown)\); rule us-/u);
    expect(messages[0]).toContain('as of 2026-11-23');
    expect(ask(policy, parameters, { ...pod, use: 'inference' }, 'nvidia.com/gpu').allowed).toBe(true);
  },
);
