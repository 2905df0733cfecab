import { beforeAll, describe, expect, it } from 'vitest';
import type { ExportedFile } from '../../src/handoff/index.ts';
import { formatOn, goldenGround } from './golden-ground.ts';

/** One deliberate mistake in an export, and what the check must say of it. */
interface Mutation {
  readonly mistake: string;
  readonly file: string;
  /** The first place that is found is replaced. */
  readonly find: string | RegExp;
  readonly put: string;
  readonly code: string;
  readonly says: string;
}

const queues = 'home/2025Q3/queues.yaml';
const rules = 'johor/2025Q3/rules.yaml';
const policy = 'johor/policy.yaml';
const scalers = 'home/2025Q3/autoscalers.yaml';
const keys = 'home/2025Q3/profiles/keys.json';
const profile = 'home/2025Q3/profiles/platform/platform-coast-hgx-h20-96.json';

const nvidia =
  /( {4}- coveredResources:\n {8}- nvidia\.com\/gpu\n {6}flavors:\n)( {8}- name: \S+\n {10}resources:\n {12}- name: nvidia\.com\/gpu\n {14}nominalQuota: \d+\n)/;
const queueOfChina = /(kind: ClusterQueue\nmetadata:\n {2}name: china\.platform\n(?:.|\n)*?)/.source;

