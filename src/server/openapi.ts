import { version } from '../pipeline/index.ts';
import type { Router } from './http/router.ts';

/** The OpenAPI 3.1 document of an app, made from the schemas its routes check requests with. */
export function openApiDocument(app: Router): ReturnType<typeof app.getOpenAPI31Document> {
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Fleetwright',
      version,
      description:
        'Plans AI compute: scenarios in, plans of record out. Errors are problems (RFC 9457) with the diagnostics of the command.',
      license: { name: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [
      { name: 'server', description: 'The server itself' },
      { name: 'scenarios', description: 'Documents of the workspace' },
      { name: 'plans', description: 'What can be done with a plan' },
      { name: 'rates', description: 'What systems do for models' },
      { name: 'jobs', description: 'Long work' },
      { name: 'catalog', description: 'Facts with their sources' },
      { name: 'rules', description: 'Dated rules' },
      { name: 'record', description: 'Plans of record: versions, approvals, history' },
      { name: 'team', description: 'Users, tokens and the audit, with --team' },
    ],
  });
}
