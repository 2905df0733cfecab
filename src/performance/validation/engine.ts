import { cell, numberIn, type TruthRow } from './truth.ts';

/** What an engine and its version do to a run, beside the chip. */
export interface Engine {
  readonly name: 'vLLM' | 'SGLang' | 'TensorRT-LLM' | 'MindIE' | 'DeepSpeed' | 'other';
  /** Prompt tokens per step and group, requests at once per group. */
  readonly chunk: number;
  readonly running: number;
  /** Seconds a request takes outside of steps: tokenising, HTTP, scheduling. */
  readonly perRequest: number;
  /** Factor on the time of every step: software older than what the classes of chips were timed with. */
  readonly slower: number;
  /** Seconds a step takes longer for each request in it: schedulers and samplers before 2025 worked through them one by one. */
  readonly perRequestStep: number;
  /** Whether steps with prompts leave those out who wait for their next token. */
  readonly promptsAlone: boolean;
  /** Seconds a step takes longer on the host than the class says: schedulers before 2025 ran between steps, not beside them. */
  readonly stepExtra: number;
  /** Seconds a layer takes longer where decode steps, too, are launched kernel by kernel: vLLM-Ascend before its graph mode. */
  readonly layerExtra: number;
  /**
   * Seconds that the first requests of a run of a mixture wait longer: kernels are compiled and tuned when first used. On H200 with
   * DeepSeek a benchmark of ten waves prints a mean of 360 ms beside a median of 127 and a 99th percentile of 2.5 s. The others are what the
   * means of runs of ten waves with eight users or fewer leave unexplained: SGLang 1.8 to 2.5 s in five groups of chip and model, vLLM 0.2 to 0.7.
   */
  readonly firstWave: number;
  /** Seconds of the front end per request, one after another: no engine answers more requests per second than this allows. */
  readonly serial: number;
  /** Whether each query head reads keys and values for itself: attention kernels that do not share them among grouped heads. */
  readonly unshared: boolean;
  /** Steps from one look at who waits to the next (SGLang's `scheduler-recv-interval`). */
  readonly poll: number;
  /** Steps that prompts are held back with data-parallel attention, until every group has one (TensorRT-LLM's `attention_dp_config`). */
  readonly gathers?: number;
  /** FLOP/s that matrix multiplications reach at most, where nobody tuned them for the chip. */
  readonly untuned?: number;
  /** Whether it admits a request only with room for its whole answer. */
  readonly reserves: boolean;
  /** Whether it keeps the KV cache in 8 bits when weights are in 8 or 4. */
  readonly narrowCache: boolean;
}

const newest = {
  chunk: 8192,
  running: 1024,
  perRequest: 10e-3,
  slower: 1,
  perRequestStep: 0,
  promptsAlone: false,
  stepExtra: 0,
  layerExtra: 0,
  firstWave: 0.5,
  serial: 4e-3,
  unshared: false,
  reserves: false,
  narrowCache: false,
  poll: 1,
};

/** The engine of a row. Limits that the row's notes state (`max_num_batched_tokens=2048`) count before defaults. */
export function engineOf(row: TruthRow): Engine {
  const written = `${cell(row, 'engine')} ${cell(row, 'engine_version')}`;
  const notes = cell(row, 'notes');
  const stated = (pattern: RegExp): number | undefined => {
    const found = pattern.exec(notes)?.[1];
    return found === undefined ? undefined : Number(found);
  };
  const base = known(written, row);
  return {
    ...base,
    chunk: stated(/max[_-]num[_-]batched[_-]tokens[= ](\d+)/u) ?? base.chunk,
    running: stated(/max[_-]num[_-]seqs[= ](\d+)/u) ?? base.running,
  };
}

/** What a layer took longer in SGLang 0.4: a step of one request of Qwen3 0.6B to 8B on H20 took 60-80 µs a layer beside its weights. */
const earlyLayer = 30e-6;

/** vLLM of 2024 on MI300X: 70B takes 4.3 ms per request and step, 8B 0.44, whatever the batch above 32; prompts and answers alike. */
const untunedRocm = 64e12;

/** vLLM's chunk on cards of less memory, and what the first tokens of NVIDIA's comparison of engines look like (origin `gap-analysis`). */
const smallChunk = 2048;

/** Runs of the InferenceX suite, whose scripts are public (SemiAnalysisAI/InferenceX, `benchmarks/`). */
const inferenceX = /origin: InferenceX/u;

/** Its `scheduler-recv-interval` for SGLang on Blackwell but with GLM-5: 30 steps from 16 users, else 10. */
function pollOf(row: TruthRow): number {
  const set = inferenceX.test(cell(row, 'notes')) && /^G?B\d00/u.test(cell(row, 'accel_norm'));
  if (!set || /GLM/u.test(cell(row, 'model_norm'))) return 1;
  return (numberIn(row, 'concurrency') ?? 0) >= 16 ? 30 : 10;
}

/** Whether the model of a row attends to latent vectors: TensorRT-LLM warms up longer with it (B200 1.4 s, H200 2.5 s) than with gpt-oss (0.2 s) or Qwen3 (0.7 s). */
function latent(row: TruthRow): boolean {
  return /deepseek|kimi/iu.test(cell(row, 'model_norm'));
}

/** Its `timeout_iters` for TensorRT-LLM with data-parallel attention. */
const gatherSteps = 60;

/** Requests that SGLang runs at once where it guesses ahead. */
const runningWithDrafts = 48;

function known(written: string, row: TruthRow): Engine {
  const old = /2024|^vLLM 0\.[0-5]\.|v0 engine/u.test(written);
  const drafting = !/^(?:|no|none)$/u.test(cell(row, 'spec_decode'));
  if (/DeepSpeed/u.test(written)) return { name: 'DeepSpeed', ...newest, stepExtra: 0.8e-3 };
  if (/MindIE/u.test(written)) return { name: 'MindIE', ...newest, promptsAlone: true };
  if (/SGLang/u.test(written))
    return {
      name: 'SGLang',
      ...newest,
      promptsAlone: true,
      ...(drafting && { running: runningWithDrafts }),
      ...(/SGLang 0\.[0-4]\./u.test(written) && { layerExtra: earlyLayer }),
      firstWave: 1.8,
      poll: pollOf(row),
    };
  if (/TensorRT|TensorRT-LLM/u.test(written)) {
    const served = cell(row, 'regime') !== 'max-throughput';
    return {
      name: 'TensorRT-LLM',
      ...newest,
      running: 2048,
      slower: served && /2024|LLM 0\.\d/u.test(written) ? 1.2 : 1,
      narrowCache: true,
      reserves: true,
      serial: 0,
      firstWave: latent(row) ? 2 : 0.5,
      ...(inferenceX.test(cell(row, 'notes')) && { gathers: gatherSteps }),
    };
  }
  if (/vLLM-Ascend/iu.test(written)) return { name: 'vLLM', ...newest, layerExtra: 0.44e-3 };
  if (/vLLM/iu.test(written)) {
    const small = /A100|L40S|MI250/u.test(cell(row, 'accel_norm'));
    return {
      name: 'vLLM',
      ...newest,
      ...((small || /gap-analysis/u.test(cell(row, 'notes'))) && { chunk: smallChunk }),
      ...(old && { stepExtra: 2.5e-3, perRequestStep: 60e-6, promptsAlone: true }),
      ...(old && /MI3\d\d/u.test(cell(row, 'accel_norm')) && { unshared: true, untuned: untunedRocm }),
    };
  }
  return { name: 'other', ...newest };
}