const kueueMutations: readonly Mutation[] = [
  {
    mistake: 'a field of an older version',
    file: queues,
    find: 'cohortName:',
    put: 'cohort:',
    code: 'FW-READ-0010',
    says: 'unknown key `cohort`',
  },
  {
    mistake: 'an older version',
    file: queues,
    find: 'kueue.x-k8s.io/v1beta2\nkind: ClusterQueue',
    put: 'kueue.x-k8s.io/v1beta1\nkind: ClusterQueue',
    code: 'FW-HND-0601',
    says: 'v1beta1 ClusterQueue',
  },
  {
    mistake: 'a negative quota',
    file: queues,
    find: /nominalQuota: \d+/,
    put: 'nominalQuota: -8',
    code: 'FW-READ-0014',
    says: '',
  },
  {
    mistake: 'a quota in words',
    file: queues,
    find: /nominalQuota: \d+/,
    put: 'nominalQuota: many',
    code: 'FW-READ-0012',
    says: '',
  },
  {
    mistake: 'a quota of half a device',
    file: queues,
    find: /nominalQuota: \d+/,
    put: 'nominalQuota: 2.5',
    code: 'FW-READ-0012',
    says: '',
  },
  {
    mistake: 'a name with capitals',
    file: queues,
    find: 'kind: ResourceFlavor\nmetadata:\n  name: coast',
    put: 'kind: ResourceFlavor\nmetadata:\n  name: Coast',
    code: 'FW-READ-0014',
    says: 'lower-case',
  },
  {
    mistake: 'a flavour that is gone',
    file: queues,
    find: 'kind: ResourceFlavor\nmetadata:\n  name: coast',
    put: 'kind: ResourceFlavor\nmetadata:\n  name: ghost',
    code: 'FW-HND-0603',
    says: 'ResourceFlavor coast.',
  },
  {
    mistake: 'a cohort that is gone',
    file: queues,
    find: 'cohortName: bytedance.china.platform',
    put: 'cohortName: bytedance.china.other',
    code: 'FW-HND-0603',
    says: 'Cohort bytedance.china.other',
  },
  {
    mistake: 'a local queue for no queue',
    file: queues,
    find: 'clusterQueue: china.platform',
    put: 'clusterQueue: china.plattform',
    code: 'FW-HND-0603',
    says: 'ClusterQueue china.plattform',
  },
  {
    mistake: 'a check that is gone',
    file: queues,
    find: /kind: AdmissionCheck\nmetadata:\n {2}name: overseas/,
    put: 'kind: AdmissionCheck\nmetadata:\n  name: abroad',
    code: 'FW-HND-0603',
    says: 'AdmissionCheck overseas',
  },
  {
    mistake: 'a cluster nobody can reach',
    file: queues,
    find: /(kind: MultiKueueConfig(?:.|\n)*?clusters:\n {4}- )\w+/,
    put: '$1nowhere',
    code: 'FW-HND-0603',
    says: 'MultiKueueCluster nowhere',
  },
  {
    mistake: 'a cluster named twice',
    file: queues,
    find: /(kind: MultiKueueConfig(?:.|\n)*?clusters:\n)( {4}- \w+\n)/,
    put: '$1$2$2',
    code: 'FW-READ-0012',
    says: 'each cluster once',
  },
  {
    mistake: 'more clusters than MultiKueue takes',
    file: queues,
    find: /(kind: MultiKueueConfig(?:.|\n)*?clusters:\n)/,
    put: `$1${Array.from({ length: 21 }, (_, i) => `    - c${i}\n`).join('')}`,
    code: 'FW-READ-0014',
    says: '20',
  },
  {
    mistake: 'no way to reach a cluster',
    file: queues,
    find: / {4}kubeConfig:\n {6}location: .*\n {6}locationType: Secret\n/,
    put: '    {}\n',
    code: 'FW-HND-0611',
    says: 'exactly one',
  },
  {
    mistake: 'an object twice',
    file: queues,
    find: /---\n(apiVersion: v1\nkind: Namespace\n(?:.|\n)*?)---\n/,
    put: '---\n$1---\n$1---\n',
    code: 'FW-HND-0602',
    says: 'Namespace',
  },
  {
    mistake: 'a resource in two groups',
    file: queues,
    find: nvidia,
    put: '$1$2    - coveredResources:\n        - nvidia.com/gpu\n      flavors:\n$2',
    code: 'FW-HND-0604',
    says: 'covers `nvidia.com/gpu` twice',
  },
  {
    mistake: 'a flavour twice in a group',
    file: queues,
    find: nvidia,
    put: '$1$2$2',
    code: 'FW-HND-0605',
    says: 'twice',
  },
  {
    mistake: 'a resource that the flavour lacks',
    file: queues,
    find: /( {4}- coveredResources:\n {8}- nvidia\.com\/gpu\n)/,
    put: '$1        - nvidia.com/gpumem\n',
    code: 'FW-HND-0606',
    says: 'covered are nvidia.com/gpu, nvidia.com/gpumem',
  },
  {
    mistake: 'resources in another order',
    file: queues,
    find: /- nvidia\.com\/gpu\n {6}flavors:\n {8}- name: (\S+)\n {10}resources:\n {12}- name: nvidia\.com\/gpu\n {14}nominalQuota: (\d+)\n/,
    put: '- nvidia.com/gpu\n        - nvidia.com/gpumem\n      flavors:\n        - name: $1\n          resources:\n            - name: nvidia.com/gpumem\n              nominalQuota: 1\n            - name: nvidia.com/gpu\n              nominalQuota: $2\n',
    code: 'FW-HND-0606',
    says: 'has quotas for nvidia.com/gpumem, nvidia.com/gpu',
  },
  {
    mistake: 'more lent than there is',
    file: queues,
    find: /(nominalQuota: )(\d+)\n/,
    put: '$1$2\n              lendingLimit: 9$2\n',
    code: 'FW-HND-0607',
    says: 'lends',
  },
  {
    mistake: 'a borrowing limit without a cohort',
    file: queues,
    find: new RegExp(`${queueOfChina}  cohortName: \\S+\\n((?:.|\\n)*?nominalQuota: \\d+\\n)`),
    put: '$1$2              borrowingLimit: 1\n',
    code: 'FW-HND-0608',
    says: 'no cohort',
  },
  {
    mistake: 'cohorts in a circle',
    file: queues,
    find: 'name: bytedance\n  labels:\n    fleetwright/quarter: 2025Q3\nspec: {}',
    put: 'name: bytedance\n  labels:\n    fleetwright/quarter: 2025Q3\nspec:\n  parentName: bytedance.china',
    code: 'FW-HND-0610',
    says: 'its own ancestor',
  },
  {
    mistake: 'a preference that nothing tries',
    file: queues,
    find: 'whenCanPreempt: TryNextFlavor',
    put: 'whenCanPreempt: TryNextFlavor\n    preference: BorrowingOverPreemption',
    code: 'FW-HND-0611',
    says: 'preference',
  },
  {
    mistake: 'borrowing by preemption without reclaiming',
    file: queues,
    find: 'reclaimWithinCohort: Any',
    put: 'reclaimWithinCohort: Never\n    borrowWithinCohort:\n      policy: LowerPriority',
    code: 'FW-HND-0611',
    says: 'never reclaims',
  },
  {
    mistake: 'a misspelt policy',
    file: queues,
    find: 'whenCanBorrow: MayStopSearch',
    put: 'whenCanBorrow: MaybeStopSearch',
    code: 'FW-READ-0013',
    says: '',
  },
  {
    mistake: 'a topology without labels',
    file: queues,
    find: /nodeLabels:\n(?: {4}.*\n)+/,
    put: 'topologyName: racks\n',
    code: 'FW-HND-0611',
    says: 'topology',
  },
  {
    mistake: 'a queue that serves another namespace',
    file: queues,
    find: 'kubernetes.io/metadata.name: platform',
    put: 'kubernetes.io/metadata.name: doubao',
    code: 'FW-HND-0612',
    says: 'does not serve the namespace platform',
  },
  {
    mistake: 'a device without a name',
    file: queues,
    find: /cambricon\.com\/mlu$/m,
    put: 'unnamed.fleetwright/mlu590',
    code: 'FW-HND-0613',
    says: '`mlu590`',
  },
  {
    mistake: 'a priority beyond 32 bits',
    file: queues,
    find: /value: \d+/,
    put: 'value: 3000000000',
    code: 'FW-READ-0014',
    says: '',
  },
  {
    mistake: 'changes that are not',
    file: 'home/2025Q3/changes.txt',
    find: /^.*\n/,
    put: '',
    code: 'FW-HND-0614',
    says: 'does not say what changes',
  },
  {
    mistake: 'quotas changed by hand',
    file: queues,
    find: /nominalQuota: (\d+)\n/,
    put: 'nominalQuota: 1$1\n',
    code: 'FW-HND-0614',
    says: 'home/2025Q4/changes.txt',
  },
  { mistake: 'broken YAML', file: queues, find: 'spec: {}', put: 'spec: {', code: 'FW-READ-0003', says: '' },
  {
    mistake: 'an expression that is not CEL',
    file: policy,
    find: 'variables.use in [',
    put: 'variables.use in in [',
    code: 'FW-HND-0701',
    says: 'variables.use in in [',
  },
  {
    mistake: 'an expression on something unknown',
    file: policy,
    find: 'params.data[variables.question].startsWith',
    put: 'param.data[variables.question].startsWith',
    code: 'FW-HND-0701',
    says: 'param',
  },
  {
    mistake: 'a message that may be no text',
    file: policy,
    find: '? string(params.data[variables.question])',
    put: '? params.data[variables.question]',
    code: 'FW-HND-0701',
    says: 'must give string',
  },
  {
    mistake: 'a policy that lets everything in',
    file: policy,
    find: /has\(params\.data\) && variables\.question in params\.data && [^\n]*/,
    put: '1 == 1',
    code: 'FW-HND-0702',
    says: 'lets the pod in',
  },
  {
    mistake: 'a policy that looks the wrong way round',
    file: policy,
    find: "startsWith('permitted')",
    put: "startsWith('refused')",
    code: 'FW-HND-0702',
    says: 'the policy refuses it',
  },
  {
    mistake: 'a verdict turned round',
    file: rules,
    find: /"refused: (no training on Instinct MI325X)/,
    put: '"permit: $1',
    code: 'FW-HND-0703',
    says: 'begins with permitted: or refused:',
  },
  {
    mistake: 'a key that is no question',
    file: rules,
    find: 'training.johor.amd-mi300x:',
    put: 'training.johor:',
    code: 'FW-HND-0703',
    says: 'three names',
  },
  {
    mistake: 'a binding that only warns',
    file: policy,
    find: '- Deny\n',
    put: '- Warn\n',
    code: 'FW-HND-0704',
    says: 'the action Deny is missing',
  },
  {
    mistake: 'no audit',
    file: policy,
    find: '    - Audit\n',
    put: '',
    code: 'FW-HND-0704',
    says: 'the action Audit is missing',
  },
  {
    mistake: 'a binding that lets in without parameters',
    file: policy,
    find: 'parameterNotFoundAction: Deny',
    put: 'parameterNotFoundAction: Allow',
    code: 'FW-HND-0704',
    says: 'without parameters',
  },
  {
    mistake: 'a policy that fails open',
    file: policy,
    find: 'failurePolicy: Fail',
    put: 'failurePolicy: Ignore',
    code: 'FW-HND-0704',
    says: 'failurePolicy',
  },
  {
    mistake: 'gates that can be lifted unseen',
    file: policy,
    find: '          - UPDATE\n',
    put: '',
    code: 'FW-HND-0704',
    says: 'not judged on UPDATE',
  },
  {
    mistake: 'parameters under another name',
    file: rules,
    find: 'name: fleetwright-use-rules',
    put: 'name: other-rules',
    code: 'FW-HND-0704',
    says: 'not what the binding names',
  },
];

