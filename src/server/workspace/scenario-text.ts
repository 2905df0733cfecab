import type { Diagnostic } from '../../diagnostics/index.ts';
import type { TextFile } from '../../files/index.ts';
import type { ScenarioReference } from '../http/references.ts';
import { trouble } from '../messages.ts';
import type { Workspace } from './workspace.ts';

/** The text that a reference means, under the name its diagnostics will use. */
export async function scenarioText(
  workspace: Workspace,
  { name, text }: ScenarioReference,
): Promise<TextFile | Diagnostic> {
  const path = `${name}.yaml`;
  if (text !== undefined) return { path, text };
  const file = await workspace.read(name);
  if (file !== undefined) return { path, text: file.text };
  return trouble(
    'FW-HTTP-0001',
    ['body', 'scenario', 'name'],
    `the workspace has no scenario ${name}`,
    'send its text too, or see GET /v1/scenarios',
  );
}
