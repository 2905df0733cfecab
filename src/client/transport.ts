import { eventsOf } from './events.ts';

/** What a call gives: status, headers (ETag, Location) and data. */
export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly data: T;
}

/** An event of a stream. */
export interface ServerEvent {
  readonly type: string;
  readonly id: string;
  readonly data: unknown;
}

/** What every call may be given. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How operations are called. */
export type OperationTable<Id extends string> = Readonly<Record<Id, OperationRow>>;

/** One row of the table. */
export interface OperationRow {
  readonly method: string;
  /** With `{name}` where a parameter goes. */
  readonly path: string;
  /** Where each parameter goes. */
  readonly places: Readonly<Record<string, 'path' | 'query' | 'header'>>;
  /** Type of the body; undefined where there is none. */
  readonly body: string | undefined;
  readonly answer: 'json' | 'text' | 'events' | 'none';
}

/** Where the server is, and who calls. */
export interface ClientOptions {
  /** `http://127.0.0.1:7415` */
  readonly baseUrl: string;
  /** Token of a user, where the server has a team. */
  readonly token?: string;
  /** Stands in for `fetch`, for tests. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
}

/** The server refused; `problem` is what it said (RFC 9457, with diagnostics), null where it said nothing of that kind. */
export class ProblemError<P = unknown> extends Error {
  readonly status: number;
  readonly headers: Headers;
  readonly problem: P | null;

  constructor(status: number, headers: Headers, problem: P | null, message: string) {
    super(message);
    this.status = status;
    this.headers = headers;
    this.problem = problem;
  }
}

/** Parameters by name, and `body`. */
export type CallRequest = Readonly<Record<string, string | number | boolean | object | undefined>>;

/** Calls one operation. Parameters and body come in one object, by name. */
export async function call(
  { baseUrl, token, fetch: send = globalThis.fetch }: ClientOptions,
  row: OperationRow,
  request: CallRequest = {},
  options: CallOptions = {},
): Promise<Answer<unknown> | AsyncIterable<ServerEvent>> {
  const headers = new Headers(options.headers);
  const query = new URLSearchParams();
  let path = row.path;
  for (const [name, place] of Object.entries(row.places)) {
    const value = request[name];
    if (value === undefined || typeof value === 'object') continue;
    if (place === 'path') path = path.replace(`{${name}}`, encodeURIComponent(String(value)));
    else if (place === 'query') query.set(name, String(value));
    else headers.set(name, String(value));
  }
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
  if (row.body !== undefined) headers.set('content-type', row.body);
  const { body } = request;
  const asked = query.size > 0 ? `?${query.toString()}` : '';
  const url = `${baseUrl.replace(/\/$/u, '')}${path}${asked}`;
  const open = (last?: string): Promise<Response> => {
    if (last !== undefined) headers.set('last-event-id', last);
    return send(url, {
      method: row.method,
      headers,
      ...(row.body !== undefined && {
        body: typeof body === 'string' && !row.body.endsWith('json') ? body : JSON.stringify(body),
      }),
      ...(options.signal && { signal: options.signal }),
    });
  };
  const answer = await open();
  if (!answer.ok) throw await refusal(answer);
  if (row.answer === 'events') return eventsOf(answer, open, options.signal);
  const data: unknown =
    row.answer === 'none' ? undefined : row.answer === 'json' ? await answer.json() : await answer.text();
  return { status: answer.status, headers: answer.headers, data };
}

async function refusal(answer: Response): Promise<ProblemError> {
  const text = await answer.text();
  const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json') === true;
  const problem = isProblem ? (JSON.parse(text) as { readonly detail?: string }) : null;
  return new ProblemError(
    answer.status,
    answer.headers,
    problem,
    problem?.detail ?? `the server answered ${answer.status}`,
  );
}
