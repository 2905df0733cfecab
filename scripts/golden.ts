// Writes the golden plans of the shipped scenarios anew: `npm run golden`. Read the difference before you commit it.
import { writeFileSync } from 'node:fs';
import { writePlan } from '../src/plan/index.ts';
import { goldenCases, goldenPath, planGolden } from '../test/golden-cases.ts';

for (const one of goldenCases) {
  const plan = await planGolden(one);
  writeFileSync(goldenPath(one), writePlan(plan));
  process.stdout.write(
    `${one.name}: ${plan.status}, ${plan.lines.length} lines, gap ${plan.gap ?? 'none'}\n`,
  );
}
