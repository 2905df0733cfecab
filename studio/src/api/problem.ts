/** Trouble as the command prints it with `--json`. */
export interface Trouble {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'note';
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly hint?: string | null;
  readonly span?: {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly endLine?: number;
    readonly endColumn?: number;
  };
}

/** An answer of the server that is no: status, and everything that is wrong. */
export class Problem extends Error {
  readonly status: number;
  readonly diagnostics: readonly Trouble[];
  constructor(status: number, detail: string, diagnostics: readonly Trouble[]) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.diagnostics = diagnostics;
  }
}
