import { kvElementsPerLayer } from './model-shape.ts';
import { wideBytes } from './replica.ts';
import { trainingReach } from './training-reach.ts';
import type { TrainingSetup } from './training-step.ts';

/** Seconds of collectives of one micro-batch within the layers of a stage and to the next, less what is hidden. */
interface LayerLinks {
  /** All-reduces of tensor parallelism, and keys and values of context parallelism. */
  readonly tensorLinks: number;
  /** Both ways to the experts. */
  readonly expertLinks: number;
  /** Hidden vectors handed from stage to stage, and their gradients back. */
  readonly stageLinks: number;
}

/**
 * ```
 * tensor    (4 + 2 × computed again) all-reduces a layer, each with its start
 * context   keys and values of the other parts, three times a layer
 * experts   (4 + 2 × computed again) times a layer topK vectors to other ranks; across domains at most one to each domain, both links at once
 * stages    a micro-batch's vectors in and out, forward and backward, once for each part of the stage
 * ```
 */
export function layerLinks(setup: TrainingSetup, tokens: number): LayerLinks {
  const { shape, tensor, pipeline, context, recompute, virtual } = setup;
  const { tensorOverlap, expertOverlap } = trainingReach;
  const layers = (shape.denseLayers + shape.moeLayers) / pipeline;
  const vector = tokens * shape.hidden * wideBytes;
  const times = 4 + 2 * recompute;
  const reduced =
    times * layers * (moved(setup, 2 * (1 - 1 / tensor) * vector, tensor) + start(setup, tensor));
  const attended = (layers * (shape.fullLayers + shape.windowLayers)) / (shape.denseLayers + shape.moeLayers);
  const cached = (kvElementsPerLayer(shape.attention) * wideBytes * tokens) / tensor;
  const keys =
    3 *
    attended *
    (moved(setup, cached * (context - 1), tensor * context) + (context - 1) * start(setup, tensor * context));
  const stage = pipeline > 1 ? 4 * virtual : 0;
  return {
    tensorLinks: (reduced + keys) * (1 - tensorOverlap),
    expertLinks: ((times * shape.moeLayers) / pipeline) * toExperts(setup, tokens) * (1 - expertOverlap),
    stageLinks:
      stage *
      (moved(setup, vector / tensor, stageSpan(setup)) + start(setup, stageSpan(setup))) *
      (1 - tensorOverlap),
  };
}

/** Ranks that neighbouring stages span: they lie in one domain as long as all ranks of a copy do. */
function stageSpan({ tensor, context, pipeline }: TrainingSetup): number {
  return tensor * context * pipeline;
}

/** Seconds of sending the tokens of a rank to their experts once, or back. With sequence parallelism a rank holds a share of them. */
function toExperts(setup: TrainingSetup, tokens: number): number {
  const { shape, tensor, expert, rank } = setup;
  if (expert <= 1) return 0;
  const vector = (tokens * (shape.expertWidth ?? shape.hidden) * wideBytes) / tensor;
  const domains = Math.ceil(expert / rank.domain);
  const near = moved(setup, shape.topK * (1 - 1 / expert) * vector, Math.min(expert, rank.domain));
  const far =
    domains > 1
      ? moved(setup, Math.min(shape.topK, domains) * (1 - 1 / domains) * vector, rank.domain + 1)
      : 0;
  return Math.max(near, far);
}

/** Seconds to move bytes from each rank of a group of `ranks`, over the slowest link among them. */
function moved({ rank }: TrainingSetup, bytes: number, ranks: number): number {
  if (ranks <= 1) return 0;
  const within = ranks <= rank.domain;
  const bandwidth = within ? rank.near : rank.far;
  if (bandwidth === undefined) return Infinity;
  return bytes / (bandwidth * (within ? trainingReach.linkNear : trainingReach.linkFar));
}

/** Seconds before a collective of `ranks` moves anything. */
function start({ rank: { domain, efficiency } }: TrainingSetup, ranks: number): number {
  if (ranks <= 1) return 0;
  const inner = Math.min(ranks, domain);
  return (
    (inner > 1 ? efficiency.collectiveNear + efficiency.collectiveDoubling * Math.log2(inner / 2) : 0) +
    (ranks > domain ? efficiency.collectiveFar : 0)
  );
}

/** Bytes of a rank that are summed or gathered: of what all ranks share, and of its experts. */
export interface Held {
  readonly shared: number;
  readonly experts: number;
}

/**
 * Seconds to sum or gather `bytes` for each of the parameters that a rank holds: what all share over all copies, experts over the ranks
 * that hold the same ones.
 */
export function overCopies(setup: TrainingSetup, held: Held, bytes: number): number {
  const { ranks, tensor, pipeline, expert } = setup;
  const copies = ranks / (tensor * pipeline);
  const wide = Math.max(tensor, expert);
  return (
    overRanks(setup, held.shared * bytes, copies, tensor) +
    overRanks(setup, held.experts * bytes, ranks / pipeline / wide, wide)
  );
}

/**
 * Seconds to sum or gather `bytes` over `replicas`, of which `apart` neighbouring ranks hold different things: first within the domain,
 * then between domains, where each rank carries its share alone.
 */
function overRanks(setup: TrainingSetup, bytes: number, replicas: number, apart: number): number {
  if (replicas <= 1) return 0;
  const inside = Math.max(1, Math.min(replicas, Math.floor(setup.rank.domain / apart)));
  const outside = replicas / inside;
  const near = inside > 1 ? moved(setup, bytes * (1 - 1 / inside), inside) : 0;
  const far = outside > 1 ? moved(setup, (bytes / inside) * (1 - 1 / outside), setup.rank.domain + 1) : 0;
  return near + far;
}
