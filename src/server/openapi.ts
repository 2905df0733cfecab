import { version } from '../pipeline/index.ts';
import { accessMatrix } from './access/matrix.ts';
import type { Router } from './http/router.ts';

type Document = ReturnType<Router['getOpenAPI31Document']>;

const tags = [
  { name: 'server', description: 'The server itself' },
  { name: 'scenarios', description: 'Documents of the workspace' },
  { name: 'plans', description: 'What can be done with a plan' },
  { name: 'jobs', description: 'Long work' },
  { name: 'record', description: 'Plans of record: versions, approvals, history' },
  { name: 'catalog', description: 'Facts with their sources' },
  { name: 'rules', description: 'Dated rules' },
  { name: 'rates', description: 'What systems do for models' },
  { name: 'team', description: 'Users, tokens and the audit, with --team' },
];

/**
 * The OpenAPI 3.1 document of an app, made from the schemas its routes check requests with. Every operation has, besides
 * the problems of its own, the one answer to what any request may meet, and who may call it with `--team`.
 */
export function openApiDocument(app: Router): Document {
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Fleetwright',
      version,
      description:
        'Plans AI compute: scenarios in, plans of record out. Errors are problems (RFC 9457) with the diagnostics of the command.',
      license: { name: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags,
  });
  const anyProblem = {
    description:
      'Any other problem: not signed in (401), not allowed (403), too large (413), busy (429, 503), …',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  for (const item of Object.values(document.paths ?? {})) {
    for (const operation of [item.get, item.put, item.post, item.patch, item.delete]) {
      if (operation === undefined) continue;
      const access = accessMatrix[operation.operationId ?? ''];
      operation.responses = { ...operation.responses, default: anyProblem };
      operation.security = access === 'anyone' ? [{}] : [{}, { bearer: [] }];
      Object.assign(operation, { 'x-access': access ?? 'nobody' });
    }
  }
  const schemes = {
    bearer: { type: 'http' as const, scheme: 'bearer', description: 'A token, with --team' },
  };
  document.components = { ...document.components, securitySchemes: schemes };
  return plainPatterns(document) as Document;
}

/** Patterns without the slash and flag that regular expressions are written with: `^a$/u` → `^a$`. */
function plainPatterns(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(plainPatterns);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, member]) => [
      key,
      key === 'pattern' && typeof member === 'string' ? member.replace(/\/u$/u, '') : plainPatterns(member),
    ]),
  );
}
