import { userInfo } from 'node:os';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { cell, textTable } from '../../report/index.ts';
import { openStore, parseStoreLocation, type Store } from '../../store/index.ts';
import { exitCodes, type Arguments, type Command, type ExitCode, type Flag } from '../command.ts';
import { complaint } from '../messages.ts';
import { refuse } from '../refuse.ts';
import type { Terminal } from '../terminal.ts';

type Server = typeof import('../../server/index.ts');

const storeFlag: Flag = {
  name: 'store',
  value: 'PLACE',
  summary: 'The store of the server: postgres://…, or a file',
  required: true,
  complete: 'file',
};
const rolesSummary = 'Roles, separated by commas: viewer, planner, approver, admin';

export const serveUserAdd: Command = {
  words: ['serve', 'user', 'add'],
  summary: 'Add a user to a server with a team',
  positionals: [{ name: 'NAME', summary: 'lower-case letters, digits, `.`, `_`, `-`' }],
  flags: [storeFlag, { name: 'roles', value: 'ROLES', summary: rolesSummary, required: true }],
  examples: [
    {
      line: 'fleetwright serve user add ana --roles planner,viewer --store postgres://fleet@db/fleetwright',
      does: 'adds a planner; give her a token with `serve token add`',
    },
  ],
  run: (args, terminal) =>
    onTeam(args, terminal, async ({ team, note, server }) => {
      const name = args.positionals.NAME ?? '';
      const wanted = readRoles(args, server);
      const problems = [...('problem' in wanted ? [wanted.problem] : []), ...nameTrouble(name, server)];
      if ('problem' in wanted || problems.length > 0) return refuse(terminal, problems);
      const user = await team.addUser(name, wanted.roles, commandName());
      if (user === undefined)
        return refuse(terminal, [complaint('FW-CLI-0007', 'NAME', `there is a user ${name} already`)]);
      await note('addUser', name);
      terminal.result(
        () => `Added ${name} (${user.roles.join(', ')}). Next: fleetwright serve token add ${name} --label …`,
        () => user,
      );
      return exitCodes.done;
    }),
};

export const serveUserList: Command = {
  words: ['serve', 'user', 'list'],
  summary: 'List the users of a server, with roles and tokens',
  positionals: [],
  flags: [storeFlag],
  examples: [
    {
      line: 'fleetwright serve user list --store postgres://fleet@db/fleetwright',
      does: 'everybody, with tokens',
    },
  ],
  run: (args, terminal) =>
    onTeam(args, terminal, async ({ team }) => {
      const users = await team.users();
      const all = await Promise.all(
        users.map(async (user) => ({ ...user, tokens: await team.tokens(user.name) })),
      );
      terminal.result(
        () =>
          textTable(
            {
              id: 'users',
              title: `${all.length} users`,
              columns: [
                { title: 'Name' },
                { title: 'Roles' },
                { title: 'State' },
                { title: 'Tokens in force' },
              ],
              rows: all.map(({ name, roles, disabled, tokens }) =>
                [
                  name,
                  roles.join(', '),
                  disabled ? 'disabled' : 'active',
                  tokens
                    .filter(({ revokedAt }) => revokedAt === null)
                    .map(
                      ({ id, label, expiresAt }) =>
                        `${id} ${label}${expiresAt ? ` until ${expiresAt.slice(0, 10)}` : ''}`,
                    )
                    .join('; '),
                ].map((text) => cell(text)),
              ),
              empty: 'Nobody yet: fleetwright serve user add NAME --roles admin',
            },
            terminal.colour,
            terminal.width,
          ),
        () => all,
      );
      return exitCodes.done;
    }),
};

export const serveUserChange: Command = {
  words: ['serve', 'user', 'change'],
  summary: 'Change the roles of a user, or disable and enable it',
  positionals: [{ name: 'NAME', summary: 'of the user' }],
  flags: [
    storeFlag,
    { name: 'roles', value: 'ROLES', summary: rolesSummary },
    { name: 'disable', summary: 'None of its tokens works any longer' },
    { name: 'enable', summary: 'Its tokens work again' },
  ],
  examples: [
    {
      line: 'fleetwright serve user change ana --disable --store postgres://fleet@db/fleetwright',
      does: 'shuts her out at once',
    },
  ],
  run: (args, terminal) =>
    onTeam(args, terminal, async ({ team, note, server }) => {
      const name = args.positionals.NAME ?? '';
      const { disable, enable, roles } = args.flags;
      if ((disable === true) === (enable === true) && roles === undefined)
        return refuse(terminal, [
          complaint('FW-CLI-0003', 'NAME', 'say what to change: --roles, or one of --disable and --enable'),
        ]);
      const wanted = roles === undefined ? { roles: undefined } : readRoles(args, server);
      if ('problem' in wanted) return refuse(terminal, [wanted.problem]);
      const user = await team.changeUser(name, {
        roles: wanted.roles,
        disabled: disable === true ? true : enable === true ? false : undefined,
      });
      if (user === undefined)
        return refuse(terminal, [complaint('FW-CLI-0008', 'NAME', `there is no user ${name}`)]);
      if ('code' in user) return refuse(terminal, [user]);
      await note('changeUser', name);
      terminal.result(
        () => `${name}: ${user.roles.join(', ')}${user.disabled ? ', disabled' : ''}`,
        () => user,
      );
      return exitCodes.done;
    }),
};

