import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { roles } from '../access/roles.ts';
import { userPattern } from '../access/team.ts';
import { json, jsonBody } from '../http/media.ts';
import { cursorOf, keyOfCursor, page, pageOf, pageQuery } from '../http/paging.ts';
import { problem, problems } from '../http/problem.ts';
import { router, type AppEnv, type Router } from '../http/router.ts';
import { trouble } from '../messages.ts';
import type { Services } from '../services.ts';

const userName = z
  .string()
  .regex(userPattern, 'expected lower-case letters, digits, `.`, `_` and `-`, at most 64')
  .openapi({ description: 'Of a user', example: 'ana' });
const role = z.enum(roles);
const held = z.array(role).max(roles.length);

const me = z
  .object({
    team: z.boolean().describe('The server knows users; without, everybody on the machine may do everything'),
    name: z.string().nullable(),
    roles: held,
  })
  .openapi('Me');

const user = z
  .object({
    name: userName,
    roles: held,
    disabled: z.boolean().describe('None of its tokens works'),
    createdAt: z.iso.datetime(),
    createdBy: z.string(),
  })
  .openapi('User');

const token = z
  .object({
    id: z.string(),
    user: z.string(),
    label: z.string(),
    createdAt: z.iso.datetime(),
    createdBy: z.string(),
    expiresAt: z.iso.datetime().nullable(),
    revokedAt: z.iso.datetime().nullable(),
  })
  .openapi('Token');

const auditEntry = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    user: z.string(),
    token: z.string().nullable().describe('Id of the token; null for a command'),
    action: z.string().describe('Operation'),
    target: z.string().describe('Path, or what a command was about'),
    status: z.number().int().describe('HTTP status; 100: it began; 0: a command'),
    request: z.string().describe('Id of the request, as the log has it'),
  })
  .openapi('AuditEntry');

const byName = z.object({ name: userName });
const tags = ['team'];

const whoAmI = createRoute({
  method: 'get',
  path: '/v1/me',
  operationId: 'whoAmI',
  tags,
  summary: 'Who asks, and with which roles',
  responses: { 200: json('You', me) },
});
const listUsers = createRoute({
  method: 'get',
  path: '/v1/users',
  operationId: 'listUsers',
  tags,
  summary: 'Users, by name',
  request: { query: pageQuery },
  responses: { 200: json('A page of users', pageOf(user, 'UserPage')), ...problems(400, 404) },
});
const addUser = createRoute({
  method: 'post',
  path: '/v1/users',
  operationId: 'addUser',
  tags,
  summary: 'Adds a user',
  request: { body: jsonBody(z.strictObject({ name: userName, roles: held }).openapi('AddUser')) },
  responses: { 201: json('The user', user), ...problems(400, 404, 409, 415) },
});
const changeUser = createRoute({
  method: 'patch',
  path: '/v1/users/{name}',
  operationId: 'changeUser',
  tags,
  summary: 'Changes the roles of a user, or whether its tokens work',
  request: {
    params: byName,
    body: jsonBody(
      z.strictObject({ roles: held.optional(), disabled: z.boolean().optional() }).openapi('ChangeUser'),
    ),
  },
  responses: { 200: json('The user', user), ...problems(400, 404, 409, 415) },
});
const listTokens = createRoute({
  method: 'get',
  path: '/v1/users/{name}/tokens',
  operationId: 'listTokens',
  tags,
  summary: 'Tokens of a user, without their secrets',
  request: { params: byName },
  responses: {
    200: json('The tokens', z.object({ items: z.array(token) }).openapi('TokenList')),
    ...problems(400, 404),
  },
});
const addToken = createRoute({
  method: 'post',
  path: '/v1/users/{name}/tokens',
  operationId: 'addToken',
  tags,
  summary: 'Makes a token; it is shown this once',
  request: {
    params: byName,
    body: jsonBody(
      z
        .strictObject({
          label: z.string().min(1).max(200).describe('What it is for'),
          days: z.number().int().min(1).max(3660).optional().describe('Until it expires; never where absent'),
        })
        .openapi('AddToken'),
    ),
  },
  responses: {
    201: json(
      'The token',
      z
        .object({
          id: z.string(),
          token: z.string().describe('Keep it: the server does not'),
          expiresAt: z.iso.datetime().nullable(),
        })
        .openapi('FreshToken'),
    ),
    ...problems(400, 404, 415),
  },
});
const revokeToken = createRoute({
  method: 'delete',
  path: '/v1/tokens/{id}',
  operationId: 'revokeToken',
  tags,
  summary: 'Ends a token at once',
  request: { params: z.object({ id: z.string().regex(/^[0-9a-f]{16}$/u, 'expected the id of a token') }) },
  responses: { 204: { description: 'It no longer works' }, ...problems(400, 404) },
});
const readAudit = createRoute({
  method: 'get',
  path: '/v1/audit',
  operationId: 'readAudit',
  tags,
  summary: 'Every change somebody asked for, newest first',
  request: { query: pageQuery },
  responses: { 200: json('A page of entries', pageOf(auditEntry, 'AuditPage')), ...problems(400, 404) },
});

