import { z } from '@hono/zod-openapi';
import type { Context, TypedResponse } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { hasErrors, type Diagnostic } from '../../diagnostics/index.ts';

/** Trouble as the command prints it with `--json`. */
export const diagnosticSchema = z
  .object({
    code: z.string().describe('`FW-…`; `GET /v1/diagnostics/{code}` explains it'),
    severity: z.enum(['error', 'warning', 'note']).describe('How much it weighs'),
    path: z
      .array(z.union([z.string(), z.number()]))
      .describe('Keys and indexes from the root of what it is about'),
    span: z
      .object({
        file: z.string().describe('Name of the document, relative to the workspace'),
        line: z.number().int().describe('From 1'),
        column: z.number().int().describe('From 1'),
        endLine: z.number().int().optional(),
        endColumn: z.number().int().optional().describe('Exclusive'),
      })
      .optional()
      .describe('Where in the text'),
    message: z.string().describe('What is wrong, what was expected'),
    hint: z.string().optional().describe('What to do about it'),
  })
  .openapi('Diagnostic');

/** Every error of this interface: RFC 9457, with the diagnostics the command would print. */
export const problemSchema = z
  .object({
    type: z.string().describe('Where the first diagnostic is explained, relative to the server'),
    title: z.string().describe('Standard phrase of the status'),
    status: z.number().int().describe('HTTP status'),
    detail: z.string().describe('The first diagnostic in words'),
    requestId: z.string().describe('The log of the server has it too'),
    diagnostics: z.array(diagnosticSchema).describe('Everything that is wrong, at once'),
  })
  .openapi('Problem');

/** A diagnostic as it is sent. */
type SentDiagnostic = Omit<Diagnostic, 'path'> & { path: (string | number)[] };

export interface Problem extends Omit<z.infer<typeof problemSchema>, 'diagnostics'> {
  diagnostics: SentDiagnostic[];
}

/** Diagnostics as they are sent. */
export function sent(diagnostics: readonly Diagnostic[]): SentDiagnostic[] {
  return diagnostics.map((each) => ({ ...each, path: [...each.path] }));
}

const titles = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const satisfies Partial<Record<ContentfulStatusCode, string>>;

/** Statuses a problem can have. */
export type ProblemStatus = keyof typeof titles;

/** The document of a problem. */
export function problemOf(
  status: ProblemStatus,
  diagnostics: readonly Diagnostic[],
  requestId: string,
): Problem {
  const first = diagnostics.find((each) => each.severity === 'error') ?? diagnostics[0];
  return {
    type: `/v1/diagnostics/${first?.code ?? 'FW-HTTP-0015'}`,
    title: titles[status],
    status,
    detail: first?.message ?? titles[status],
    requestId,
    diagnostics: sent(diagnostics),
  };
}

/** Answers with a problem. */
export function problem<S extends ProblemStatus>(
  c: Context,
  status: S,
  diagnostics: readonly Diagnostic[],
  headers: Readonly<Record<string, string>> = {},
): Response & TypedResponse<z.infer<typeof problemSchema>, S, 'json'> {
  return c.json<z.infer<typeof problemSchema>, S>(problemOf(status, diagnostics, requestIdOf(c)), status, {
    ...headers,
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
  });
}

/** A response per status, as a route declares it. */
type DeclaredProblems<S extends ProblemStatus> = {
  readonly [K in S]: {
    description: string;
    content: { 'application/problem+json': { schema: typeof problemSchema } };
  };
};

/** What a route declares of the problems it answers with; those every route may have are told once for all. */
export function problems<S extends ProblemStatus>(...statuses: readonly S[]): DeclaredProblems<S> {
  return Object.fromEntries(
    statuses.map((status): [S, DeclaredProblems<S>[S]] => [
      status,
      { description: titles[status], content: { 'application/problem+json': { schema: problemSchema } } },
    ]),
  ) as DeclaredProblems<S>;
}

/** 422 where the content is wrong: input that the command refuses with exit code 2. */
export function refused(
  c: Context,
  diagnostics: readonly Diagnostic[],
): Response & TypedResponse<z.infer<typeof problemSchema>, 422, 'json'> {
  if (!hasErrors(diagnostics)) throw new Error('refused without an error');
  return problem(c, 422, diagnostics);
}

/** Id of the request, as the log and the header `X-Request-Id` have it. */
export function requestIdOf(c: Context): string {
  const id: unknown = c.get('requestId');
  return typeof id === 'string' ? id : '';
}
