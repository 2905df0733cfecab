import { type OperatorTime, rateAnswer } from '../../../performance/index.ts';
import { askRate, readWorld } from '../../../pipeline/index.ts';
import { formatQuantity } from '../../../quantity/index.ts';
import { cell, textTable } from '../../../report/index.ts';
import { exitCodes, type Command } from '../../command.ts';
import { anchorsFlag } from '../../kept-anchors.ts';
import { refuse } from '../../refuse.ts';
import type { Terminal } from '../../terminal.ts';
import { loadFlags, modelFlag, systemFlag } from './flags.ts';
import { keptIn, withAnchors } from './kept.ts';
import { no, summary } from './words.ts';

export const rateExplain: Command = {
  words: ['rate', 'explain'],
  summary: 'Where the time of a step goes, operator by operator, with formulas and the claims it rests on',
  positionals: [],
  flags: [modelFlag, systemFlag, ...loadFlags, anchorsFlag],
  examples: [
    {
      line: 'fleetwright rate explain --model Qwen3-32B --system hgx-h20-96',
      does: 'the operators of a step',
    },
  ],
  async run(args, terminal) {
    const asked = askRate(args.flags, readWorld());
    if (!asked.ok) return refuse(terminal, asked.problems);
    const kept = keptIn(args.flags.anchors);
    if ('code' in kept) return refuse(terminal, [kept]);
    const answer = rateAnswer(withAnchors(asked.value, kept));
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
