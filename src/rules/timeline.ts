import type { Accelerator, Country } from '../catalog/index.ts';
import { addDays, type IsoDate } from '../quantity/index.ts';
import { classify } from './classify.ts';
import { judge } from './judge.ts';
import type { Rulebook, RuleContext, TimelineEntry, Use } from './types.ts';

/** What a timeline is drawn for; by default the buyer owns and runs what it buys at home, from 2022 to 2026. */
export interface TimelineOptions {
  readonly destination?: Country;
  readonly acquisition?: 'purchase' | 'lease';
  /** Party ids; default the buyer. */
  readonly owner?: string;
  readonly operator?: string;
  readonly from?: IsoDate;
  readonly to?: IsoDate;
}

/**
 * How the answer for a chip and a buyer changed over time, for training and for inference: one entry per stretch with
 * the same verdict, category, duty and fee, judged with the law and the knowledge of its first day.
 */
export function timeline(
  accelerator: Accelerator,
  buyer: string,
  context: RuleContext,
  options: TimelineOptions = {},
): readonly TimelineEntry[] {
  const { from = '2022-01-01', to = '2026-12-31', acquisition = 'purchase' } = options;
  const destination = options.destination ?? context.parties.get(buyer)?.country;
  if (destination === undefined) return [];
  const days = changeDays(context.rulebook, from, to);
  const entryOn = (date: IsoDate, use: Use): TimelineEntry => {
    const question = {
      accelerator: accelerator.id,
      destination,
      buyer,
      owner: options.owner ?? buyer,
      operator: options.operator ?? buyer,
      acquisition,
      use,
      date,
    };
    const judgement = judge(question, context);
    const { category } = classify(accelerator, date, destination, context);
    const { verdict, reason, dutyRate, feeRate } = judgement;
    const deciding = judgement.findings.filter((finding) => finding.verdict === verdict);
    const costs = judgement.findings.filter(({ gate }) => gate === 'cost');
    const money = costs.filter((finding) => !deciding.includes(finding));
    return {
      date,
      use,
      verdict,
      category,
      dutyRate,
      feeRate,
      reason: [reason, ...money.map((finding) => finding.reason)].join('; '),
      rules: [...deciding, ...money].map(({ rule }) => rule),
    };
  };
  return (['training', 'inference'] as const).flatMap((use) =>
    days.map((date) => entryOn(date, use)).filter((entry, index, all) => !sameAnswer(entry, all[index - 1])),
  );
}

function sameAnswer(entry: TimelineEntry, before: TimelineEntry | undefined): boolean {
  return (
    entry.verdict === before?.verdict &&
    entry.category === before.category &&
    entry.dutyRate === before.dutyRate &&
    entry.feeRate === before.feeRate
  );
}

/** Days on which an answer can change: a rule is published, takes effect, ends, or its end is announced. */
function changeDays(rulebook: Rulebook, from: IsoDate, to: IsoDate): readonly IsoDate[] {
  const days = rulebook.rules
    .filter((rule) => !rule.informative)
    .flatMap(({ published, effective, until }) =>
      until === undefined
        ? [published, effective]
        : [published, effective, until.published, addDays(until.date, 1)],
    );
  return [from, ...new Set(days.filter((day) => day > from && day <= to))].toSorted();
}
