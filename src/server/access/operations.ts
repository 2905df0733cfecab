import { TrieRouter } from 'hono/router/trie-router';
import type { Router } from '../http/router.ts';

/** An operation of the OpenAPI document. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  /** As the document has it: `/v1/jobs/{id}`. */
  readonly path: string;
  /** Its body is JSON, and must be there. */
  readonly takesJson: boolean;
}

/** Every operation of an app, in the order its routes are tried. */
export function operationsOf(app: Router): readonly Operation[] {
  return app.openAPIRegistry.definitions.flatMap((definition) => {
    if (definition.type !== 'route') return [];
    const { method, path, operationId, request } = definition.route;
    const takesJson = 'application/json' in (request?.body?.content ?? {});
    return [{ id: operationId ?? `${method} ${path}`, method: method.toUpperCase(), path, takesJson }];
  });
}

/** Finds the operation that will answer a request. */
export function operationFinder(app: Router): (method: string, path: string) => Operation | undefined {
  const tries = new TrieRouter<Operation>();
  for (const operation of operationsOf(app))
    tries.add(operation.method, operation.path.replaceAll(/\{(\w+)\}/gu, ':$1'), operation);
  return (method, path) => tries.match(method === 'HEAD' ? 'GET' : method, path)[0][0]?.[0];
}
