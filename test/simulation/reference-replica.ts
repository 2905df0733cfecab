import { binOf, type Counts } from '../../src/simulation/answers/histogram.ts';
import type { Ending, Engine, EngineTotals, Role } from '../../src/simulation/engine/engine.ts';
import type { EngineParameters } from '../../src/simulation/engine/parameters.ts';
import { unitsOf } from '../../src/simulation/engine/units.ts';
import { Departures } from '../../src/simulation/engine/departures.ts';
import { AnswerSteps } from '../../src/simulation/engine/answer-steps.ts';
import type { Request } from '../../src/simulation/engine/request.ts';
import type { StepTable } from '../../src/simulation/steps/step-table.ts';

interface Job {
  readonly request: Request;
  readonly number: number;
  readonly input: number;
  readonly output: number;
  readonly path: readonly { readonly key: number; readonly end: number }[];
  readonly grows: boolean;
  /** When it came, where a step ran then. */
  came: number;
  /** Units to hold when the prompt is done, and decode steps after that. */
  base: number;
  left: number;
  target: number;
  done: number;
  ready: 'no' | 'handed' | 'swapped';
  bare: boolean;
  /** Units held while decoding. */
  units: number;
  reserved: number;
  hits: number;
  inCache: number;
  pinned: number;
  joined: number;
  lastToken: number;
}

interface Segment {
  readonly key: number;
  blocks: number;
  pins: number;
}

/** An engine that takes every step, looks at every request in every step and adds everything up anew: slow, plain, for comparison. */
export class ReferenceReplica implements Engine {
  readonly role: Role;
  clock = 0;
  endsAt = Infinity;
  private readonly latencies: Counts;
  readonly left = new Departures();
  /** Least blocks ever free or idle: negative would be above capacity. */
  leastRoom = Infinity;
  private readonly p: EngineParameters;
  private readonly table: StepTable;
  private readonly chainTokens: number;
  private readonly answerSteps: AnswerSteps;
  private hostFree: number;
  private readonly units: { perToken: number; gain: number; perBlock: number };
  private waiting: Job[] = [];
  private running: Job[] = [];
  private partial: Job[] = [];
  private joining: Job[] = [];
  /** Oldest first among the unpinned. */
  private cache: Segment[] = [];
  /** Who came later is not known to the scheduler yet. */
  private known = Infinity;
  private mode: 'idle' | 'starting' | 'step' | 'decode' = 'idle';
  private decodes = false;
  private tokens = 0;
  private pairs = 0;
  private swap = 0;
  private stalled = false;
  private stretch:
    | { start: number; piece: number; a: number; c: number; steps: number; context: number }
    | undefined;
  private sums = {
    idleSeconds: 0,
    batchSeconds: 0,
    blockSeconds: 0,
    mostBlocks: 0,
    steps: 0,
    preemptions: 0,
    promptTokens: 0,
    cachedTokens: 0,
    answerTokens: 0,
  };
  private changedAt = 0;

  constructor(p: EngineParameters, table: StepTable, role: Role, chainTokens: number, latencies: Counts) {
    this.latencies = latencies;
    this.p = p;
    this.table = table;
    this.role = role;
    this.chainTokens = chainTokens;
    this.units = unitsOf(p);
    this.answerSteps = new AnswerSteps(p);
    this.hostFree = p.hostBlocks;
  }

  get totals(): EngineTotals {
    return { ...this.sums };
  }

  fits(r: Request): boolean {
    const { perToken, gain, perBlock } = this.units;
    return Math.ceil((r.input * perToken + this.answerSteps.of(r) * gain) / perBlock) <= this.p.kvBlocks;
  }

  private pathOf(r: Request): readonly { key: number; end: number }[] {
    if (!this.p.prefixCaching) return [];
    const input = r.input;
    const chain = r.chain;
    if (chain)
      return chain.map((id, k) => ({ key: id * 4 + 2, end: Math.min(input, (k + 1) * this.chainTokens) }));
    const path: { key: number; end: number }[] = [];
    if (r.shared >= 0) path.push({ key: r.shared * 4, end: Math.min(input, r.sharedTokens) });
    if (r.session >= 0) path.push({ key: r.session * 4 + 1, end: input });
    return path;
  }

