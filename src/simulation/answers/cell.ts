import { type Counts, emptyCounts } from './histogram.ts';
import { addSums } from './sums.ts';

/** A service level on one request, seconds. */
export interface Level {
  readonly ttft: number;
  readonly tpot: number;
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
  /** Seconds from arrival to first token and to the last one, without what lies outside of the fleet. */
  waitSeconds = 0;
  staySeconds = 0;
  readonly ttft: Counts = emptyCounts();
  readonly tpot: Counts = emptyCounts();
  readonly endToEnd: Counts = emptyCounts();

  /** Adds the latencies of a request, with their bins: the same request goes to several cells. */
  add(
    ttft: number,
    tpot: number,
    endToEnd: number,
    ttftBin: number,
    tpotBin: number,
    endToEndBin: number,
    good: boolean,
  ): void {
    this.finished += 1;
    if (good) this.good += 1;
    this.ttftSum += ttft;
    this.endToEndSum += endToEnd;
    this.ttft[ttftBin] = (this.ttft[ttftBin] ?? 0) + 1;
    this.endToEnd[endToEndBin] = (this.endToEnd[endToEndBin] ?? 0) + 1;
    if (Number.isNaN(tpot)) return;
    this.tpotSum += tpot;
    this.tpotCount += 1;
    this.tpot[tpotBin] = (this.tpot[tpotBin] ?? 0) + 1;
  }

  /** Adds another cell to this one. */
  merge(more: CellSums): void {
    addSums<CellSums>(this, more);
  }
}

/** What a cell holds, without its methods: as it comes from another thread. */
export type CellSums = Omit<Cell, 'add' | 'merge'>;

/** All cells in one. */
export function mergedCells(cells: Iterable<CellSums>): Cell {
  const all = new Cell();
  for (const cell of cells) all.merge(cell);
  return all;
}
