// `npm run studio`: builds the studio where that is due, then opens it. Arguments are those of `fleetwright studio`.
import { spawnSync } from 'node:child_process';
import { root } from './node.mjs';

const run = (...args) => spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;
process.on('SIGINT', () => {});
const built = run(`${root}scripts/build-studio.mjs`, '--if-stale');
process.exit(
  built === 0 ? run(`${root}bin/fleetwright.js`, 'studio', '--text', ...process.argv.slice(2)) : built,
);
