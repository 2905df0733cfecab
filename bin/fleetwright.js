#!/usr/bin/env node
// The `fleetwright` command. Hands over to the pinned Node where the host's is too old to run TypeScript, then runs the
// sources of a clone or the built files of an installed package.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { findNode, hostIsNewEnough, noNode, root } from '../scripts/node.mjs';

if (hostIsNewEnough) {
  // Types are stripped and code is compiled once, not at every start.
  nodeModule.enableCompileCache?.();
  const sources = `${root}src/cli/main.ts`;
  await import(existsSync(sources) ? '../src/cli/main.ts' : '../dist/cli/main.js');
} else {
  const node = findNode();
  if (node === undefined) {
    process.stderr.write(`${noNode}\n`);
    process.exit(1);
  }
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit' });
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 1));
}
