import { operationTable, type Operations, type Problem } from './generated.ts';
import { call, ProblemError, type CallOptions, type ClientOptions } from './transport.ts';

export type * from './generated.ts';
export { ProblemError } from './transport.ts';
export type { Answer, CallOptions, ClientOptions, ServerEvent } from './transport.ts';

/**
 * A client of `fleetwright serve`: one method per operation of the OpenAPI document, typed by its schemas.
 *
 * ```ts
 * const client = createClient({ baseUrl: 'http://127.0.0.1:7415' });
 * const { data: job } = await client.plan({ body: { scenario: { name: 'cn-bank' } } });
 * for await (const event of await client.followJob({ id: job.id })) console.log(event.type);
 * const { data: plan } = await client.readJobResult({ id: job.id });
 * ```
 *
 * Runs in browsers and in Node. What the server refuses is thrown as a `ProblemError` with its diagnostics.
 */
export function createClient(options: ClientOptions): Operations {
  const methods = Object.entries(operationTable).map(([id, row]) => {
    const takesRequest = row.body !== undefined || Object.keys(row.places).length > 0;
    const method = (first?: object, second?: CallOptions): unknown =>
      takesRequest ? call(options, row, first as never, second) : call(options, row, {}, first);
    return [id, method] as const;
  });
  return Object.fromEntries(methods) as unknown as Operations;
}

/** True for what the server refused. */
export function isProblem(error: unknown): error is ProblemError<Problem> {
  return error instanceof ProblemError;
}
