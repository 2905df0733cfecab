import { main } from './run.ts';
import type { ExitCode } from './command.ts';

/** What a command line printed, for tests. */
export interface Heard {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process and listens to what it prints; `terminal` pretends that stdout is one. */
export async function run(line: readonly string[], terminal = false): Promise<Heard> {
  let out = '';
  let err = '';
  const streams = {
    stdout: { isTTY: terminal, columns: 120, write: (text: string) => void (out += text) },
    stderr: { isTTY: false, write: (text: string) => void (err += text) },
    env: { NO_COLOR: '1' },
  };
  const code = await main(line, streams, new AbortController().signal);
  return { code, out, err };
}
