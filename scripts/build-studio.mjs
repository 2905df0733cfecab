// Builds the studio into dist/: the app (dist/studio) and the template of a plan as one page (dist/studio-page).
// With `--if-stale` it does nothing when no source is newer than what was built.
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { build } from 'vite';
import { root } from './node.mjs';

const stamp = `${root}dist/studio/.built`;

/** Time of the newest file below a folder, ms. */
function newest(folder) {
  return Math.max(
    0,
    ...readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(`${entry.parentPath}/${entry.name}`).mtimeMs),
  );
}

const fresh =
  process.argv.includes('--if-stale') &&
  existsSync(stamp) &&
  statSync(stamp).mtimeMs >
    Math.max(newest(`${root}studio`), newest(`${root}src`), statSync(`${root}package-lock.json`).mtimeMs);
if (!fresh) {
  // A test runner that calls this has another environment; what is built is what users get.
  process.env.NODE_ENV = 'production';
  process.stderr.write('fleetwright: building the studio\n');
  for (const mode of ['production', 'page']) {
    await build({ configFile: `${root}studio/vite.config.ts`, mode, logLevel: 'warn' });
  }
  writeFileSync(stamp, '');
}
