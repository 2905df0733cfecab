import { hasErrors } from '../../diagnostics/index.ts';
import { packageRoot, readTextFile, type TextFile } from '../../files/index.ts';
import { formats, groundedFormats, groundFrom, type ExportFormat } from '../../handoff/index.ts';
import { choiceOf, prepareScenario, type Answer, type World } from '../../pipeline/index.ts';
import { readPlan, type PlanFile } from '../../plan/index.ts';

/** One document of a hand-off, as JSON can carry it. */
export interface ExportedDocument {
  readonly path: string;
  readonly encoding: 'utf8' | 'base64';
  readonly content: string;
}

/** A plan to hand over. */
export interface ExportWish {
  readonly format: string;
  readonly plan: string;
  /** The plan this one replaces. */
  readonly previous: string | undefined;
  /** The scenario it was made from; formats of clusters need it. */
  readonly scenario: TextFile | undefined;
}

/** Names of formats that need the scenario. */
export const needsScenario: ReadonlySet<string> = new Set(groundedFormats.map(({ name }) => name));

/** Hands a plan over, as `fleetwright export` does; what the taker would refuse is a problem. */
export async function exportTask(
  { format: name, plan: text, previous, scenario }: ExportWish,
  world: World,
): Promise<Answer<readonly ExportedDocument[]>> {
  const now = readPlan('plan.json', text);
  const before = previous === undefined ? undefined : readPlan('previous.json', previous);
  const problems = [...now.diagnostics, ...(before?.diagnostics ?? [])];
  if (!now.plan || hasErrors(problems)) return { ok: false, problems };
  const found = formatOf(name, now.plan, scenario, world);
  if (!found.ok) return found;
  const files = await found.value.files(now.plan, before?.plan ? { previous: before.plan } : {});
  const trouble = await found.value.validate(files);
  if (hasErrors(trouble)) return { ok: false, problems: trouble };
  return {
    ok: true,
    value: files.map(({ path, content }) =>
      typeof content === 'string'
        ? { path, encoding: 'utf8', content }
        : { path, encoding: 'base64', content: Buffer.from(content).toString('base64') },
    ),
  };
}

function formatOf(
  name: string,
  plan: PlanFile,
  scenario: TextFile | undefined,
  world: World,
): Answer<ExportFormat> {
  const plain = formats.find((format) => format.name === name);
  if (plain) return { ok: true, value: plain };
  const grounded = groundedFormats.find((format) => format.name === name);
  if (!grounded || !scenario) throw new Error(`no format ${name}`);
  const devices = readTextFile(`${packageRoot}catalog/device-names.yaml`);
  if ('code' in devices) throw new Error('the package has no names of devices');
  const prepared = prepareScenario(scenario, world, choiceOf(plan));
  if (!prepared.ok) return { ok: false, problems: prepared.diagnostics };
  const { ground, diagnostics } = groundFrom(prepared, devices);
  return ground ? { ok: true, value: grounded.on(ground) } : { ok: false, problems: diagnostics };
}
