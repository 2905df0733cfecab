import type { PlanFile } from '../../src/plan/index.ts';

/** Keys and indexes from the root of a plan to a value. */
type Path = readonly (string | number)[];

/** One way to spoil a plan, and the code that must be among its violations. */
export interface Mutation {
  /** What is done where, e.g. `lines.2.count × 1.01`. */
  readonly name: string;
  /** The path with indexes as `*`, e.g. `lines.*.count`. */
  readonly pattern: string;
  readonly spoiled: PlanFile;
  /** Any of these is a right reason. */
  readonly codes: readonly string[];
}

/**
 * Every way to spoil one value of a plan: each number a little up and down, each id and word replaced by another of
 * its kind, each quarter moved, each yes made a no, each entry of a list dropped, or listed twice. Parts of a plan that are prose,
 * or that only the solver can know, are left alone.
 *
 * @param most how many instances of each pattern, spread evenly; a large plan repeats itself
 */
export function mutationsOf(plan: PlanFile, most = Infinity): readonly Mutation[] {
  const byPattern = Map.groupBy(allMutations(plan), (mutation) => mutation.pattern + mutation.how);
  return [...byPattern.values()]
    .flatMap((same) => spread(same, most))
    .map(({ how, path, pattern, change }) => ({
      name: `${path.join('.')} ${how}`,
      pattern,
      codes: codesOf(pattern),
      get spoiled() {
        const copy = structuredClone(plan);
        change(copy);
        return copy;
      },
    }));
}

interface Draft {
  readonly how: string;
  readonly path: Path;
  readonly pattern: string;
  readonly change: (copy: PlanFile) => void;
}

function allMutations(plan: PlanFile): readonly Draft[] {
  return walk(plan, []).flatMap(([path, value]) => {
    const pattern = path.map((step) => (typeof step === 'number' ? '*' : step)).join('.');
    if (codesOf(pattern).length === 0) return [];
    return changes(plan, pattern, value).map(([how, next]): Draft => ({
      how,
      path,
      pattern,
      change: (copy) => put(copy, path, next),
    }));
  });
}

/** Every value of the plan with its path, lists and leaves. */
function walk(value: unknown, path: Path): readonly (readonly [Path, unknown])[] {
  if (Array.isArray(value)) {
    return [[path, value], ...value.flatMap((item, index) => walk(item, [...path, index]))];
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, item]) => walk(item, [...path, key]));
  }
  return [[path, value]];
}

/** What a value may be replaced by, with a name for it. */
function changes(plan: PlanFile, pattern: string, value: unknown): readonly (readonly [string, unknown])[] {
  if (Array.isArray(value)) return listChanges(pattern, value);
  if (typeof value === 'number') return numberChanges(pattern, value);
  if (typeof value === 'boolean') return [['flipped', !value]];
  if (value === null) return pattern.endsWith('endQuarter') ? [['set', plan.quarters.at(-1)]] : [];
  return typeof value === 'string' ? textChanges(plan, pattern, value) : [];
}

function listChanges(pattern: string, list: readonly unknown[]): readonly (readonly [string, unknown])[] {
  const dropped = list.map((_, index) => [`without ${index}`, list.toSpliced(index, 1)] as const);
  const doubled = list.map((item, index) => [`with ${index} twice`, list.toSpliced(index, 0, item)] as const);
  return [
    ...(optionalEntries.has(pattern) ? [] : dropped),
    ...(pattern.startsWith('breakEvens') ? [] : doubled),
  ];
}

/** Lists that need not be complete: what is shown of them must be right. */
const optionalEntries = new Set([
  'limits',
  'runnerUps',
  'runnerUps.*.lines',
  'services.*.rates',
  'runs.*.rates',
]);

function numberChanges(pattern: string, value: number): readonly (readonly [string, unknown])[] {
  const far = wide.get(pattern);
  if (far !== undefined) return far.map((next) => [`= ${next}`, next] as const);
  if (value === 0)
    return [
      ['= 1', 1],
      ['= -1', -1],
    ];
  return [
    ['× 1.01', value * 1.01],
    ['× 0.99', value * 0.99],
    ['× -1', -value],
  ];
}