  accept(r: Request, ready: boolean): void {
    const time = r.reached;
    const input = r.input;
    const output = r.output;
    this.waiting.push({
      request: r,
      number: r.number,
      input,
      output,
      path: this.pathOf(r),
      grows: r.chain === undefined && r.session >= 0,
      came: this.mode === 'idle' || this.mode === 'starting' ? -Infinity : time,
      base: input * this.units.perToken,
      left: this.role === 'prefill' ? 0 : this.answerSteps.of(r),
      target: input,
      done: 0,
      ready: ready ? 'handed' : 'no',
      bare: false,
      units: 0,
      reserved: 0,
      hits: 0,
      inCache: 0,
      pinned: 0,
      joined: 0,
      lastToken: 0,
    });
    if (this.mode === 'idle') {
      this.sums.idleSeconds += time - this.clock;
      this.note(time);
      this.clock = time;
      this.mode = 'starting';
      this.endsAt = time;
    }
  }

  advance(): void {
    this.left.count = 0;
    this.known = this.p.schedulesAhead ? this.clock : Infinity;
    if (this.mode === 'decode' || (this.mode === 'step' && this.decodes)) this.endDecode();
    else if (this.mode === 'step') {
      this.clock = this.endsAt;
      this.sums.steps += 1;
    }
    if (this.mode === 'step') {
      for (const job of this.joining) this.promptDone(job);
      this.joining = [];
    }
    this.schedule();
    const nothing = this.tokens === 0 && this.swap === 0 && this.running.length === 0;
    if (nothing && this.waiting.length > 0) {
      this.known = Infinity;
      this.schedule();
    }
    this.plan();
  }

  private seen(): readonly Job[] {
    return this.waiting.filter(({ came }) => came <= this.known);
  }

  roomAt(): number {
    return this.room();
  }

  cachedTokens(r: Request): number {
    return this.hits(this.pathOf(r), r.input) * this.p.blockTokens;
  }

  fail(time: number): readonly Request[] {
    if (this.mode === 'idle') this.sums.idleSeconds += time - this.clock;
    const lost = [...this.waiting, ...this.joining, ...this.partial, ...this.running];
    this.note(time);
    this.clock = time;
    this.endsAt = Infinity;
    this.mode = 'idle';
    this.waiting = [];
    this.joining = [];
    this.partial = [];
    this.running = [];
    this.cache = [];
    this.stretch = undefined;
    this.stalled = false;
    this.hostFree = this.p.hostBlocks;
    return lost.toSorted((a, b) => a.number - b.number).map(({ request }) => request);
  }

  // Memory, counted anew every time

  private privateBlocks(): number {
    const all = [...this.running, ...this.joining, ...this.partial];
    return all.reduce((sum, job) => sum + this.blocksOf(job), 0);
  }

  private blocksOf(job: Job): number {
    const held = this.running.includes(job)
      ? job.units
      : Math.min(job.done * this.units.perToken, job.target * this.units.perToken);
    const grown = Math.ceil(held / this.units.perBlock);
    return Math.max(job.reserved, grown) - job.inCache;
  }

  private room(): number {
    const pinned = this.cache.filter(({ pins }) => pins > 0).reduce((sum, { blocks }) => sum + blocks, 0);
    return this.p.kvBlocks - this.privateBlocks() - pinned;
  }

  private free(): number {
    return this.p.kvBlocks - this.privateBlocks() - this.cache.reduce((sum, { blocks }) => sum + blocks, 0);
  }

  private evictLack(): void {
    this.leastRoom = Math.min(this.leastRoom, this.room());
    let lack = -this.free();
    while (lack > 0) {
      const oldest = this.cache.find(({ pins }) => pins === 0);
      if (!oldest) throw new RangeError('blocks above capacity');
      const given = Math.min(lack, oldest.blocks);
      oldest.blocks -= given;
      lack -= given;
      if (oldest.blocks === 0) this.cache = this.cache.filter((each) => each !== oldest);
    }
  }

  private growth(): number {
    if (this.p.reserve === 'whole') return 0;
    const { perBlock, gain } = this.units;
    return this.running.reduce(
      (sum, { units }) => sum + Math.ceil((units + gain) / perBlock) - Math.ceil(units / perBlock),
      0,
    );
  }

