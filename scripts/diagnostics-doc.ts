// Writes docs/diagnostics.md from the message books of all rooms: `node scripts/diagnostics-doc.ts`.
import { writeFileSync } from 'node:fs';
import type { MessageBook } from '../src/diagnostics/index.ts';
import { attestMessages } from '../src/attest/index.ts';
import { catalogMessages } from '../src/catalog/index.ts';
import { checkingMessages } from '../src/checking/index.ts';
import { cliMessages } from '../src/cli/messages.ts';
import { fileMessages } from '../src/files/index.ts';
import { handoffMessages } from '../src/handoff/index.ts';
import { intakeMessages } from '../src/intake/index.ts';
import { performanceMessages } from '../src/performance/index.ts';
import { pipelineMessages } from '../src/pipeline/index.ts';
import { planMessages } from '../src/plan/index.ts';
import { planningMessages } from '../src/planning/index.ts';
import { quantityMessages } from '../src/quantity/index.ts';
import { readingMessages } from '../src/reading/index.ts';
import { ruleMessages } from '../src/rules/index.ts';
import { scenarioMessages } from '../src/scenario/index.ts';
import { serverMessages } from '../src/server/index.ts';
import { simulationMessages } from '../src/simulation/index.ts';
import { storeMessages } from '../src/store/index.ts';
import { stressMessages } from '../src/stress/index.ts';

const books: readonly (readonly [string, MessageBook])[] = [
  ['Quantities', quantityMessages],
  ['Reading files', readingMessages],
  ['Catalog', catalogMessages],
  ['Scenarios', scenarioMessages],
  ['Rules', ruleMessages],
  ['Performance', performanceMessages],
  ['Plan files', planMessages],
  ['Planning', planningMessages],
  ['Checking', checkingMessages],
  ['Simulation', simulationMessages],
  ['Files', fileMessages],
  ['From files to a plan', pipelineMessages],
  ["Other people's data", intakeMessages],
  ['Futures, backtests and sweeps', stressMessages],
  ['Hand-off', handoffMessages],
  ['Evidence', attestMessages],
  ['Plans of record', storeMessages],
  ['HTTP', serverMessages],
  ['Command line', cliMessages],
];

/** The page that every diagnostic's `see docs/diagnostics.md#…` leads to. */
export function diagnosticsPage(): string {
  const parts = books.flatMap(([title, book]) => [
    `## ${title}`,
    ...Object.entries(book)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([code, entry]) => [`### ${code}`, `**${entry.title}.** ${entry.explain}`]),
  ]);
  const intro =
    'Every piece of trouble has a code that never changes its meaning. Errors stop the work and nothing is written; ' +
    'warnings and notes travel with the result. This page is made by `npm run docs`.';
  return `${['# Diagnostics', intro, ...parts].join('\n\n')}\n`;
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(new URL('../docs/diagnostics.md', import.meta.url), diagnosticsPage());
}