/** Numbers that may be anything within bounds, and values out of these. */
const wide = new Map<string, readonly number[]>([
  ['placements.*.systems', [1e9, -1]],
  ['runs.*.unmet', [1e24, -1e24]],
  ['limits.*.slack', [1e30, -1e30]],
  ['runnerUps.*.difference', [-0.5, 1.5]],
  ['runnerUps.*.lines.*.count', [-1]],
  ['wholeQuarters', [0, 99]],
]);

function textChanges(plan: PlanFile, pattern: string, text: string): readonly (readonly [string, unknown])[] {
  const key =
    pattern
      .replace(/(\.\*)+$/, '')
      .split('.')
      .at(-1) ?? '';
  const others = domains(plan, pattern).find((domain) => domain.keys.includes(key))?.values ?? [];
  const other = others.find((candidate) => candidate !== text);
  return [
    ...(other === undefined ? [] : [[`= ${other}`, other] as const]),
    ...(closed.has(key) ? [] : [['= nobody', 'nobody'] as const]),
  ];
}

/** Keys whose words the schema lists: a stranger would not even be read. */
const closed = new Set([
  'kind',
  'use',
  'uses',
  'metric',
  'status',
  'grade',
  'onOrder',
  'onShip',
  'verdict',
  'asOf',
  'quarters',
  'quarter',
  'orderQuarter',
  'deliveryQuarter',
  'endQuarter',
  'finished',
  'orderDate',
  'shipDate',
]);

function domains(
  plan: PlanFile,
  pattern: string,
): readonly { readonly keys: readonly string[]; readonly values: readonly string[] }[] {
  return [
    {
      keys: ['orderQuarter', 'deliveryQuarter', 'endQuarter', 'finished', 'quarter', 'quarters'],
      values: [...plan.quarters.slice(-1), '2031Q1'],
    },
    { keys: ['orderDate', 'shipDate', 'asOf'], values: ['2031-01-01'] },
    { keys: ['onOrder', 'onShip', 'verdict'], values: ['allowed', 'denied'] },
    { keys: ['use', 'uses'], values: ['training', 'inference'] },
    { keys: ['currency'], values: ['EUR', 'GBP'] },
    { keys: ['metric'], values: ['units', 'compute'] },
    { keys: ['grade'], values: ['A', 'C'] },
    // Another offer or site is another runner-up, and which ones there are only an optimiser knows.
    { keys: ['offer'], values: pattern.startsWith('runnerUps') ? [] : plan.lines.map((line) => line.offer) },
    {
      keys: ['site'],
      values: pattern.startsWith('runnerUps') ? [] : plan.power.map((power) => power.site).toReversed(),
    },
    { keys: ['system'], values: plan.lines.map((line) => line.system).toReversed() },
    { keys: ['supplier'], values: plan.lines.map((line) => line.supplier) },
    { keys: ['work'], values: [...plan.services, ...plan.runs].map((work) => work.id) },
  ];
}

function put(copy: PlanFile, path: Path, next: unknown): void {
  let target: unknown = copy;
  for (const step of path.slice(0, -1)) target = (target as Record<string | number, unknown>)[step];
  (target as Record<string | number, unknown>)[path.at(-1) ?? ''] = next;
}

/** At most `most` of a list, spread over it. */
function spread<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length <= most) return list;
  return Array.from({ length: most }, (_, index) => list[Math.floor((index * list.length) / most)]).filter(
    (item) => item !== undefined,
  );
}

/** The right reasons to refuse a plan, by the part that was spoiled; no code = prose, or known to the solver alone. */
function codesOf(pattern: string): readonly string[] {
  const numbers = reasons.find(([expression]) => expression.test(pattern))?.[1] ?? [];
  return numbers.map((number) => `FW-CHK-00${number}`);
}

