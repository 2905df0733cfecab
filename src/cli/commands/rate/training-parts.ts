import type { TrainingAnswer } from '../../../performance/index.ts';
import { formatQuantity } from '../../../quantity/index.ts';
import { cell, textTable } from '../../../report/index.ts';
import type { Terminal } from '../../terminal.ts';

type Part = Exclude<keyof TrainingAnswer['step'], 'seconds' | 'modelFlop' | 'fullAttentionFlop'>;

/** What takes time in a training step and how it is costed; symbols as in docs/performance.md. */
export const trainingParts: Readonly<Record<Part, { readonly name: string; readonly formula: string }>> = {
  compute: { name: 'compute', formula: '2·P·t·(3 + again) / (F·η), attention (3.5 + again)' },
  elementwise: {
    name: 'elementwise',
    formula: 'bytes of norms, activations, casts, routing / BW·η, and kernel starts',
  },
  tensorLinks: {
    name: 'tensor links',
    formula: '(4 + 2·again) all-reduces a layer, keys and values of context',
  },
  expertLinks: { name: 'expert links', formula: '(4 + 2·again) × topK vectors, once to each domain' },
  stageLinks: { name: 'stage links', formula: 'vectors and gradients from stage to stage' },
  dataLinks: { name: 'data links', formula: 'gradients summed, weights gathered, less what compute hides' },
  optimiser: { name: 'optimiser', formula: '30 B a parameter held / BW' },
  bubble: { name: 'bubble', formula: '(stages − 1) / (parts × micro-batches) of the above' },
};

/** The parts of a step in the order of a step, with their part of it. */
export function partsOf({ step }: TrainingAnswer): readonly (readonly [Part, number, string])[] {
  const parts: readonly Part[] = [
    'compute',
    'elementwise',
    'tensorLinks',
    'expertLinks',
    'stageLinks',
    'dataLinks',
    'optimiser',
    'bubble',
  ];
  return parts.map((part) => [part, step[part], `${Math.round((step[part] / step.seconds) * 100)} %`]);
}

/** The parts of a step as a table with their formulas. */
export function partsTable(answer: TrainingAnswer, terminal: Terminal): string {
  return textTable(
    {
      id: 'parts',
      title: `A step: ${formatQuantity(answer.step.seconds, 'duration')}`,
      columns: [
        { title: 'Part' },
        { title: 'Time', align: 'right' },
        { title: 'Share', align: 'right' },
        { title: 'Formula' },
      ],
      rows: partsOf(answer).map(([part, seconds, share]) =>
        [
          trainingParts[part].name,
          formatQuantity(seconds, 'duration'),
          share,
          trainingParts[part].formula,
        ].map((text) => cell(text)),
      ),
      empty: '',
    },
    terminal.colour,
    terminal.width,
  );
}
