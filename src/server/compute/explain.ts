import { didYouMean } from '../../diagnostics/index.ts';
import type { Answer } from '../../pipeline/index.ts';
import { readPlan } from '../../plan/index.ts';
import { explainLines, htmlReport } from '../../report/index.ts';
import { trouble } from '../messages.ts';

/** Says in sentences why a plan is as it is, or one line of it, as `fleetwright explain` does. */
export function explainTask({
  plan: text,
  line,
}: {
  readonly plan: string;
  readonly line: string | undefined;
}): Answer<readonly string[]> {
  const { plan, diagnostics } = readPlan('plan.json', text);
  if (!plan) return { ok: false, problems: diagnostics };
  const sentences = explainLines(plan, line);
  if (sentences !== undefined) {
    const said = sentences.map((sentence) => sentence.trim()).filter((sentence) => sentence !== '');
    return { ok: true, value: said };
  }
  const ids = plan.lines.map(({ id }) => id);
  const guess = didYouMean(line ?? '', ids);
  const hint =
    guess === undefined ? `its lines: ${ids.slice(0, 12).join(', ')}` : `did you mean \`${guess}\`?`;
  return {
    ok: false,
    problems: [trouble('FW-HTTP-0001', ['body', 'line'], `the plan has no line \`${line}\``, hint)],
  };
}

/** The plan as one page that opens from disk. */
export async function reportTask({ plan: text }: { readonly plan: string }): Promise<Answer<string>> {
  const { plan, diagnostics } = readPlan('plan.json', text);
  return plan ? { ok: true, value: await htmlReport(plan) } : { ok: false, problems: diagnostics };
}