export const serveTokenAdd: Command = {
  words: ['serve', 'token', 'add'],
  summary: 'Make a token for a user; it is shown this once',
  positionals: [{ name: 'NAME', summary: 'of the user' }],
  flags: [
    storeFlag,
    { name: 'label', value: 'TEXT', summary: 'What it is for', required: true },
    { name: 'days', value: 'N', summary: 'Days until it expires (default: never)' },
  ],
  examples: [
    {
      line: 'fleetwright serve token add ana --label laptop --days 90 --store postgres://fleet@db/fleetwright',
      does: 'prints a token that works for 90 days',
    },
  ],
  run: (args, terminal) =>
    onTeam(args, terminal, async ({ team, note }) => {
      const name = args.positionals.NAME ?? '';
      const { days } = args.flags;
      const until = typeof days === 'string' ? Number(days) : undefined;
      if (until !== undefined && !(Number.isInteger(until) && until >= 1 && until <= 3660))
        return refuse(terminal, [
          complaint('FW-CLI-0004', 'days', `--days ${String(days)}: expected 1 to 3660`),
        ]);
      const made = await team.addToken(name, String(args.flags.label), until, commandName());
      if (made === undefined)
        return refuse(terminal, [complaint('FW-CLI-0008', 'NAME', `there is no user ${name}`)]);
      await note('addToken', `${name} ${made.id}`);
      terminal.result(
        () => `${made.token}\n\nKeep it: it is shown this once. Send it as \`Authorization: Bearer …\`.`,
        () => made,
      );
      return exitCodes.done;
    }),
};

export const serveTokenRevoke: Command = {
  words: ['serve', 'token', 'revoke'],
  summary: 'End a token at once',
  positionals: [{ name: 'ID', summary: 'of the token; see serve user list' }],
  flags: [storeFlag],
  examples: [
    {
      line: 'fleetwright serve token revoke 0123456789abcdef --store postgres://fleet@db/fleetwright',
      does: 'it no longer works',
    },
  ],
  run: (args, terminal) =>
    onTeam(args, terminal, async ({ team, note }) => {
      const id = args.positionals.ID ?? '';
      if (!(await team.revokeToken(id)))
        return refuse(terminal, [complaint('FW-CLI-0008', 'ID', `there is no token ${id} in force`)]);
      await note('revokeToken', id);
      terminal.result(
        () => `Revoked ${id}`,
        () => ({ id, revoked: true }),
      );
      return exitCodes.done;
    }),
};

interface Desk {
  readonly team: InstanceType<Server['Team']>;
  readonly server: Server;
  /** Writes down in the audit what was done. */
  readonly note: (action: string, target: string) => Promise<void>;
}

const now = (): Date => new Date();

async function onTeam(
  { flags }: Arguments,
  terminal: Terminal,
  work: (desk: Desk) => Promise<ExitCode>,
): Promise<ExitCode> {
  const place = parseStoreLocation(String(flags.store));
  const store: Store | Diagnostic = 'code' in place ? place : await openStore(place);
  if ('code' in store) return refuse(terminal, [store]);
  const server = await import('../../server/index.ts');
  const audit = new server.Audit(store, now);
  try {
    return await work({
      team: new server.Team(store, now),
      server,
      note: (action, target) =>
        audit.add({ user: commandName(), token: null, action, target, status: 0, request: '' }),
    });
  } finally {
    await store.close();
  }
}

/** Who types: the name in the audit of what a command did. */
function commandName(): string {
  return `command:${userInfo().username}`;
}

function readRoles(
  { flags }: Arguments,
  { roles: known }: Server,
): { readonly roles: Server['roles'][number][] } | { readonly problem: Diagnostic } {
  const words = String(flags.roles)
    .split(',')
    .map((word) => word.trim());
  const roles = known.filter((role) => words.includes(role));
  const strange = words.filter((word) => !known.some((role) => role === word));
  if (strange.length === 0 && roles.length > 0) return { roles };
  const message = `--roles ${String(flags.roles)}: there is no role ${strange.join(', ')}`;
  return { problem: complaint('FW-CLI-0004', 'roles', message, `one or more of ${known.join(', ')}`) };
}

function nameTrouble(name: string, { userPattern }: Server): readonly Diagnostic[] {
  if (userPattern.test(name)) return [];
  const expected = 'expected lower-case letters, digits, `.`, `_` and `-`, at most 64';
  return [complaint('FW-CLI-0004', 'NAME', `${name}: ${expected}`)];
}