const aibrixMutations: readonly Mutation[] = [
  {
    mistake: 'a lower bound above the upper',
    file: scalers,
    find: /minReplicas: \d+\n {2}maxReplicas/,
    put: 'minReplicas: 99999\n  maxReplicas',
    code: 'FW-HND-0801',
    says: 'the autoscaler goes from 99999',
  },
  {
    mistake: 'a schedule beyond the plan',
    file: scalers,
    find: /( {6}timezone: .*\n {6}minReplicas: \d+\n {6}maxReplicas: )(\d+)/,
    put: '$19$2',
    code: 'FW-HND-0801',
    says: 'from-00 goes',
  },
  {
    mistake: 'schedules that overlap',
    file: scalers,
    find: /endTime: "04:00"/,
    put: 'endTime: "05:00"',
    code: 'FW-HND-0802',
    says: 'overlaps',
  },
  {
    mistake: 'a schedule over midnight',
    file: scalers,
    find: /endTime: "23:59"/,
    put: 'endTime: "00:00"',
    code: 'FW-HND-0802',
    says: 'ends too early',
  },
  {
    mistake: 'an hour that is not',
    file: scalers,
    find: /endTime: "23:59"/,
    put: 'endTime: "24:00"',
    code: 'FW-READ-0014',
    says: 'a time such as',
  },
  {
    mistake: 'a time zone that does not exist',
    file: scalers,
    find: 'Asia/Shanghai',
    put: 'Asia/Peking',
    code: 'FW-HND-0802',
    says: 'Asia/Peking',
  },
  {
    mistake: 'a strategy that does not exist',
    file: scalers,
    find: 'scalingStrategy: KPA',
    put: 'scalingStrategy: KPB',
    code: 'FW-READ-0013',
    says: '',
  },
  {
    mistake: 'a target as a number',
    file: scalers,
    find: 'targetValue: "1"',
    put: 'targetValue: 1',
    code: 'FW-READ-0012',
    says: '',
  },
  {
    mistake: 'the gauge of another deployment',
    file: scalers,
    find: /path: \/metrics\/(\w+)\/\S+/,
    put: 'path: /metrics/$1/other',
    code: 'FW-HND-0804',
    says: '/other',
  },
  {
    mistake: 'an autoscaler twice',
    file: scalers,
    find: /---\n((?:.|\n)*?)---\n/,
    put: '---\n$1---\n$1---\n',
    code: 'FW-HND-0602',
    says: 'PodAutoscaler',
  },
  {
    mistake: 'no upper bound',
    file: scalers,
    find: / {2}maxReplicas: \d+\n {2}metrics/,
    put: '  metrics',
    code: 'FW-READ-0011',
    says: 'maxReplicas',
  },
  {
    mistake: 'a table of another size',
    file: profile,
    find: /"tputs":\[\[([^\]]+)\]\]/,
    put: '"tputs":[[$1,$1]]',
    code: 'FW-HND-0803',
    says: 'tputs is not 1 output lengths by 1',
  },
  {
    mistake: 'a negative throughput',
    file: profile,
    find: /"tputs":\[\[/,
    put: '"tputs":[[-',
    code: 'FW-READ-0014',
    says: '',
  },
  {
    mistake: 'a profile without deployment',
    file: profile,
    find: /"gpu":"[^"]+"/,
    put: '"gpu":"other"',
    code: 'FW-HND-0805',
    says: 'other',
  },
  {
    mistake: 'a profile under no key of AIBrix',
    file: keys,
    find: 'aibrix:profile_',
    put: 'profile_',
    code: 'FW-READ-0014',
    says: 'key',
  },
  {
    mistake: 'a key of another deployment',
    file: keys,
    find: 'platform-coast-hgx-h20-96"',
    put: 'platform-coast"',
    code: 'FW-HND-0805',
    says: 'not scaled here',
  },
  {
    mistake: 'a profile of which no key leads',
    file: keys,
    find: /\n.*platform-coast-hgx-h20-96.*/,
    put: '',
    code: 'FW-HND-0805',
    says: 'platform-coast-hgx-h20-96 has no profile',
  },
];

