import type { ReactNode } from 'react';
import type { PlanDiff } from '../../../src/planning/index.ts';
import { SectionTable } from '../kit/section-table.tsx';
import { diffHeadline, diffSections } from './report.ts';

/** All that differs between two plans: sentences, then the tables that hold something; each unfolds. */
export function Difference({ diff }: { readonly diff: PlanDiff }): ReactNode {
  const [, ...sentences] = diffHeadline(diff);
  // Where there is no plan after, every line is gone: the sentences say why.
  const filled = diff.after.cost === null ? [] : diffSections(diff).filter(({ rows }) => rows.length > 0);
  return (
    <div className="stack">
      <ul className="list">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {filled.map((section, index) => (
        <details key={section.id} open={index === 0} className="unfold">
          <summary>
            {section.title} <span className="faint">{section.rows.length}</span>
          </summary>
          <SectionTable section={section} />
        </details>
      ))}
    </div>
  );
}
