import { addCounts, binOf, type Counts, emptyCounts } from './histogram.ts';

/** A service level on one request, seconds. */
export interface Level {
  readonly ttft: number;
  readonly tpot: number;
}

/** The three latencies of a request, seconds, as its client sees them. */
export interface Latencies {
  /** Arrival to first token. */
  readonly ttft: number;
  /** Mean time between its tokens after the first; `NaN` for one token. */
  readonly tpot: number;
  /** Arrival to last token. */
  readonly endToEnd: number;
}

/** What is added up of a group of finished requests. Sums and counts: two cells merge by adding. */
export class Cell {
  finished = 0;
  /** Of these, within the level. */
  good = 0;
  inputTokens = 0;
  outputTokens = 0;
  cachedTokens = 0;
  ttftSum = 0;
  tpotSum = 0;
  tpotCount = 0;
  endToEndSum = 0;
  readonly ttft: Counts = emptyCounts();
  readonly tpot: Counts = emptyCounts();
  readonly endToEnd: Counts = emptyCounts();

  add(ttft: number, tpot: number, endToEnd: number, good: boolean): void {
    this.finished += 1;
    if (good) this.good += 1;
    this.ttftSum += ttft;
    this.endToEndSum += endToEnd;
    const first = binOf(ttft);
    this.ttft[first] = (this.ttft[first] ?? 0) + 1;
    const last = binOf(endToEnd);
    this.endToEnd[last] = (this.endToEnd[last] ?? 0) + 1;
    if (Number.isNaN(tpot)) return;
    this.tpotSum += tpot;
    this.tpotCount += 1;
    const each = binOf(tpot);
    this.tpot[each] = (this.tpot[each] ?? 0) + 1;
  }

  /** Adds another cell to this one. */
  merge(more: Cell): void {
    this.finished += more.finished;
    this.good += more.good;
    this.inputTokens += more.inputTokens;
    this.outputTokens += more.outputTokens;
    this.cachedTokens += more.cachedTokens;
    this.ttftSum += more.ttftSum;
    this.tpotSum += more.tpotSum;
    this.tpotCount += more.tpotCount;
    this.endToEndSum += more.endToEndSum;
    addCounts(this.ttft, more.ttft);
    addCounts(this.tpot, more.tpot);
    addCounts(this.endToEnd, more.endToEnd);
  }
}

/** All cells in one. */
export function mergedCells(cells: Iterable<Cell>): Cell {
  const all = new Cell();
  for (const cell of cells) all.merge(cell);
  return all;
}
