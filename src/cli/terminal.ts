import pc from 'picocolors';
import { formatDiagnostic, sortDiagnostics, type Diagnostic } from '../diagnostics/index.ts';

/** Where a command writes and what the user asked of the output. Handed in, so that tests can listen. */
export interface Terminal {
  /** Results go to stdout as JSON rather than as text. */
  readonly json: boolean;
  readonly quiet: boolean;
  /** Colours of stdout: off when it is not a terminal, when NO_COLOR is set, or for JSON. */
  readonly colour: ReturnType<typeof pc.createColors>;
  /** Columns of the terminal. */
  readonly width: number;
  /** Cancels long work when the user interrupts. */
  readonly signal: AbortSignal;
  /** A result for people (`text`) and for programs (`data`); only one of them is printed. */
  result(text: () => string, data: () => unknown): void;
  /** Text to stdout as it is, whatever the format: completion scripts, starters, schemas. */
  raw(text: string): void;
  /** One line of progress on stderr; on a terminal it replaces the last one. An empty line clears it. */
  progress(line: string): void;
  /** Diagnostics, errors first, on stderr. */
  diagnostics(diagnostics: readonly Diagnostic[]): void;
  /** A sentence on stderr. */
  note(line: string): void;
}

/** The streams a terminal needs: `process.stdout` and `process.stderr`, or stand-ins. */
export interface Streams {
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A terminal over the given streams. */
export function terminalOver(
  streams: Streams,
  wish: {
    readonly json: boolean;
    readonly text: boolean;
    readonly quiet: boolean;
    readonly signal: AbortSignal;
  },
): Terminal {
  const tty = streams.stdout.isTTY === true;
  const json = wish.json || (!tty && !wish.text);
  const coloured = (on: boolean | undefined): boolean =>
    on === true && streams.env.NO_COLOR === undefined && streams.env.TERM !== 'dumb';
  const errorColour = pc.createColors(coloured(streams.stderr.isTTY));
  let pending = false;
  const clear = (): void => {
    if (pending) streams.stderr.write('\r\u001b[K');
    pending = false;
  };
  return {
    json,
    quiet: wish.quiet,
    colour: pc.createColors(!json && coloured(tty)),
    width: streams.stdout.columns ?? 100,
    signal: wish.signal,
    result(text, data) {
      clear();
      streams.stdout.write(json ? `${JSON.stringify(data(), null, 2)}\n` : `${text()}\n`);
    },
    raw(text) {
      clear();
      streams.stdout.write(text);
    },
    progress(line) {
      if (wish.quiet) return;
      clear();
      if (line === '') return;
      if (streams.stderr.isTTY === true) {
        streams.stderr.write(errorColour.dim(line));
        pending = true;
      } else {
        streams.stderr.write(`${line}\n`);
      }
    },
    diagnostics(diagnostics) {
      clear();
      for (const diagnostic of sortDiagnostics(diagnostics)) {
        const paint = { error: errorColour.red, warning: errorColour.yellow, note: errorColour.dim }[
          diagnostic.severity
        ];
        streams.stderr.write(`${paint(formatDiagnostic(diagnostic))}\n`);
      }
    },
    note(line) {
      clear();
      streams.stderr.write(`${line}\n`);
    },
  };
}
