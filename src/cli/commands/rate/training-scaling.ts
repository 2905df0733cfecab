import { cell, textTable } from '../../../report/index.ts';
import type { TrainingRated } from '../../../pipeline/index.ts';
import type { Terminal } from '../../terminal.ts';
import { round } from './words.ts';

const bar = 24;

function useful({ answer }: TrainingRated): number {
  return 'code' in answer ? 0 : answer.tokensPerSecond.value * answer.goodput;
}

/** How a run scales: tokens that count per second at each number of accelerators, as a bar against the most, the batch unchanged. */
export function scalingTable(points: readonly TrainingRated[], terminal: Terminal): string {
  const most = Math.max(...points.map(useful));
  return textTable(
    {
      id: 'scaling',
      title: 'Scaling, the batch unchanged',
      columns: [
        { title: 'Chips', align: 'right' },
        { title: 'Step', align: 'right' },
        { title: 'Utilisation', align: 'right' },
        { title: 'Goodput', align: 'right' },
        { title: 'Tokens/s that count', align: 'right' },
        { title: '' },
      ],
      rows: points.map((point) => {
        const { answer, accelerators } = point;
        const chips = accelerators.toLocaleString('en-US');
        if ('code' in answer) return [chips, '–', '–', '–', '–', answer.code].map((text) => cell(text));
        return [
          chips,
          `${answer.step.seconds.toPrecision(3)} s`,
          `${(answer.utilisation * 100).toFixed(1)} %`,
          `${(answer.goodput * 100).toFixed(1)} %`,
          round(useful(point)),
          '█'.repeat(Math.max(1, Math.round((useful(point) / most) * bar))),
        ].map((text) => cell(text));
      }),
      empty: '',
    },
    terminal.colour,
    terminal.width,
  );
}
