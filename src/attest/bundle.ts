import { z } from 'zod';
import type { Diagnostic } from '../diagnostics/index.ts';
import type { PlanFile } from '../plan/index.ts';
import { envelopeSchema } from './dsse.ts';
import { evidenceTrouble } from './messages.ts';

/** Names of the two files that every bundle has. */
export const planName = 'plan.json';
export const scenarioName = 'scenario.yaml';

/** What the file of the scenario was called: its name is the id of the scenario. */
export function scenarioPath({ scenario }: Pick<PlanFile, 'scenario'>): string {
  return `${scenario}.yaml`;
}

/** A bundle as its file holds it. */
export const bundleSchema = z.object({
  format: z.literal('fleetwright-evidence'),
  version: z.literal(1),
  publicKey: z.string(),
  envelope: envelopeSchema,
  files: z.record(z.string(), z.string()),
});

/**
 * A bundle of evidence: a signed statement, and every file it speaks of. `publicKey` is a convenience: a signature under a
 * key that comes with it proves that nothing was changed since, not who signed.
 */
export type Bundle = z.infer<typeof bundleSchema>;

/** Whether a name inside a bundle can be written below a folder anywhere. */
function isPlainName(name: string): boolean {
  return name.split('/').every((part) => /^[\w@+=-][\w.@+=-]*$/u.test(part));
}

/** The text of a bundle in one file. */
export function writeBundle(bundle: Bundle): string {
  return `${JSON.stringify(bundle, null, 1)}\n`;
}

/** A bundle from the text of one file, or why it is none. */
export function parseBundle(name: string, text: string): Bundle | Diagnostic {
  try {
    const read = bundleSchema.safeParse(JSON.parse(text));
    if (read.success && Object.keys(read.data.files).every(isPlainName)) return read.data;
    const issue = read.error?.issues[0];
    const where =
      issue === undefined
        ? 'a file has a name that leads elsewhere'
        : `${issue.path.join('.')}: ${issue.message}`;
    return evidenceTrouble('FW-EVD-0002', name, `${name} is no bundle of evidence: ${where}`);
  } catch {
    return evidenceTrouble('FW-EVD-0002', name, `${name} is no bundle of evidence: it is no JSON`);
  }
}
