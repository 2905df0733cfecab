import type { TrainingAnswer } from '../../../performance/index.ts';
import { askTraining, readWorld, trainingScaling } from '../../../pipeline/index.ts';
import { formatQuantity } from '../../../quantity/index.ts';
import { exitCodes, type Command } from '../../command.ts';
import { refuse } from '../../refuse.ts';
import { modelFlag, systemFlag } from './flags.ts';
import { partsOf, partsTable, trainingParts } from './training-parts.ts';
import { scalingTable } from './training-scaling.ts';
import { no, round } from './words.ts';

export const rateTraining: Command = {
  words: ['rate', 'training'],
  summary: 'Step time, utilisation and goodput of training a model, at the fastest split found',
  positionals: [],
  flags: [
    modelFlag,
    systemFlag,
    { name: 'count', value: 'CHIPS', summary: 'Accelerators at work (default 1024)' },
    {
      name: 'batch',
      value: 'SEQUENCES',
      summary: 'Sequences per step (default: two per accelerator, at most 63 million tokens)',
    },
    { name: 'sequence', value: 'TOKENS', summary: 'Tokens per sequence (default 4096)' },
    {
      name: 'precision',
      value: 'FORMAT',
      summary: 'Number format of the linear layers: bf16, fp8 (default: 16 bits)',
      complete: ['bf16', 'fp8'],
    },
    { name: 'explain', summary: 'Show what takes the time of a step, with formulas' },
    { name: 'scaling', summary: 'Show fewer accelerators, too, down to one system, at the same batch' },
  ],
  examples: [
    {
      line: 'fleetwright rate training --model Llama-3.1-70B --system hgx-h100 --count 1024',
      does: 'the fastest split of 1,024 H100',
    },
    {
      line: 'fleetwright rate training --model DeepSeek-V3 --system gb200-nvl72 --count 2304 --precision fp8 --json',
      does: 'a mixture in 8 bits, for a program',
    },
    {
      line: 'fleetwright rate training --model Llama-3.1-405B --system hgx-h100 --count 16384 --batch 2048 --sequence 8192 --scaling',
      does: 'how a run of 16 million tokens a step scales, failures and checkpoints included',
    },
    {
      line: 'fleetwright rate training --model DeepSeek-V3 --system atlas-800t-a3 --count 768 --explain',
      does: 'where the time of a step goes on Ascend 910C',
    },
  ],
  async run(args, terminal) {
    const world = readWorld();
    const asked = askTraining(args.flags, world);
    if (!asked.ok) return refuse(terminal, asked.problems);
    const scaling = args.flags.scaling === true ? trainingScaling(args.flags, world) : undefined;
    const { question, accelerators, answer } = asked.value;
    const { model, accelerator } = question;
    if ('code' in answer) return no(answer.code, answer.why, terminal);
    const { step } = answer;
    terminal.result(
      () =>
        [
          `${model.id} on ${accelerators} × ${accelerator.id}: ${formatQuantity(step.seconds, 'duration')} a step`,
          `tokens/s          ${round(answer.tokensPerSecond.value)} (80 % interval ${round(answer.tokensPerSecond.low)} to ${round(answer.tokensPerSecond.high)})`,
          `utilisation       ${percent(answer.utilisation)} of the dense 16-bit peak`,
          `goodput           ${percent(answer.goodput)} of the time on steps that count (${percent(answer.goodputRange.low)} to ${percent(answer.goodputRange.high)} over published rates of failure)`,
          `split             ${splitWords(answer)}${answer.working < accelerators ? `; ${accelerators - answer.working} accelerators stand idle, as no split divides all` : ''}`,
          `batch             ${answer.globalBatch.toLocaleString('en-US')} sequences a step`,
          `time              ${partsOf(answer)
            .map(([part, , share]) => `${trainingParts[part].name} ${share}`)
            .join(', ')}`,
          ...(args.flags.explain === true ? ['', partsTable(answer, terminal)] : []),
          ...(scaling === undefined ? [] : ['', scalingTable(scaling, terminal)]),
        ].join('\n'),
      () => ({
        ...answer,
        ...(args.flags.explain === true && { parts: trainingParts }),
        ...(scaling !== undefined && {
          scaling: scaling.map(({ accelerators: count, answer: at }) => ({ count, ...at })),
        }),
      }),
    );
    return exitCodes.done;
  },
};

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function splitWords({ setup, precision }: TrainingAnswer): string {
  const { tensor, pipeline, virtual, context, data, expert, microBatch, recompute, sharded } = setup;
  return [
    precision,
    `tensor ${tensor}`,
    `pipeline ${pipeline}${virtual > 1 ? ` in ${virtual} parts` : ''}`,
    ...(context > 1 ? [`context ${context}`] : []),
    `data ${data}`,
    ...(expert > 1 ? [`expert ${expert}`] : []),
    `${microBatch} sequence${microBatch === 1 ? '' : 's'} a micro-batch`,
    ...(sharded ? ['all state sharded'] : []),
    ...(recompute === 1
      ? ['activations computed again']
      : recompute > 0
        ? ['cheap activations computed again']
        : []),
  ].join(', ');
}
