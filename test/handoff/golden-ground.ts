import { existsSync, readFileSync } from 'node:fs';
import { packageRoot } from '../../src/files/index.ts';
import { groundedFormats, readDeviceNames, type ExportFormat, type Ground } from '../../src/handoff/index.ts';
import { readPlan, type PlanFile } from '../../src/plan/index.ts';
import { prepareScenario, readWorld } from '../../src/pipeline/index.ts';
import { goldenCases, goldenPath } from '../golden-cases.ts';

/** A golden plan and what it was made from. */
export interface GoldenGround {
  readonly name: string;
  readonly plan: PlanFile;
  readonly ground: Ground;
}

const file = 'catalog/device-names.yaml';
const { names, diagnostics } = readDeviceNames(file, readFileSync(packageRoot + file, 'utf8'));
if (names === undefined) throw new Error(JSON.stringify(diagnostics));

/** The table of device names as it stands in the repository. */
export const deviceNames = names;

const world = readWorld();
const known = new Map<string, GoldenGround>();

/** Names of the golden plans that are there. */
export const goldenNames = goldenCases.filter((one) => existsSync(goldenPath(one))).map(({ name }) => name);

/** A golden plan on its ground, read once. */
export function goldenGround(name: string): GoldenGround {
  const found = known.get(name) ?? read(name);
  known.set(name, found);
  return found;
}

function read(name: string): GoldenGround {
  const one = goldenCases.find((candidate) => candidate.name === name);
  if (one === undefined) throw new Error(`there is no golden plan ${name}`);
  const path = goldenPath(one);
  const { plan } = readPlan(path, readFileSync(path, 'utf8'));
  if (plan === undefined) throw new Error(`${path} cannot be read`);
  const written = `scenarios/${one.scenario}.yaml`;
  const text = readFileSync(packageRoot + written, 'utf8');
  const { asOf, variant } = one;
  const prepared = prepareScenario({ path: written, text }, world, { asOf, variant });
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.diagnostics));
  const { scenario, rates, rules } = prepared;
  return { name, plan, ground: { scenario, rates, rules, devices: deviceNames } };
}

/** A format of the hand-off on a ground. */
export function formatOn(name: string, ground: Ground): ExportFormat {
  const format = groundedFormats.find((one) => one.name === name);
  if (format === undefined) throw new Error(`there is no format ${name}`);
  return format.on(ground);
}
