import { fork, type ChildProcess } from 'node:child_process';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { FromJobProcess, ToJobProcess } from './job-process.ts';
import type { JobOutcome, JobRunner, JobTask } from './runner.ts';

/** Milliseconds a job has to end after it was cancelled, before its process is killed. */
const grace = 8000;
/** Lower priority of a job's process: whoever only reads must not wait for whoever plans. */
const niceness = 10;

const file = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './job-process.ts' : './job-process.js', import.meta.url),
);

/**
 * Runs each job in a process of its own, so that neither a search that takes all of a core nor one that runs out of
 * memory touches the server. A process that is done is kept for the next job, as it has read the catalog.
 */
export class ProcessRunner implements JobRunner {
  readonly #idle: ChildProcess[] = [];
  readonly #all = new Set<ChildProcess>();
  #closed = false;

  async run(task: JobTask, { signal, onProgress }: Parameters<JobRunner['run']>[1]): Promise<JobOutcome> {
    const child = this.#idle.pop() ?? this.#start();
    const answer = Promise.withResolvers<JobOutcome>();
    const timers: NodeJS.Timeout[] = [];
    const onMessage = (message: FromJobProcess): void => {
      if (message.kind === 'progress') onProgress(message.progress);
      else answer.resolve(message.outcome);
    };
    const onExit = (code: number | null, by: string | null): void =>
      answer.resolve({
        kind: 'died',
        why: by === null ? `it ended with code ${code}` : `it was ended by ${by}`,
      });
    const cancel = (): void => {
      send(child, { kind: 'cancel' });
      timers.push(
        setTimeout(() => {
          answer.resolve({ kind: 'nothing' });
          child.kill('SIGKILL');
        }, grace),
      );
    };
    child.on('message', onMessage).on('exit', onExit);
    timers.push(
      setTimeout(() => {
        answer.resolve({ kind: 'died', why: `it did not end within ${task.mostSeconds} s` });
        child.kill('SIGKILL');
      }, task.mostSeconds * 1000),
    );
    signal.addEventListener('abort', cancel);
    try {
      if (child.exitCode !== null || child.signalCode !== null) onExit(child.exitCode, child.signalCode);
      else send(child, { kind: 'run', task });
      if (signal.aborted) cancel();
      return await answer.promise;
    } finally {
      for (const timer of timers) clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      child.off('message', onMessage).off('exit', onExit);
      if (!this.#closed && child.connected && !child.killed) this.#idle.push(child);
    }
  }

  /** Starts a process ahead of the first job, so that it need not wait for the catalog to be read. */
  warm(): void {
    if (this.#idle.length === 0 && !this.#closed) this.#idle.push(this.#start());
  }

  close(): void {
    this.#closed = true;
    for (const child of this.#all) child.kill('SIGKILL');
  }

  #start(): ChildProcess {
    // What a library prints goes to stderr: stdout of the server is for programs.
    const child = fork(file, [], { stdio: ['ignore', 2, 2, 'ipc'], serialization: 'advanced' });
    this.#all.add(child);
    child.on('error', () => undefined);
    child.once('exit', () => {
      this.#all.delete(child);
      const at = this.#idle.indexOf(child);
      if (at >= 0) this.#idle.splice(at, 1);
    });
    try {
      if (child.pid !== undefined) setPriority(child.pid, niceness);
    } catch {
      // Not every system lets a process lower another one's priority; it is a courtesy.
    }
    child.unref();
    return child;
  }
}

function send(child: ChildProcess, message: ToJobProcess): void {
  if (child.connected) child.send(message, () => undefined);
}