describe.each([
  ['kueue', kueueMutations],
  ['aibrix', aibrixMutations],
] as const)('the check of %s', (name, mutations) => {
  const { plan, ground } = goldenGround('bytedance-2025');
  const { files, validate } = formatOn(name, ground);
  let written: readonly ExportedFile[] = [];
  beforeAll(async () => {
    // Two of the clusters are enough, and quicker.
    written = (await files(plan)).filter(({ path }) => /^(home|johor)\//u.test(path));
  });

  it.each(mutations)('finds $mistake', async ({ file, find, put, code, says }) => {
    const mutated = written.map((one) => {
      if (one.path !== file || typeof one.content !== 'string') return one;
      const content = one.content.replace(find, put);
      expect(content).not.toBe(one.content);
      return { ...one, content };
    });
    const found = (await validate(mutated)).filter((one) => one.code === code);
    expect(found.map(({ message }) => message).join('\n')).toContain(says);
    expect(found).not.toEqual([]);
    expect(found.every(({ path }) => String(path[0]).length > 0 || path.length === 0)).toBe(true);
  });

  it('misses no document and lets in no stranger', async () => {
    const [first, ...others] = written;
    if (first === undefined) throw new Error('nothing was written');
    expect((await validate(others)).map((one) => one.code)).toContain('FW-HND-0001');
    const stranger = { path: 'notes.txt', content: 'hello' };
    expect((await validate([...written, stranger])).map((one) => one.code)).toEqual(['FW-HND-0002']);
    expect((await validate([...written, first])).map((one) => one.code)).toContain('FW-HND-0002');
    const damaged = { ...first, content: new Uint8Array([0xff, 0xfe, 0x00]) };
    expect((await validate([damaged, ...others])).map((one) => one.code)).toContain('FW-HND-0003');
  });
});
