import {
  anchorOf,
  rateAnswer,
  rateFromAnchors,
  type OperatorTime,
  type RateAnswer,
  type RateQuestion,
} from '../../performance/index.ts';
import { formatQuantity } from '../../quantity/index.ts';
import { cell, textTable } from '../../report/index.ts';
import { exitCodes, type Command, type ExitCode, type Flag } from '../command.ts';
import { refuse } from '../refuse.ts';
import type { Terminal } from '../terminal.ts';
import { writeTextFile } from '../../files/index.ts';
import { readAnchors, type KeptAnchor } from '../kept-anchors.ts';
import { frontierSvg, frontierText } from '../rate-chart.ts';
import { askRate, askTraining, compareRates, readWorld } from '../../pipeline/index.ts';

const modelFlag: Flag = { name: 'model', value: 'ID', summary: 'A model of the catalog', required: true };
const systemFlag: Flag = { name: 'system', value: 'ID', summary: 'A system of the catalog', required: true };
const loadFlags: readonly Flag[] = [
  { name: 'slo', value: 'LEVEL', summary: 'Service level (default ttft=2s,tpot=50ms)' },
  { name: 'isl', value: 'TOKENS', summary: 'Input tokens per request (default 2000)' },
  { name: 'osl', value: 'TOKENS', summary: 'Output tokens per request (default 500)' },
  { name: 'cached', value: 'PART', summary: 'Part of the input found in the prefix cache (default 0)' },
];

export const rate: Command = {
  words: ['rate'],
  summary:
    'What one system does for one model within a service level: configuration, times, tokens, memory, interval',
  positionals: [],
  flags: [
    modelFlag,
    systemFlag,
    ...loadFlags,
    {
      name: 'anchors',
      value: 'FILE',
      summary: 'Measurements kept by `fleetwright anchors add`',
      complete: 'file',
    },
    {
      name: 'load',
      value: 'REQUESTS',
      summary: 'Requests per second asked for; says how many systems that takes',
    },
    {
      name: 'svg',
      value: 'FILE',
      summary: 'Write the frontier of throughput against latency as SVG',
      complete: 'file',
    },
  ],
  examples: [
    { line: 'fleetwright rate --model Qwen3-32B --system hgx-h20-96', does: 'a chat mix at 2 s and 50 ms' },
    {
      line: 'fleetwright rate --model DeepSeek-V3 --system atlas-800t-a3 --slo ttft=2s,tpot=50ms --isl 4000 --osl 1000 --json',
      does: 'one mix and level, for a program',
    },
  ],
  async run(args, terminal) {
    const asked = askRate(args.flags, readWorld());
    if (!asked.ok) return refuse(asked.problems, terminal);
    const rated = rateAnswer(asked.value);
    if ('code' in rated) return no(rated.code, rated.why, terminal);
    const kept = typeof args.flags.anchors === 'string' ? readAnchors(args.flags.anchors) : [];
    if ('code' in kept) return refuse([kept], terminal);
    const answer = withAnchors(rated, asked.value, kept);
    const load = number(args.flags.load);
    const systems = load === undefined ? undefined : Math.ceil(load / answer.rate.requestsPerSecond.value);
    const svg = args.flags.svg;
    if (typeof svg === 'string') {
      const failed = writeTextFile(svg, frontierSvg(answer.frontier, title(asked.value)));
      if (failed !== undefined) return refuse([failed], terminal);
    }
    const { power } = asked.value.system;
    terminal.result(
      () =>
        [
          ...summary(asked.value, answer),
          ...(systems === undefined ? [] : [`${load} requests/s take ${systems} systems`]),
          '',
          ...frontierText(answer.frontier, Math.min(terminal.width, 76)),
        ].join('\n'),
      () => ({
        ...answer,
        power: power.value,
        ...(systems !== undefined && { systems }),
      }),
    );
    return exitCodes.done;
  },
};

export const rateCompare: Command = {
  words: ['rate', 'compare'],
  summary: 'The same model and service level on several systems, or on all of the catalog',
  positionals: [],
  flags: [
    modelFlag,
    { name: 'systems', value: 'IDS', summary: 'Systems, separated by commas (default: all)' },
    ...loadFlags,
  ],
  examples: [
    {
      line: 'fleetwright rate compare --model Qwen3-32B --systems hgx-h20-96,hgx-h100,atlas-800t-a3',
      does: 'tokens per chip, most first',
    },
  ],
  async run(args, terminal) {
    const asked = compareRates(args.flags, readWorld());
    if (!asked.ok) return refuse(asked.problems, terminal);
    const sorted = asked.value;
    terminal.result(
      () =>
        textTable(
          {
            id: 'rates',
            title: `${String(args.flags.model)} on ${sorted.length} systems, most tokens per chip first`,
            columns: [
              { title: 'System' },
              { title: 'Token/s per chip', align: 'right' },
              { title: 'Interval', align: 'right' },
              { title: 'Time per token', align: 'right' },
              { title: 'Bound by' },
              { title: 'Configuration' },
            ],
            rows: sorted.map(({ system, answer }) => {
              if ('code' in answer) return [system, '–', '', '', '', answer.why].map((text) => cell(text));
              const { rate: one } = answer;
              const { low, high, value } = one.requestsPerSecond;
              const scaled = (side: number): string => round((answer.perAccelerator * side) / value);
              return [
                system,
                round(answer.perAccelerator),
                `${scaled(low)} to ${scaled(high)}`,
                formatQuantity(one.tpot.value, 'duration'),
                one.boundBy,
                split(one.configuration),
              ].map((text) => cell(text));
            }),
            empty: 'No system was named.',
          },
          terminal.colour,
          terminal.width,
        ),
      () => sorted,
    );
    return exitCodes.done;
  },
};

