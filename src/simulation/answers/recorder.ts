import type { Request } from '../engine/request.ts';
import type { Observer, Outcome } from '../fleet/fleet-run.ts';
import { Cell, type Level } from './cell.ts';
import { binOf } from './histogram.ts';

/** A part of simulated time: arrivals and endings in it, and what became of those that arrived in it. */
export interface Slice {
  readonly cell: Cell;
  arrived: number;
  ended: number;
}

/** What to tell apart, and when to look. Seconds. */
export interface RecorderOptions {
  readonly classes: number;
  readonly pools: number;
  /** Pool of each replica. */
  readonly poolOf: readonly number[];
  readonly level: Level;
  /** Requests that arrive before are left out: the fleet is still filling. */
  readonly from: number;
  /** Arrivals are told apart by slices of this length: hours of a day, batches of an hour. */
  readonly sliceSeconds: number;
  readonly slices: number;
}

/** Adds up what became of requests, by class and pool, and by the slice of their arrival. O(1) per request, no memory per request. */
export class Recorder implements Observer {
  /** By class × pool. */
  readonly cells: readonly Cell[];
  readonly slices: readonly Slice[];
  readonly outcomes: Record<Outcome, number> = { finished: 0, expired: 0, 'turned-away': 0, 'too-long': 0 };
  private readonly options: RecorderOptions;

  constructor(options: RecorderOptions) {
    this.options = options;
    this.cells = Array.from({ length: options.classes * options.pools }, () => new Cell());
    this.slices = Array.from({ length: options.slices }, () => ({ cell: new Cell(), arrived: 0, ended: 0 }));
  }

  arrived(time: number): void {
    const slice = this.sliceAt(time);
    if (slice !== undefined) slice.arrived += 1;
  }

  ended(request: Request, outcome: Outcome, time: number, replica: number): void {
    const { options } = this;
    const { arrival } = request;
    const last = this.sliceAt(time);
    if (last !== undefined) last.ended += 1;
    if (arrival < options.from) return;
    this.outcomes[outcome] += 1;
    if (outcome !== 'finished') return;
    const { first, overhead, output } = request;
    const ttft = first - arrival + overhead;
    const tpot = output > 1 ? (time - first) / (output - 1) : Number.NaN;
    const endToEnd = time - arrival + overhead;
    const good = ttft <= options.level.ttft && !(tpot > options.level.tpot);
    const cell = this.cells[request.klass * options.pools + (options.poolOf[replica] ?? 0)];
    const ttftBin = binOf(ttft);
    const tpotBin = output > 1 ? binOf(tpot) : 0;
    const endToEndBin = binOf(endToEnd);
    for (let index = 0; index < 2; index += 1) {
      const into = index === 0 ? cell : this.sliceAt(arrival)?.cell;
      if (into === undefined) continue;
      into.add(ttft, tpot, endToEnd, ttftBin, tpotBin, endToEndBin, good);
      into.inputTokens += request.input;
      into.outputTokens += output;
      into.cachedTokens += request.cached;
      into.waitSeconds += first - arrival;
      into.staySeconds += time - arrival;
    }
  }

  /** Seconds of a slice. */
  get sliceSeconds(): number {
    return this.options.sliceSeconds;
  }

  private sliceAt(time: number): Slice | undefined {
    return this.slices[Math.floor((time - this.options.from) / this.options.sliceSeconds)];
  }
}
