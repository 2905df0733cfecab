import { parseDocument } from 'yaml';
import type { TextFile } from '../../files/index.ts';
import { planScenario, prepareScenario, type Answer, type Choice, type World } from '../../pipeline/index.ts';
import type { PlanFile } from '../../plan/index.ts';
import { localSolver } from '../../planning/index.ts';

/** A scenario with a few changes. */
export interface WhatIf {
  readonly file: TextFile;
  readonly asOf: string | undefined;
  readonly variant: string | undefined;
  /** Measurements beside those of the scenario. */
  readonly anchors?: Choice['anchors'];
  /** Laid over the scenario as the `set` of a variant is. */
  readonly set: Readonly<Record<string, unknown>>;
}

/** Name of the variant that a question becomes. */
const question = 'what-if';
/** A question must be answered while one waits: seconds, and how near to the best is near enough. */
const patience = { timeLimit: 6, gap: 0.02 } as const;

/**
 * Plans a scenario with a few changes, fast: no prices, no runner-ups. Solves in this thread, whose solver stays loaded from
 * question to question.
 *
 * @param stop turns 1 when nobody waits for the answer any more
 */
export async function whatIfTask(
  { file, asOf, variant, anchors, set }: WhatIf,
  world: World,
  stop?: Int32Array,
): Promise<Answer<PlanFile>> {
  const text = withQuestion(file.text, variant, set);
  const prepared = prepareScenario({ path: file.path, text }, world, { asOf, variant: question, anchors });
  if (!prepared.ok) return { ok: false, problems: prepared.diagnostics };
  // This thread hears nothing while it solves; the flag is looked at instead.
  const ended = new AbortController();
  const interrupted = (): boolean => {
    if (stop !== undefined && Atomics.load(stop, 0) === 1) ended.abort();
    return ended.signal.aborted;
  };
  const plan = await planScenario(prepared, {
    ...patience,
    seed: 1,
    answers: false,
    haste: true,
    onProgress: () => undefined,
    signal: ended.signal,
    solver: await localSolver(interrupted),
  });
  return { ok: true, value: { ...plan, variant: variant ?? null } };
}

/** The scenario with one more variant: the question. Text that is no YAML stays as it is, and reading it says what is wrong. */
function withQuestion(
  text: string,
  variant: string | undefined,
  set: Readonly<Record<string, unknown>>,
): string {
  const document = parseDocument(text);
  if (document.errors.length > 0) return text;
  document.setIn(['variants', question], { ...(variant !== undefined && { include: [variant] }), set });
  return document.toString();
}