export const rateExplain: Command = {
  words: ['rate', 'explain'],
  summary: 'Where the time of a step goes, operator by operator, with formulas and the claims it rests on',
  positionals: [],
  flags: [modelFlag, systemFlag, ...loadFlags],
  examples: [
    {
      line: 'fleetwright rate explain --model Qwen3-32B --system hgx-h20-96',
      does: 'the operators of a step',
    },
  ],
  async run(args, terminal) {
    const asked = askRate(args.flags, readWorld());
    if (!asked.ok) return refuse(asked.problems, terminal);
    const answer = rateAnswer(asked.value);
    if ('code' in answer) return no(answer.code, answer.why, terminal);
    terminal.result(
      () =>
        [
          ...summary(asked.value, answer),
          '',
          operators('A step of answers alone', answer.decodeStep, terminal),
          operators('A step with a chunk of prompts', answer.prefillStep, terminal),
          'Rests on',
          ...answer.rate.lineage.map((claim) => `  ${claim}`),
          ...answer.rate.assumptions.map((sentence) => `  assumed: ${sentence}`),
        ].join('\n'),
      () => ({ ...answer, formulas }),
    );
    return exitCodes.done;
  },
};

export const rateTraining: Command = {
  words: ['rate', 'training'],
  summary: 'Step time, utilisation and goodput of training a model, at the fastest split found',
  positionals: [],
  flags: [
    modelFlag,
    systemFlag,
    { name: 'count', value: 'CHIPS', summary: 'Accelerators at work (default 1024)' },
    { name: 'batch', value: 'SEQUENCES', summary: 'Sequences per step (default: two per accelerator)' },
    { name: 'sequence', value: 'TOKENS', summary: 'Tokens per sequence (default 4096)' },
  ],
  examples: [
    {
      line: 'fleetwright rate training --model Llama-3.1-70B --system hgx-h100 --count 1024',
      does: 'the fastest split of 1,024 H100',
    },
  ],
  async run(args, terminal) {
    const asked = askTraining(args.flags, readWorld());
    if (!asked.ok) return refuse(asked.problems, terminal);
    const { question, accelerators, answer } = asked.value;
    const { model, accelerator } = question;
    if ('code' in answer) return no(answer.code, answer.why, terminal);
    const { setup, step } = answer;
    const part = (seconds: number): string => `${Math.round((seconds / step.seconds) * 100)} %`;
    terminal.result(
      () =>
        [
          `${model.id} on ${accelerators} × ${accelerator.id}: ${formatQuantity(step.seconds, 'duration')} a step`,
          `tokens/s          ${round(answer.tokensPerSecond.value)} (80 % interval ${round(answer.tokensPerSecond.low)} to ${round(answer.tokensPerSecond.high)})`,
          `utilisation       ${(answer.utilisation * 100).toFixed(1)} % of the dense 16-bit peak, goodput ${(answer.goodput * 100).toFixed(1)} %`,
          `split             tensor ${setup.tensor}, pipeline ${setup.pipeline} in ${setup.virtual} parts, data ${setup.data}, expert ${setup.expert}${setup.recompute === 1 ? ', activations computed again' : ''}`,
          `time              compute ${part(step.compute)}, elementwise ${part(step.elementwise)}, tensor links ${part(step.tensorLinks)}, expert links ${part(step.expertLinks)}, data links ${part(step.dataLinks)}, bubble ${part(step.bubble)}`,
        ].join('\n'),
      () => answer,
    );
    return exitCodes.done;
  },
};

/** The answer corrected by those of the kept measurements that are of this model on this chip. */
function withAnchors(answer: RateAnswer, asked: RateQuestion, kept: readonly KeptAnchor[]): RateAnswer {
  const anchors = kept
    .filter(({ chip, model }) => chip === asked.accelerator.id && model === asked.model.id)
    .map(({ run, precision }) => anchorOf(run, precision, asked))
    .filter((anchor) => anchor !== undefined);
  const corrected = rateFromAnchors(answer.rate, anchors);
  return {
    ...answer,
    rate: corrected,
    perAccelerator: corrected.outputTokensPerSecond / asked.system.accelerators,
  };
}

