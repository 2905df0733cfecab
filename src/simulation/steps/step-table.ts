import type { StepModel } from './step-model.ts';

/** Most affine pieces a decode row is cut into. */
const mostPieces = 8;
/** Micro-batches that a pipeline works on at once, one per stage, and the prompt tokens that one of them takes at most. */
export interface Pipeline {
  readonly stages: number;
  readonly chunk: number;
}

/** Numbers kept of a piece. */
const perPiece = 3;
/** A piece is taken as affine when its middle is off by less than this part. */
const tolerance = 1e-4;
/** Contexts (tokens per request) between which rows are probed for bends. */
const probes = [0, 512, 4096, 32_768, 262_144, 2_097_152];
/** Knots of prompt tokens: four per doubling up to 2^20. */
const knotsPerDoubling = 4;
const knots = 20 * knotsPerDoubling + 1;
const noPipeline: Pipeline = { stages: 1, chunk: Infinity };

/**
 * A step model as flat tables, filled row by row as batch sizes occur.
 *
 * ```
 * seconds(B, ΣCtx, p, pairs) = offset[B, piece] + slope[B, piece] × ΣCtx      decode, exact where the model is affine
 *                            + prompt(B, p)                                   interpolated between knots of p
 *                            + p × attended(pairs / p)                        interpolated between knots of pairs ÷ p
 * ```
 *
 * In a pipeline a step is one round of its micro-batches. The model spreads work over the stages evenly; prompts fill one micro-batch after
 * the other, and a round lasts as long as the fullest one takes: the others wait behind it at every stage, the bubble of a pipeline.
 *
 * Look-ups are O(1) and allocate nothing. Seconds throughout; ΣCtx is the context of all decoding requests together, tokens.
 */
export class StepTable {
  readonly model: StepModel;
  readonly mostRequests: number;
  private readonly stages: number;
  private readonly chunk: number;
  /** By piece: where it ends (ΣCtx, tokens, inclusive), its offset and its slope, side by side. */
  private readonly lines: Float64Array;
  private readonly filled: Uint8Array;
  private readonly promptKnots: Float64Array;
  private readonly pairKnots: Float64Array;

  constructor(model: StepModel, mostRequests: number, { stages, chunk }: Pipeline = noPipeline) {
    this.stages = stages;
    this.chunk = chunk;
    this.model = model;
    this.mostRequests = mostRequests;
    this.lines = new Float64Array((mostRequests + 1) * mostPieces * perPiece);
    this.filled = new Uint8Array(mostRequests + 1);
    this.promptKnots = new Float64Array((mostRequests + 1) * knots);
    this.pairKnots = attendedKnots(model);
  }

  /** Index of the affine piece for `batch` (at least 1) requests and ΣCtx `context`. */
  piece(batch: number, context: number): number {
    if (this.filled[batch] === 0) this.fill(batch);
    let piece = batch * mostPieces;
    while (this.untilOf(piece) < context) piece += 1;
    return piece;
  }

  /** ΣCtx at which a piece ends. */
  untilOf(piece: number): number {
    return this.lines[piece * perPiece] ?? Infinity;
  }

  /** Seconds of a step at no context, were the piece to begin there. */
  offsetOf(piece: number): number {
    return this.lines[piece * perPiece + 1] ?? 0;
  }

  /** Seconds per token of ΣCtx. */
  slopeOf(piece: number): number {
    return this.lines[piece * perPiece + 2] ?? 0;
  }

  /** Seconds that `tokens` prompt tokens with `pairs` token pairs add to a step with `batch` decoding requests (0: the whole step). */
  prompt(batch: number, tokens: number, pairs: number): number {
    if (this.filled[batch] === 0) this.fill(batch);
    const counted = this.stages === 1 ? tokens : Math.min(tokens, this.chunk) * this.stages;
    return (
      interpolate(this.promptKnots, batch * knots, counted) +
      counted * interpolate(this.pairKnots, 0, 1 + pairs / tokens)
    );
  }

  private fill(batch: number): void {
    this.filled[batch] = 1;
    const { model } = this;
    if (batch > 0) this.fillPieces(batch);
    const idle = batch > 0 ? model.seconds(batch, 0, 0, 0) : 0;
    for (let knot = 0; knot < knots; knot += 1) {
      this.promptKnots[batch * knots + knot] = model.seconds(batch, 0, positionOf(knot), 0) - idle;
    }
  }

  private fillPieces(batch: number): void {
    const at = (context: number): number => this.model.seconds(batch, context, 0, 0);
    const ends: number[] = [];
    const split = (from: number, to: number, depth: number): void => {
      const middle = (from + to) / 2;
      const line = (at(from) + at(to)) / 2;
      const bent = Math.abs(at(middle) - line) > tolerance * Math.abs(line);
      if (bent && depth > 0) {
        split(from, middle, depth - 1);
        split(middle, to, depth - 1);
      } else {
        ends.push(to);
      }
    };
    probes.slice(1).forEach((to, index) => split(probes[index] ?? 0, to, 2));
    const pieces = merged(ends, at);
    pieces.forEach(({ from, to }, index) => {
      const row = (batch * mostPieces + index) * perPiece;
      const slope = (at(to) - at(from)) / (to - from);
      this.lines[row] = index === pieces.length - 1 ? Infinity : to * batch;
      this.lines[row + 1] = at(from) - slope * from;
      this.lines[row + 2] = slope / batch;
    });
  }
}

interface Piece {
  readonly from: number;
  readonly to: number;
}

/** Neighbouring pieces on one line become one; what is beyond the most pieces is added to the last. */
function merged(ends: readonly number[], at: (context: number) => number): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const to of ends) {
    const last = pieces.at(-1);
    const line =
      last === undefined
        ? Number.NaN
        : at(last.from) + ((at(last.to) - at(last.from)) * (to - last.from)) / (last.to - last.from);
    if (
      last !== undefined &&
      (Math.abs(at(to) - line) <= tolerance * Math.abs(line) || pieces.length === mostPieces)
    ) {
      pieces[pieces.length - 1] = { from: last.from, to };
    } else {
      pieces.push({ from, to });
    }
    from = to;
  }
  return pieces;
}

/** Seconds of attention per prompt token, by the tokens it attends to. Taken at one chunk: attention is proportional to the tokens. */
function attendedKnots(model: StepModel): Float64Array {
  const chunk = 2048;
  const none = model.seconds(0, 0, chunk, 0);
  return Float64Array.from(
    { length: knots },
    (_, knot) => (model.seconds(0, 0, chunk, positionOf(knot) - 1) - none) / chunk,
  );
}

function positionOf(knot: number): number {
  const doubling = Math.floor(knot / knotsPerDoubling);
  return 2 ** doubling * (1 + (knot % knotsPerDoubling) / knotsPerDoubling);
}

/** Linear between the two knots around `position` (at least 1); beyond the last, along the last line. */
function interpolate(table: Float64Array, row: number, position: number): number {
  const doubling = Math.min(31 - Math.clz32(position), 19);
  const within = (position / (1 << doubling) - 1) * knotsPerDoubling;
  const step = Math.min(Math.floor(within), knotsPerDoubling - 1);
  const low = row + doubling * knotsPerDoubling + step;
  const from = table[low] ?? 0;
  return from + ((table[low + 1] ?? 0) - from) * (within - step);
}