  private segmentBlocks(path: Job['path'], k: number): number {
    const bs = this.p.blockTokens;
    return Math.floor(path[k]!.end / bs) - (k === 0 ? 0 : Math.floor(path[k - 1]!.end / bs));
  }

  private hits(path: Job['path'], target: number): number {
    let hits = 0;
    for (let k = 0; k < path.length; k += 1) {
      const wanted = this.segmentBlocks(path, k);
      const found = Math.min(wanted, this.cache.find(({ key }) => key === path[k]!.key)?.blocks ?? 0);
      hits += found;
      if (found < wanted) break;
    }
    return Math.min(hits, Math.floor((target - 1) / this.p.blockTokens));
  }

  private pin(key: number): Segment {
    let segment = this.cache.find((each) => each.key === key);
    if (!segment) {
      segment = { key, blocks: 0, pins: 0 };
      this.cache.push(segment);
    }
    segment.pins += 1;
    return segment;
  }

  private unpin(job: Job): void {
    const path = this.usable(job);
    for (let k = job.pinned - 1; k >= 0; k -= 1) {
      const segment = this.cache.find(({ key }) => key === path[k]!.key)!;
      segment.pins -= 1;
      if (segment.pins > 0) continue;
      this.cache = this.cache.filter((each) => each !== segment);
      if (segment.blocks > 0) this.cache.push(segment);
    }
    job.pinned = 0;
    job.inCache = 0;
  }

  private usable(job: Job): Job['path'] {
    return job.bare ? [] : job.path;
  }

  // Scheduling

  private schedule(): void {
    this.tokens = 0;
    this.pairs = 0;
    this.swap = 0;
    let preempted = false;
    while (this.growth() > this.room()) {
      this.preempt(this.victim());
      preempted = true;
    }
    let budget = this.p.maxBatchedTokens;
    const each = 1 + (this.p.speculation?.tokens ?? 0);
    if (this.p.mixedSteps) budget -= this.running.length * each;
    const bs = this.p.blockTokens;

    for (;;) {
      for (const job of this.partial) {
        const held = this.blocksOf(job) + job.inCache;
        const chunk = Math.min(
          job.target - job.done,
          budget,
          this.p.promptTokensPerStep,
          (held + this.room() - this.growth()) * bs - job.done,
        );
        if (chunk <= 0) continue;
        this.work(job, chunk);
        budget -= chunk;
        if (job.done === job.target) {
          this.partial = this.partial.filter((other) => other !== job);
          this.joining.push(job);
        }
        this.evictLack();
      }
      // Nobody gets any further: the last one gives its blocks back.
      if (this.partial.length === 0 || this.tokens > 0 || this.running.length > 0) break;
      this.preempt(this.partial.at(-1)!);
    }
    if (preempted && this.running.length > 0) return;
    while (
      this.partial.length < this.p.maxPartialPrompts &&
      this.seen().length > 0 &&
      budget > 0 &&
      this.running.length + this.joining.length + this.partial.length < this.p.maxSequences
    ) {
      const job = this.first();
      const alone = this.running.length === 0 && this.joining.length === 0 && this.partial.length === 0;
      if (job.request.deadline < this.clock && Number.isNaN(job.request.first)) {
        this.waiting = this.waiting.filter((other) => other !== job);
        this.left.add(job.request, 'expired');
        continue;
      }
      const all = job.base + job.left * this.units.gain;
      if (job.ready !== 'no') {
        const needed = Math.ceil(
          (this.p.reserve === 'whole' ? all : job.base + this.units.gain) / this.units.perBlock,
        );
        if (needed > this.room() - this.growth()) {
          if (!alone) break;
          this.cache = [];
        }
        this.waiting = this.waiting.filter((other) => other !== job);
        this.note(this.clock);
        if (job.ready === 'swapped') this.hostFree += Math.ceil(job.base / this.units.perBlock);
        if (job.ready === 'swapped')
          this.swap += Math.ceil(job.base / this.units.perToken) * this.p.swapSecondsPerToken;
        job.ready = 'no';
        job.reserved = this.p.reserve === 'whole' ? needed : 0;
        this.join(job);
        this.evictLack();
        if (this.p.mixedSteps) budget -= each;
        continue;
      }
      let hits = this.hits(this.usable(job), job.target);
      const wanted = job.target - hits * bs;
      if (!this.p.chunkedPrefill && wanted > budget && this.tokens > 0) break;
      const most = this.p.chunkedPrefill ? Math.min(budget, this.p.promptTokensPerStep) : Infinity;
      let chunk = Math.min(wanted, most);
      const total = (h: number, c: number): number =>
        this.p.reserve === 'whole'
          ? Math.ceil(all / this.units.perBlock)
          : Math.ceil((this.p.reserve === 'prompt' ? job.target : h * bs + c) / bs);
      const path = this.usable(job);
      let idle = 0;
      for (let k = 0, covered = 0; covered < hits; k += 1) {
        covered += this.segmentBlocks(path, k);
        const segment = this.cache.find(({ key }) => key === path[k]!.key);
        if (segment && segment.pins === 0) idle += segment.blocks;
      }
      if (total(hits, chunk) - hits + idle > this.room() - this.growth()) {
        if (!alone) break;
        this.cache = [];
        hits = 0;
        chunk = Math.min(job.target, most);
      }
      this.waiting = this.waiting.filter((other) => other !== job);
      let k = 0;
      for (let covered = 0; covered < hits; k += 1) {
        covered += this.segmentBlocks(path, k);
        this.pin(path[k]!.key);
      }
      job.pinned = k;
      job.inCache = hits;
      job.done = hits * bs;
      job.reserved = this.p.reserve === 'chunk' ? 0 : total(hits, chunk);
      if (Number.isNaN(job.request.first)) {
        job.request.cached = hits * bs;
        this.sums.cachedTokens += hits * bs;
      }
      if (job.done + chunk === job.target) this.joining.push(job);
      else this.partial.push(job);
      this.work(job, chunk);
      this.evictLack();
      budget -= chunk;
    }
  }

