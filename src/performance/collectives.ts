import type { Rank } from './rank.ts';

/**
 * Seconds of one all-reduce of `bytes` over `ranks` ranks: a fixed cost and a ring of 2(n−1)/n × bytes within the scale-up domain,
 * then the same over the network with the part each rank is left with. Infinite where a link it needs has no known bandwidth.
 */
export function allReduceSeconds(rank: Rank, ranks: number, bytes: number): number {
  if (ranks <= 1) return 0;
  const { efficiency } = rank;
  const inner = Math.min(ranks, rank.domain);
  const near =
    inner > 1 ? efficiency.collectiveNear + transfer(ring(inner) * bytes, rank.near, efficiency.linkNear) : 0;
  const outer = Math.ceil(ranks / inner);
  if (outer === 1) return near;
  return (
    near + efficiency.collectiveFar + transfer((ring(outer) * bytes) / inner, rank.far, efficiency.linkFar)
  );
}

/**
 * Seconds of sending every token of a rank to its experts, or of getting the results back: `copies` × `bytes` per rank, spread over
 * `ranks` ranks. Within the domain each copy travels; across domains a token travels at most once to each domain. Both links work
 * at once, so the slower counts.
 */
export function allToAllSeconds(rank: Rank, ranks: number, copies: number, bytes: number): number {
  if (ranks <= 1) return 0;
  const { efficiency } = rank;
  const inner = Math.min(ranks, rank.domain);
  const near = inner > 1 ? transfer(copies * bytes * (1 - 1 / ranks), rank.near, efficiency.linkNear) : 0;
  const outer = Math.ceil(ranks / inner);
  if (outer === 1) return efficiency.collectiveFar + near;
  const far = transfer(Math.min(copies, outer) * bytes * (1 - 1 / outer), rank.far, efficiency.linkFar);
  return efficiency.collectiveFar + Math.max(near, far);
}

function ring(ranks: number): number {
  return (2 * (ranks - 1)) / ranks;
}

function transfer(bytes: number, bandwidth: number | undefined, part: number): number {
  return bandwidth === undefined ? Infinity : bytes / (bandwidth * part);
}
