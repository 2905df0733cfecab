// Writes .oxlintrc.json: the rules of the house, with one override per room that forbids importing a room below it
// and any file of another room but its index. Run `node scripts/lint-config.mjs` after adding a room.
import { writeFileSync } from 'node:fs';

/** Rooms in order: a room may import only rooms above it. */
const rooms = [
  'diagnostics',
  'quantity',
  'evidence',
  'reading',
  'catalog',
  'scenario',
  'rules',
  'performance',
  'plan',
  'planning',
  'checking',
  'simulation',
  'files',
  'pipeline',
  'stress',
  'intake',
  'handoff',
  'report',
  'attest',
  'store',
  'server',
  'cli',
];
/** Rooms that may touch files, threads, databases, the network or the clock; all others are pure. */
const impure = new Set([
  'planning',
  'files',
  'pipeline',
  'stress',
  'intake',
  'attest',
  'store',
  'server',
  'cli',
]);
const pure = rooms.filter((room) => !impure.has(room));

/** Any path but `index.ts`, spelled out, as the linter's regular expressions cannot look ahead. */
const notIndex = '[^/]+/.*|[^i/][^/]*|i[^n][^/]*|in[^d][^/]*|ind[^e][^/]*|inde[^x][^/]*|index[^.][^/]*';

const boundaries = rooms.map((room, index) => {
  const below = rooms.slice(index + 1);
  const patterns = [
    {
      regex: `^(\\.\\./)+(${rooms.join('|')})/(${notIndex})$`,
      message: 'Import another room only through its index.ts.',
    },
  ];
  if (below.length > 0)
    patterns.push({
      regex: `^(\\.\\./)+(${below.join('|')})/`,
      message: `The room ${room} may import only the rooms above it.`,
    });
  if (room === 'checking')
    patterns.push({ regex: '^(\\.\\./)+planning/', message: 'The checker must not trust the planner.' });
  if (pure.includes(room))
    patterns.push({
      regex: '^node:',
      message: `The room ${room} is pure: files, network and clocks belong to files, pipeline, store, server and cli.`,
    });
  return {
    files: [`src/${room}/**/*.ts`],
    excludeFiles: [`src/${room}/**/*.test.ts`],
    rules: { 'no-restricted-imports': ['error', { patterns }] },
  };
});
const purity = {
  files: pure.map((room) => `src/${room}/**/*.ts`),
  excludeFiles: ['**/*.test.ts'],
  rules: {
    'no-restricted-globals': ['error', 'process', 'fetch', 'performance', 'setTimeout', 'setInterval'],
    'no-restricted-properties': [
      'error',
      { object: 'Math', property: 'random', message: 'Use a seeded stream of the room quantity.' },
      { object: 'Date', property: 'now', message: 'Pass the date in.' },
    ],
  },
};

writeFileSync(
  new URL('../.oxlintrc.json', import.meta.url),
  `${JSON.stringify(
    {
      $schema: './node_modules/oxlint/configuration_schema.json',
      plugins: ['typescript', 'unicorn', 'oxc', 'import', 'vitest'],
      categories: { correctness: 'error', suspicious: 'error', perf: 'error' },
      rules: {
        'typescript/no-explicit-any': 'error',
        'typescript/no-non-null-assertion': 'error',
        'typescript/no-floating-promises': 'error',
        'import/no-default-export': 'error',
        'import/no-cycle': 'error',
        'typescript/no-unsafe-type-assertion': 'off',
        'import/no-named-as-default-member': 'off',
        'vitest/expect-expect': 'off',
        'unicorn/require-post-message-target-origin': 'off',
        'no-await-in-loop': 'off',
        'oxc/no-map-spread': 'off',
        'unicorn/no-array-sort': 'error',
        'eslint/no-underscore-dangle': 'off',
        eqeqeq: 'error',
        'no-var': 'error',
        'prefer-const': 'error',
      },
      overrides: [
        ...boundaries,
        purity,
        {
          files: ['**/*.test.ts', 'test/**', 'bench/**'],
          rules: { 'typescript/no-non-null-assertion': 'off' },
        },
        // Style sheets are imported for what they do.
        { files: ['studio/**'], rules: { 'import/no-unassigned-import': 'off' } },
        { files: ['**/*.config.ts', 'scripts/**'], rules: { 'import/no-default-export': 'off' } },
      ],
      ignorePatterns: ['dist', 'coverage', 'node_modules'],
    },
    null,
    2,
  )}\n`,
);