  private work(job: Job, chunk: number): void {
    this.tokens += chunk;
    this.pairs += chunk * (job.done + chunk / 2);
    this.sums.promptTokens += chunk;
    job.done += chunk;
  }

  private keyOf(job: Job): number {
    return this.p.order === 'priority' ? job.request.priority : job.request.deadline;
  }

  private before(a: Job, b: Job): boolean {
    return this.keyOf(a) < this.keyOf(b) || (this.keyOf(a) === this.keyOf(b) && a.number < b.number);
  }

  private first(): Job {
    const seen = this.seen();
    if (this.p.order === 'arrival') return seen[0]!;
    return seen.reduce((best, job) => (this.before(job, best) ? job : best));
  }

  private victim(): Job {
    const all = [...this.running, ...this.partial];
    if (this.p.order === 'arrival') return all.at(-1)!;
    return all.reduce((worst, job) => (this.before(worst, job) ? job : worst));
  }

  private preempt(job: Job): void {
    const { gain, perToken } = this.units;
    if (this.partial.includes(job)) this.partial = this.partial.filter((other) => other !== job);
    else {
      this.note(this.clock);
      this.running = this.running.filter((other) => other !== job);
      this.stretch = undefined;
      const blocks = Math.ceil(job.units / this.units.perBlock);
      if (this.p.preemption === 'swap' && blocks <= this.hostFree) {
        this.hostFree -= blocks;
        job.ready = 'swapped';
        job.base = job.units;
        this.swap += Math.ceil(job.units / perToken) * this.p.swapSecondsPerToken;
      } else {
        job.base = job.units + gain;
        job.left -= 1;
        job.target = Math.ceil(job.base / perToken);
      }
    }
    this.unpin(job);
    job.reserved = 0;
    job.done = 0;
    job.request.preemptions = job.request.preemptions + 1;
    this.sums.preemptions += 1;
    if (this.running.length === 0 && this.partial.length === 0) job.bare = true;
    job.came = -Infinity;
    this.waiting.unshift(job);
  }

