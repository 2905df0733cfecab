import { KeyedHeap } from '../engine/keyed-heap.ts';
import type { ArrivalSource } from './arrival-source.ts';
import type { ClientLengths } from './client-lengths.ts';
import type { ClientRates, ClientWindow, Gaps } from './client-rates.ts';
import { FastRandom } from './fast-random.ts';
import { LengthDrawer } from './lengths.ts';
import type { ReplayOptions } from './replay.ts';

interface Sender {
  readonly index: number;
  readonly windows: readonly ClientWindow[];
  readonly gaps: FastRandom;
  readonly input: LengthDrawer;
  readonly output: LengthDrawer;
  /** Window its time lies in. */
  at: number;
  time: number;
}

/**
 * Requests drawn from the rates of clients. Each client is a renewal process: gaps of mean 1 in the distribution of the window in which
 * they begin, stretched by the rates of the windows they pass through. Every client has streams of its own. Prompt and answer are drawn apart.
 * `speed` multiplies rates and leaves the windows where they are.
 *
 * @param lengthsOf of a client
 */
export function clientArrivals(
  { clients, width }: ClientRates,
  lengthsOf: (client: string) => ClientLengths,
  { speed, inputScale, outputScale, from, seconds }: ReplayOptions,
  seed: number,
): ArrivalSource {
  const due = new KeyedHeap<Sender>();
  const end = from + seconds;
  /** When the next request of a client comes: as the expected number of requests since the last reaches the gap. */
  const step = (sender: Sender): void => {
    const { windows } = sender;
    let gap: number | undefined;
    for (; sender.at < windows.length; sender.at += 1) {
      const window = windows[sender.at];
      if (window === undefined) return;
      const begin = Math.max(sender.time, window.start, from);
      const close = window.start + width;
      const rate = window.rate * speed;
      if (close <= begin || rate === 0) continue;
      gap ??= unitGap(window, sender.gaps);
      if ((close - begin) * rate > gap) {
        sender.time = begin + gap / rate;
        if (sender.time < end) due.push(sender.time, sender.index, sender);
        return;
      }
      gap -= (close - begin) * rate;
    }
  };
  [...clients].forEach(([id, windows], index) => {
    const { input, output } = lengthsOf(id);
    step({
      index,
      windows,
      gaps: new FastRandom(seed, 'gaps', id),
      input: new LengthDrawer(input, new FastRandom(seed, 'input', id)),
      output: new LengthDrawer(output, new FastRandom(seed, 'output', id)),
      at: 0,
      time: 0,
    });
  });
  return {
    reacts: false,
    get nextAt() {
      return due.topKey - from;
    },
    read(draft) {
      const sender = due.pop();
      if (sender === undefined) return;
      draft.arrival = sender.time - from;
      draft.input = Math.max(1, Math.round(sender.input.draw() * inputScale));
      draft.output = Math.max(1, Math.round(sender.output.draw() * outputScale));
      draft.klass = 0;
      draft.priority = 0;
      draft.deadline = Infinity;
      draft.shared = -1;
      draft.sharedTokens = 0;
      draft.session = -1;
      draft.chain = undefined;
      draft.origin = 0;
      step(sender);
    },
    ended() {},
  };
}

/** A gap of mean 1. */
function unitGap({ kind, shape }: Gaps, random: FastRandom): number {
  if (shape === 1) return random.exponential(1);
  return kind === 'gamma' ? random.gamma(shape) : random.exponential(1) ** (1 / shape) / gamma(1 + 1 / shape);
}

/** The gamma function of a positive number by Stirling's series above 10 (Abramowitz and Stegun 6.1.37), by recursion below. */
function gamma(x: number): number {
  if (x < 10) return gamma(x + 1) / x;
  const series = 1 + 1 / (12 * x) + 1 / (288 * x ** 2) - 139 / (51_840 * x ** 3) - 571 / (2_488_320 * x ** 4);
  return Math.sqrt((2 * Math.PI) / x) * (x / Math.E) ** x * series;
}
