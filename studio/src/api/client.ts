import { Problem, type Trouble } from './problem.ts';

/** A document with the state it was read in. */
export interface Tagged<T> {
  readonly value: T;
  readonly etag: string | undefined;
}

type Body = { readonly json: unknown } | { readonly text: string } | undefined;

/** Asks the server this page came from, and nobody else. Throws a `Problem` where the answer is no. */
export async function ask(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  {
    body,
    headers = {},
    signal,
    keepalive = false,
  }: {
    readonly body?: Body;
    readonly headers?: Record<string, string>;
    readonly signal?: AbortSignal | undefined;
    /** Sent even when the page is closed meanwhile. */
    readonly keepalive?: boolean;
  } = {},
): Promise<Response> {
  const response = await fetch(path, {
    method,
    ...(signal && { signal }),
    // Browsers take at most 64 kB this way; what is larger is sent as usual, and its draft stays.
    ...(keepalive && body && 'text' in body && body.text.length < 60_000 && { keepalive }),
    headers: {
      accept: 'application/json',
      ...(body && { 'content-type': 'json' in body ? 'application/json' : 'application/yaml' }),
      ...headers,
    },
    ...(body && { body: 'json' in body ? JSON.stringify(body.json) : body.text }),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Problem(
      0,
      'The server of the studio does not answer. Is `fleetwright studio` still running?',
      [],
    );
  });
  if (!response.ok) throw await problemOf(response);
  return response;
}

async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text();
  try {
    const found = JSON.parse(text) as { detail?: string; title?: string; diagnostics?: readonly Trouble[] };
    return new Problem(
      response.status,
      found.detail ?? found.title ?? response.statusText,
      found.diagnostics ?? [],
    );
  } catch {
    return new Problem(response.status, text === '' ? response.statusText : text.slice(0, 300), []);
  }
}

/** Reads JSON. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await ask('GET', path, { signal });
  return (await response.json()) as T;
}

/** Sends JSON, reads JSON. */
export async function post<T>(path: string, json: unknown, signal?: AbortSignal): Promise<T> {
  const response = await ask('POST', path, { body: { json }, signal });
  return (await response.json()) as T;
}

/** An address with a query; what is undefined is left out. */
export function address(path: string, query: Readonly<Record<string, string | number | undefined>>): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) params.set(key, String(value));
  const text = params.toString();
  return text === '' ? path : `${path}?${text}`;
}
