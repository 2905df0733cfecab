import { rateAnswer, type ServiceRate } from '../../../performance/index.ts';
import { askRate, readWorld } from '../../../pipeline/index.ts';
import { writeTextFile } from '../../../files/index.ts';
import { exitCodes, type Command } from '../../command.ts';
import { FlagReader } from '../../flag-reader.ts';
import { frontierSvg, frontierText } from '../../rate-chart.ts';
import { anchorsFlag } from '../../kept-anchors.ts';
import { refuse } from '../../refuse.ts';
import { loadFlags, modelFlag, systemFlag } from './flags.ts';
import { keptIn, withAnchors } from './kept.ts';
import { no, summary, title } from './words.ts';

export const rate: Command = {
  words: ['rate'],
  summary:
    'What one system does for one model within a service level: configuration, times, tokens, memory, interval',
  positionals: [],
  flags: [
    modelFlag,
    systemFlag,
    ...loadFlags,
    anchorsFlag,
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
    const read = new FlagReader(args);
    const load = read.fitting('load', {
      fits: (value) => value > 0,
      expected: 'requests per second above 0',
    });
    if (!asked.ok || read.problems.length > 0)
      return refuse(terminal, [...(asked.ok ? [] : asked.problems), ...read.problems]);
    const kept = keptIn(args.flags.anchors);
    if ('code' in kept) return refuse(terminal, [kept]);
    const answer = rateAnswer(withAnchors(asked.value, kept));
    if ('code' in answer) return no(answer.code, answer.why, terminal);
    const systems = load === undefined ? undefined : systemsFor(load, answer.rate);
    const svg = args.flags.svg;
    if (typeof svg === 'string') {
      const failed = writeTextFile(svg, frontierSvg(answer.frontier, title(asked.value)));
      if (failed !== undefined) return refuse(terminal, [failed]);
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

/** Systems that a load takes: whole replicas, or whole units of pools for prompts and answers, where these span systems. */
function systemsFor(load: number, { requestsPerSecond, configuration }: ServiceRate): number {
  const unit = configuration.prefill?.unit ?? Math.max(1, Math.round(1 / configuration.replicasPerSystem));
  return Math.ceil(load / requestsPerSecond.value / unit) * unit;
}
