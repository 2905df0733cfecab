import { readTextFile } from '../files/index.ts';
import { readPlan, type ReadPlan } from '../plan/index.ts';

/** The plan in a file the user named, or why there is none. */
export function readPlanFile(path: string): ReadPlan {
  const file = readTextFile(path);
  return 'code' in file ? { diagnostics: [file] } : readPlan(file.path, file.text);
}