  private plan(): void {
    const { perToken, gain } = this.units;
    const batch = this.running.length;
    const stored = this.running.reduce((sum, { units }) => sum + units, 0);
    const context = (stored + batch * gain) / perToken;
    if (this.tokens === 0 && this.swap === 0) {
      if (batch === 0) {
        if (this.waiting.length > 0) throw new RangeError('stuck');
        this.mode = 'idle';
        this.endsAt = Infinity;
        this.stretch = undefined;
        return;
      }
      const piece = this.table.piece(batch, context);
      if (this.stretch?.piece !== piece) {
        this.stretch = {
          start: this.clock,
          piece,
          a: this.table.offsetOf(piece),
          c: this.table.slopeOf(piece) / perToken,
          steps: 0,
          context: 0,
        };
      }
      const { stretch } = this;
      stretch.steps += 1;
      stretch.context += stored + batch * gain;
      this.mode = 'decode';
      this.decodes = true;
      this.endsAt = stretch.start + stretch.a * stretch.steps + stretch.c * stretch.context;
      return;
    }
    this.mode = 'step';
    this.stretch = undefined;
    this.decodes = batch > 0 && (this.p.mixedSteps || this.tokens === 0);
    let seconds = this.swap;
    if (this.decodes) {
      const piece = this.table.piece(batch, context);
      seconds += this.table.offsetOf(piece) + this.table.slopeOf(piece) * context;
    } else if (batch > 0) {
      this.stalled = true;
    }
    if (this.tokens > 0) seconds += this.table.prompt(this.decodes ? batch : 0, this.tokens, this.pairs);
    this.endsAt = this.clock + seconds;
  }

  // Ends of steps

  private endDecode(): void {
    const { gain, perToken } = this.units;
    const stored = this.running.reduce((sum, { units }) => sum + units, 0);
    for (const job of this.running) {
      const usual =
        this.mode === 'decode'
          ? this.stretch!.a + this.stretch!.c * (stored + this.running.length * gain)
          : this.endsAt - this.clock;
      const bin = binOf(this.stalled ? this.endsAt - job.lastToken : usual);
      this.latencies[bin] = this.latencies[bin]! + 1;
    }
    this.stalled = false;
    this.clock = this.endsAt;
    this.sums.steps += 1;
    for (const job of this.running) {
      job.units += gain;
      job.left -= 1;
      job.lastToken = this.clock;
    }
    this.evictLack();
    const ended = this.running.filter(({ left }) => left === 0).toSorted((a, b) => a.number - b.number);
    for (const job of ended) {
      this.note(this.clock);
      this.stretch = undefined;
      const path = this.usable(job);
      const last = job.pinned - 1;
      if (last >= 0 && job.grows) {
        const from = last === 0 ? 0 : Math.floor(path[last - 1]!.end / this.p.blockTokens);
        const segment = this.cache.find(({ key }) => key === path[last]!.key)!;
        const gained = Math.max(
          0,
          Math.floor(job.units / (this.p.blockTokens * perToken)) - from - segment.blocks,
        );
        segment.blocks += gained;
        job.inCache += gained;
      }
      this.running = this.running.filter((other) => other !== job);
      this.unpin(job);
      this.finish(job, 'finished');
    }
  }

  private promptDone(job: Job): void {
    this.note(this.clock);
    const path = this.usable(job);
    for (let k = job.pinned; k < path.length; k += 1) this.pin(path[k]!.key);
    job.pinned = path.length;
    path.forEach(({ key }, k) => {
      const segment = this.cache.find((each) => each.key === key)!;
      const gained = Math.max(0, this.segmentBlocks(path, k) - segment.blocks);
      segment.blocks += gained;
      job.inCache += gained;
    });
    if (Number.isNaN(job.request.first)) job.request.first = this.clock;
    if (job.left === 0) {
      this.joining = this.joining.filter((other) => other !== job);
      this.unpin(job);
      this.finish(job, this.role === 'prefill' && job.output > 1 ? 'handed' : 'finished');
    } else {
      this.joining = this.joining.filter((other) => other !== job);
      this.join(job);
    }
  }

  private join(job: Job): void {
    job.units = job.base;
    job.joined = this.clock;
    job.lastToken = this.clock;
    this.running.push(job);
    this.stretch = undefined;
  }

  private finish(job: Job, as: Ending): void {
    this.left.add(job.request, as);
    if (as === 'finished') this.sums.answerTokens += job.output;
  }

  private note(time: number): void {
    const seconds = time - this.changedAt;
    const blocks = this.p.kvBlocks - this.room();
    this.sums.mostBlocks = Math.max(this.sums.mostBlocks, blocks);
    if (seconds === 0) return;
    this.sums.batchSeconds += this.running.length * seconds;
    this.sums.blockSeconds += blocks * seconds;
    this.changedAt = time;
  }
}