const reasons: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(scenario|variant|asOf|quarters|quarters\.\*|wholeQuarters|currency|title|objective\.kind)$/, ['01']],
  [/^scenarioHash$/, ['02']],
  [/^catalogHash$/, ['03']],
  [/^ruleSet\./, ['04']],
  [/^objective\.cost$/, ['51']],
  [/^objective\.unmet$/, ['52']],
  [/^objective\.value$/, ['53']],
  [/^(bound|gap)$/, ['54']],
  [/^systems$/, ['06', '07']],
  [/^systems\.\*\./, ['07']],
  // A line gone or doubled shows in stock, cash and the rest.
  [/^lines$/, ['06', '17', '30']],
  [/^lines\.\*\.id$/, ['10', '17']],
  [/^lines\.\*\.offer$/, ['05', '10', '17']],
  [/^lines\.\*\.(system|kind|supplier|accelerators|whole)$/, ['10']],
  [/^lines\.\*\.count$/, ['10', '12', '17', '15']],
  [/^lines\.\*\.site$/, ['05', '11', '10', '17']],
  [/^lines\.\*\.orderQuarter$/, ['10', '13', '14', '17']],
  [/^lines\.\*\.(deliveryQuarter|endQuarter)$/, ['13', '17']],
  [/^lines\.\*\.(cost\.amount|cost\.currency|reporting)$/, ['15']],
  [/^lines\.\*\.budget(\.\*)?$/, ['44']],
  [/^lines\.\*\.frozen$/, ['17']],
  [/^lines\.\*\.(uses(\.\*)?|verdict)$/, ['23']],
  [/^lines\.\*\.verdicts(\.\*\.(use|onOrder|onShip|verdict|rules(\.\*)?|conditions(\.\*)?))?$/, ['20']],
  [/^lines\.\*\.verdicts\.\*\.(orderDate|shipDate)$/, ['21']],
  [/^lines\.\*\.verdicts\.\*\.licences(\.\*)?$/, ['22']],
  [/^stock$/, ['06', '30']],
  [/^stock\.\*\./, ['30', '05']],
  [/^placements$/, ['06', '35', '36', '55']],
  [/^placements\.\*\.systems$/, ['31']],
  [/^placements\.\*\.(rate|prefill)$/, ['33']],
  [/^placements\.\*\.(quarter|site|system|uses(\.\*)?)$/, ['05', '31', '32']],
  [/^placements\.\*\.(work|kind)$/, ['05', '32', '33', '35', '36']],
  [/^services$/, ['06', '34']],
  [/^services\.\*\.(id|name|model|quarters|quarters\.\*\.quarter)$/, ['05', '34']],
  [/^services\.\*\.quarters\.\*\.(peak|served|unmet|tokens)$/, ['35']],
  [/^(services|runs)\.\*\.rates\.\*\.(?!configuration|split\.prefillConfiguration)/, ['06', '33']],
  [/^runs$/, ['06', '34']],
  [/^runs\.\*\.(id|name)$/, ['05', '34']],
  [/^runs\.\*\.(flop|done|unmet|system|site|finished|gang)$/, ['36']],
  [/^shares$/, ['06', '46']],
  [/^shares\.\*\./, ['05', '46']],
  [/^budgets$/, ['06', '43']],
  [/^budgets\.\*\./, ['05', '43']],
  [/^cash$/, ['06', '50']],
  [/^cash\.\*\./, ['05', '50']],
  [/^power$/, ['06', '41']],
  [/^power\.\*\./, ['05', '41']],
  [/^limits$/, ['06']],
  [/^limits\.\*\.(id|used|limit|slack)$/, ['60', '61']],
  [/^runnerUps$/, ['06']],
  [/^runnerUps\.\*\.(objective|above|difference)$/, ['70']],
  [/^runnerUps\.\*\.lines\.\*\.(offer|site|count)$/, ['70', '71']],
  [/^breakEvens\.\*\.line$/, ['71']],
  [/^assumptions$/, ['06', '80']],
  [/^assumptions\.\*\.path$/, ['80', '81']],
  [/^assumptions\.\*\.(written|grade|source|sourceTitle|ref|reason)$/, ['80']],
];
