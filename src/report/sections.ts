import type { PlanFile } from '../plan/index.ts';
import { runnerUpSection, breakEvenSection, conflictSection, repairSection } from './alternative-sections.ts';
import { shareSection, bindingSection } from './limit-sections.ts';
import { budgetSection, cashSection } from './money-sections.ts';
import { lineSection, conditionSection } from './order-sections.ts';
import type { Section } from './section.ts';
import { uncertaintySections } from './uncertainty-sections.ts';
import { serviceSection, runSection } from './work-sections.ts';

/** All tables of a plan, in reading order: the answer first, then why, then what it rests on. */
export function sections(plan: PlanFile): readonly Section[] {
  if (plan.objective.value === null && plan.status !== 'infeasible') return [];
  const answer =
    plan.status === 'infeasible'
      ? [conflictSection(plan), repairSection(plan)]
      : [
          lineSection(plan),
          ...uncertaintySections(plan),
          serviceSection(plan),
          runSection(plan),
          budgetSection(plan),
          cashSection(plan),
          conditionSection(plan),
          shareSection(plan),
          bindingSection(plan),
          runnerUpSection(plan),
          breakEvenSection(plan),
        ];
  return answer.filter((section) => section.rows.length > 0 || section.empty !== '');
}
