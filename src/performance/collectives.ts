import type { Rank } from './rank.ts';

/** Seconds of a collective as a fixed cost and a cost per token; infinite where a link it needs has no known bandwidth. */
export interface CollectiveCost {
  readonly fixed: number;
  readonly perToken: number;
}

const none: CollectiveCost = { fixed: 0, perToken: 0 };

/**
 * One all-reduce of `bytes` per token over `ranks` ranks: a fixed cost and a ring of 2(n−1)/n × bytes within the scale-up domain,
 * then the same over the network with the part each rank is left with.
 */
export function allReduceCost(rank: Rank, ranks: number, bytes: number): CollectiveCost {
  if (ranks <= 1) return none;
  const { efficiency } = rank;
  const inner = Math.min(ranks, rank.domain);
  const outer = Math.ceil(ranks / inner);
  const near = inner > 1 ? transfer(ring(inner) * bytes, rank.near, efficiency.linkNear) : 0;
  const far = outer > 1 ? transfer((ring(outer) * bytes) / inner, rank.far, efficiency.linkFar) : 0;
  return {
    fixed:
      (inner > 1 ? efficiency.collectiveNear + efficiency.collectiveDoubling * Math.log2(inner / 2) : 0) +
      (outer > 1 ? efficiency.collectiveFar : 0),
    perToken: near + far,
  };
}

/**
 * Sending every token of a rank to its experts, or getting the results back: `copies` × `bytes` per rank, spread over
 * `ranks` ranks. Within the domain each copy travels; across domains a token travels at most once to each domain. Both links work
 * at once, so the slower counts.
 */
export function allToAllCost(rank: Rank, ranks: number, copies: number, bytes: number): CollectiveCost {
  if (ranks <= 1) return none;
  const { efficiency } = rank;
  const inner = Math.min(ranks, rank.domain);
  const near = inner > 1 ? transfer(copies * bytes * (1 - 1 / ranks), rank.near, efficiency.linkNear) : 0;
  const outer = Math.ceil(ranks / inner);
  const far =
    outer > 1 ? transfer(Math.min(copies, outer) * bytes * (1 - 1 / outer), rank.far, efficiency.linkFar) : 0;
  return { fixed: efficiency.collectiveFar, perToken: Math.max(near, far) };
}

function ring(ranks: number): number {
  return (2 * (ranks - 1)) / ranks;
}

function transfer(bytes: number, bandwidth: number | undefined, part: number): number {
  return bandwidth === undefined ? Infinity : bytes / (bandwidth * part);
}