/** How each operator is costed; symbols as in docs/performance.md. */
const formulas: Readonly<Record<OperatorTime['name'], string>> = {
  'attention projections': 'max(P·w / BW·η, (2·m·P / F + unhidden) / η_c)',
  'linear-attention projections': 'max(P·w / BW·η, (2·m·P / F + unhidden) / η_c)',
  'dense feed-forward': 'max(P·w / BW·η, (2·m·P / F + unhidden) / η_c)',
  'shared experts': 'max(P·w / BW·η, (2·m·P / F + unhidden) / η_c)',
  logits: 'vocabulary × hidden, 16 bits',
  'decode attention': 'max(context·κ / BW·η_kv, context·flop / F·η_a)',
  'decode attention, windowed': 'as decode attention, context at most the window',
  'index of sparse attention': 'context × key of the indexer',
  'state of linear attention': 'state read and written',
  'prefill attention': '4·heads·width·tokens·attended / F·η_p',
  'prefill attention, windowed': 'as prefill attention, attended at most the window',
  'routed experts': 'hit = E/EP·(1 − (1 − k/E)^m); max(hit·P·w / BW·η, rows·2·P / F·η_c)',
  'between multiplications': 'bytes of normalisation, rotation, activation and routing / BW·η',
  'all-reduce': 'start + 2(n−1)/n·m·hidden·2 B / link',
  'all-to-all': 'start + copies·m·hidden / link, less overlap',
  'fixed costs': 'kernels, attention, mixture layers, requests, step',
  'waiting for the host': 'layers × launch, less the above',
};

function operators(name: string, times: readonly OperatorTime[], terminal: Terminal): string {
  const total = times.reduce((sum, { seconds }) => sum + seconds, 0);
  return textTable(
    {
      id: 'operators',
      title: `${name}: ${formatQuantity(total, 'duration')}`,
      columns: [
        { title: 'Operator' },
        { title: 'Time', align: 'right' },
        { title: 'Part', align: 'right' },
        { title: 'Limited by' },
        { title: 'Formula' },
      ],
      rows: times.map((one) =>
        [
          one.name,
          formatQuantity(one.seconds, 'duration'),
          `${Math.round((one.seconds / total) * 100)} %`,
          one.memory === 0 && one.compute === 0 ? '' : one.memory >= one.compute ? 'memory' : 'compute',
          formulas[one.name],
        ].map((text) => cell(text)),
      ),
      empty: '',
    },
    terminal.colour,
    terminal.width,
  );
}

function summary(
  { system, model, inputTokens, outputTokens }: RateQuestion,
  answer: RateAnswer,
): readonly string[] {
  const { rate: one, memory, split: pools } = answer;
  const { requestsPerSecond: requests } = one;
  return [
    `${model.id} on ${system.id}, ${inputTokens} tokens in, ${outputTokens} out: ${round(answer.perAccelerator)} token/s per chip, ${round(one.outputTokensPerSecond)} per system`,
    `requests/s        ${requests.value.toFixed(2)} (80 % interval ${requests.low.toFixed(2)} to ${requests.high.toFixed(2)}), bound by ${one.boundBy}`,
    `time per token    ${time(one.tpot.value)} (${time(one.tpot.low)} to ${time(one.tpot.high)})`,
    `first token       ${time(one.ttft.value)} (${time(one.ttft.low)} to ${time(one.ttft.high)})`,
    `configuration     ${split(one.configuration)}, ${one.configuration.batch} requests at once`,
    `memory per rank   ${formatQuantity(memory.weights, 'data')} of weights, ${formatQuantity(memory.cache, 'data')} for caches`,
    ...(system.power.value === undefined
      ? []
      : [`power             ${formatQuantity(system.power.value, 'power')} per system`]),
    `trust             level ${one.level} of 2`,
    ...(pools === undefined
      ? []
      : [
          `split pools       ${pools.requestsPerSecond.toFixed(2)} requests/s per system, ${Math.round(pools.prefillPart * 100)} % of them on prompts`,
        ]),
  ];
}

function time(seconds: number): string {
  return formatQuantity(seconds, 'duration');
}

function split({
  precision,
  tensorParallel,
  acceleratorsPerReplica,
  expertParallel,
}: RateAnswer['rate']['configuration']): string {
  const chips = acceleratorsPerReplica === 1 ? 'one chip' : `${acceleratorsPerReplica} chips`;
  return `${precision}, ${chips} a replica, tensor ${tensorParallel}${expertParallel > 1 ? `, expert ${expertParallel}` : ''}`;
}

function title({ model, system, inputTokens, outputTokens }: RateQuestion): string {
  return `${model.id} on ${system.id}, ${inputTokens} in, ${outputTokens} out`;
}

function number(flag: string | boolean | undefined): number | undefined {
  return typeof flag === 'string' ? Number(flag.replaceAll(',', '')) : undefined;
}

function round(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(1);
}

function no(code: string, why: string, terminal: Terminal): ExitCode {
  terminal.result(
    () => `${code}: ${why}`,
    () => ({ code, why }),
  );
  return exitCodes.no;
}