/** Users, tokens and the audit of a server with a team. */
export function teamRoutes({ team, audit }: Services): Router {
  const app = router();

  app.openapi(whoAmI, (c) => {
    const principal = c.get('principal');
    return c.json(
      { team: team !== undefined, name: principal?.name ?? null, roles: [...(principal?.roles ?? roles)] },
      200,
    );
  });

  app.openapi(listUsers, async (c) => {
    if (team === undefined) return alone(c);
    return c.json(
      page(await team.users(), ({ name }) => name, c.req.valid('query')),
      200,
    );
  });

  app.openapi(addUser, async (c) => {
    if (team === undefined) return alone(c);
    const { name, roles: wanted } = c.req.valid('json');
    const added = await team.addUser(name, wanted, actor(c));
    if (added) return c.json(added, 201, { location: `/v1/users/${name}` });
    return problem(c, 409, [trouble('FW-HTTP-0018', ['users', name], `there is a user ${name} already`)]);
  });

  app.openapi(changeUser, async (c) => {
    if (team === undefined) return alone(c);
    const { name } = c.req.valid('param');
    const changed = await team.changeUser(name, c.req.valid('json'));
    if (changed === undefined) return unknown(c, ['users', name], `there is no user ${name}`);
    return 'code' in changed ? problem(c, 409, [changed]) : c.json(changed, 200);
  });

  app.openapi(listTokens, async (c) => {
    if (team === undefined) return alone(c);
    const { name } = c.req.valid('param');
    if ((await team.user(name)) === undefined) return unknown(c, ['users', name], `there is no user ${name}`);
    return c.json({ items: [...(await team.tokens(name))] }, 200);
  });

  app.openapi(addToken, async (c) => {
    if (team === undefined) return alone(c);
    const { name } = c.req.valid('param');
    const { label, days } = c.req.valid('json');
    const made = await team.addToken(name, label, days, actor(c));
    if (made === undefined) return unknown(c, ['users', name], `there is no user ${name}`);
    return c.json(made, 201, { 'cache-control': 'no-store' });
  });

  app.openapi(revokeToken, async (c) => {
    if (team === undefined) return alone(c);
    const { id } = c.req.valid('param');
    if (await team.revokeToken(id)) return c.body(null, 204);
    return unknown(c, ['tokens', id], 'there is no token of this id in force');
  });

  app.openapi(readAudit, async (c) => {
    if (audit === undefined) return alone(c);
    const { limit, cursor } = c.req.valid('query');
    const before = cursor === undefined ? undefined : keyOfCursor(cursor);
    const found = await audit.list({ before, limit: limit + 1 });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return c.json({ items, next: last && found.length > limit ? cursorOf(last.id) : null }, 200);
  });

  return app;
}

function actor(c: Context<AppEnv>): string {
  return c.get('principal')?.name ?? '';
}

function alone(c: Context<AppEnv>): ReturnType<typeof problem<404>> {
  return unknown(c, ['team'], 'this server has no users', 'start it with --team');
}

function unknown(
  c: Context<AppEnv>,
  path: readonly string[],
  message: string,
  hint?: string,
): ReturnType<typeof problem<404>> {
  return problem(c, 404, [trouble('FW-HTTP-0001', path, message, hint)]);
}
