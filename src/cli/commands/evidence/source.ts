import { dirname } from 'node:path';
import type { Diagnostic } from '../../../diagnostics/index.ts';
import { readTextFile } from '../../../files/index.ts';
import { findScenario } from '../../../pipeline/index.ts';
import { readPlan } from '../../../plan/index.ts';
import { getText, recordSummary, versionOf } from '../../../store/index.ts';
import { exitCodes, type Arguments } from '../../command.ts';
import { complaint } from '../../messages.ts';
import { atDesk, textFlag } from '../../record/desk.ts';
import type { Terminal } from '../../terminal.ts';

/** Plan and scenario, as the files or the record hold them. */
export interface Source {
  readonly name: string;
  readonly planText: string;
  readonly scenarioText: string;
  readonly record?: Readonly<Record<string, unknown>>;
}

/** Plan and scenario of a plan file, or of the version of a record that `--version` names. */
export async function sourceOf(args: Arguments, terminal: Terminal): Promise<Source | Diagnostic> {
  const { flags, positionals } = args;
  const path = positionals.PLAN;
  if (path === undefined) return recordSource(args, terminal);
  const file = readTextFile(path);
  if ('code' in file) return file;
  const { plan } = readPlan(path, file.text);
  // What is no plan has no scenario to look for; what is wrong with it is said where it is read for the bundle.
  if (plan === undefined) return { name: path, planText: file.text, scenarioText: '' };
  const scenario = readTextFile(textFlag(flags.scenario) ?? findScenario(plan.scenario, dirname(path)));
  if ('code' in scenario) return { ...scenario, hint: 'say where the scenario is: --scenario FILE' };
  return { name: path, planText: file.text, scenarioText: scenario.text };
}

async function recordSource(args: Arguments, terminal: Terminal): Promise<Source | Diagnostic> {
  const written = textFlag(args.flags.version);
  if (written === undefined)
    return complaint('FW-CLI-0003', 'PLAN', 'missing PLAN: a plan file, or --version of a record');
  let found: Source | Diagnostic = complaint('FW-CLI-0008', 'version', `no version ${written} could be read`);
  await atDesk(args, terminal, async ({ store, state, version }) => {
    const current = await state();
    const number = 'code' in current ? current : version(current, written);
    if ('code' in current || typeof number !== 'number') {
      if (typeof number !== 'number') found = number;
      return exitCodes.badInput;
    }
    const shown = versionOf(current, number);
    const planText = await getText(store, shown?.plan ?? '');
    const scenarioText = await getText(store, shown?.scenario ?? '');
    if (shown !== undefined && planText !== undefined && scenarioText !== undefined)
      found = {
        name: `${current.id} v${number}`,
        planText,
        scenarioText,
        record: recordSummary(current, shown),
      };
    return exitCodes.done;
  });
  return found;
}
