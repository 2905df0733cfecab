import type { Diagnostic, MessageBook } from '../diagnostics/index.ts';

/** Why each diagnostic of the HTTP interface exists; `docs/diagnostics.md` is made from it. */
export const serverMessages = {
  'FW-HTTP-0001': {
    title: 'There is no such thing',
    explain: 'No route, document, job or entry has this name. `GET /openapi.json` lists the routes.',
  },
  'FW-HTTP-0002': {
    title: 'The request is not understood',
    explain: 'A parameter, a header or a part of the body is not what the route expects. Nothing was done.',
  },
  'FW-HTTP-0003': {
    title: 'The method is not allowed here',
    explain: 'The path exists, but not for this method. The header `Allow` lists those it has.',
  },
  'FW-HTTP-0004': {
    title: 'The body is too large',
    explain:
      'The server takes bodies up to the limit it was started with. Nothing was read of what lies behind it.',
  },
  'FW-HTTP-0005': {
    title: 'The type of the body is not taken',
    explain: 'The header `Content-Type` names a format that this route does not read.',
  },
  'FW-HTTP-0006': {
    title: 'The request comes from elsewhere',
    explain:
      'Its Host is not a name of this server or its Origin is another site: a page on the internet must not talk to a server on your machine.',
  },
  'FW-HTTP-0007': {
    title: 'The document has changed meanwhile',
    explain:
      'Somebody else wrote it since you read it. Nothing was written. Read it again, merge, and send its new ETag.',
  },
  'FW-HTTP-0008': {
    title: 'Say which state you change',
    explain:
      'A write needs `If-Match` with the ETag of the document you read, or `If-None-Match: *` to make a new one, so that nobody’s work is lost.',
  },
  'FW-HTTP-0009': {
    title: 'The idempotency key was used for something else',
    explain: 'A key stands for one request. Send the same request to get the same job, or choose a new key.',
  },
  'FW-HTTP-0010': {
    title: 'The server is busy',
    explain:
      'Too much is asked of it at once. The header `Retry-After` says in how many seconds to try again.',
  },
  'FW-HTTP-0011': {
    title: 'The job has no result',
    explain: 'It is still waiting or running, or it ended without one. Its state says which.',
  },
  'FW-HTTP-0012': {
    title: 'The job was given up',
    explain:
      'It ended more than once without an answer: the process that ran it was killed or ran out of memory.',
  },
  'FW-HTTP-0013': {
    title: 'Who are you?',
    explain:
      'The server was started for a team: every request needs `Authorization: Bearer TOKEN` with a token in force.',
  },
  'FW-HTTP-0014': {
    title: 'Your role does not allow this',
    explain:
      'Each route is open to certain roles; `docs/http.md` has the table. An administrator gives roles.',
  },
  'FW-HTTP-0015': {
    title: 'This is a bug',
    explain:
      'The server failed where it must not. Its log has the details under the request id; please report it.',
  },
  'FW-HTTP-0016': {
    title: 'It took too long',
    explain: 'The request or its answer did not arrive within the time the server allows.',
  },
  'FW-HTTP-0017': {
    title: 'The document cannot be written',
    explain: 'The folder or the file may not be written to by the server. Nothing was changed.',
  },
  'FW-HTTP-0018': {
    title: 'The change is not possible now',
    explain:
      'It clashes with what is there: a name that is taken, or the last administrator. Nothing was changed.',
  },
  'FW-HTTP-0019': {
    title: 'The server has no key to sign with, or may not make one',
    explain:
      'Evidence is signed with a key of whoever runs the server: `fleetwright evidence key` makes one, `fleetwright serve --evidence-key FILE` uses it. The studio makes one on request, once; a key is never replaced.',
  },
} as const satisfies MessageBook;

/** Codes of this room. */
export type ServerCode = keyof typeof serverMessages;

/**
 * Builds one diagnostic of this room.
 *
 * @param path what it is about: `['query', 'limit']`, `['scenarios', 'mine']`
 */
export function trouble(
  code: ServerCode,
  path: Diagnostic['path'],
  message: string,
  hint?: string,
): Diagnostic {
  return { code, severity: 'error', path, message, ...(hint !== undefined && { hint }) };
}
