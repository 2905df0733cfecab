// Everything that must hold, in one go: `npm test`. Each step runs even when an earlier one failed, so that one run tells
// all that is wrong; the exit code is 1 when any did. Arguments are handed to vitest, which then runs alone.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { root } from './node.mjs';

const results = `${root}coverage/results.json`;
const tool = (path) => `${root}node_modules/${path}`;
const vitest = [
  tool('vitest/vitest.mjs'),
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${results}`,
];
const steps = [
  { name: 'format', run: [tool('oxfmt/bin/oxfmt'), '--check', '.'] },
  { name: 'lint', run: [tool('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings'] },
  { name: 'types', run: [tool('typescript/bin/tsc'), '--noEmit'] },
  { name: 'types of the studio', run: [tool('typescript/bin/tsc'), '--noEmit', '-p', 'studio'] },
  { name: 'unused', run: [tool('knip/bin/knip.js')] },
  { name: 'package', run: [tool('typescript/bin/tsc'), '-p', 'tsconfig.build.json'] },
  { name: 'studio', run: [`${root}scripts/build-studio.mjs`, '--if-stale'] },
  { name: 'publint', run: [tool('publint/src/cli.js'), '--pack', 'npm'] },
  { name: 'tests', run: [...vitest, '--coverage'] },
];

const only = process.argv.slice(2);
const chosen = only.length > 0 ? [{ name: 'tests', run: [...vitest, ...only] }] : steps;
mkdirSync(`${root}coverage`, { recursive: true });
rmSync(results, { force: true });
const failed = [];
for (const { name, run } of chosen) {
  const started = performance.now();
  const { status } = spawnSync(process.execPath, run, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NO_UPDATE_NOTIFIER: '1' },
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n`);
  if (status !== 0) failed.push(name);
}

const counts = JSON.parse(readFileSync(results, 'utf8'));
if (failed.length > 0) process.stdout.write(`failed: ${failed.join(', ')}\n`);
process.stdout.write(`${counts.numPassedTests} passed, ${counts.numFailedTests} failed\n`);
process.exit(failed.length > 0 ? 1 : 0);
