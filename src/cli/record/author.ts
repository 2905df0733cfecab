import { spawnSync } from 'node:child_process';
import { userInfo } from 'node:os';

/**
 * Who is at work when nobody says so: name and address as git has them, else the name of the user on this machine. A name
 * is taken at its word here; a server for a team knows its users.
 */
export function defaultAuthor(): string {
  const name = gitConfig('user.name');
  if (name === '') return userInfo().username;
  const address = gitConfig('user.email');
  return address === '' ? name : `${name} <${address}>`;
}

function gitConfig(key: string): string {
  const { stdout, status } = spawnSync('git', ['config', '--get', key], { encoding: 'utf8', timeout: 5000 });
  return status === 0 ? stdout.trim() : '';
}
