import type { ReactNode } from 'react';
import { Figure } from '../kit/figures.tsx';
import { ClaimChip } from './basis.tsx';
import type { Lineage } from './lineage.ts';

/** A number that unfolds into what it is made of, down to the claims and who says so. */
export function LineageTree({
  of,
  open = false,
}: {
  readonly of: Lineage;
  readonly open?: boolean;
}): ReactNode {
  const leaf = of.parts.length === 0 && of.claims.length === 0;
  const head = (
    <span
      className="spread"
      style={{ display: 'inline-flex', width: 'calc(100% - 1.4rem)', verticalAlign: 'top' }}
    >
      <span>
        {of.name} <span className="faint small">{of.how}</span>
      </span>
      <strong>
        <Figure of={of.value} />
      </strong>
    </span>
  );
  if (leaf) return <div className="lineage leaf">{head}</div>;
  return (
    <details className="lineage" open={open}>
      <summary>{head}</summary>
      <div className="stack" style={{ gap: '0.2rem', paddingLeft: '1.2rem', marginTop: '0.3rem' }}>
        {of.claims.map((claim) => (
          <div key={claim.path} className="spread small">
            <span>
              <code className="faint">{claim.path}</code> = {claim.written}
            </span>
            <ClaimChip claim={claim} />
          </div>
        ))}
        {of.parts.map((part) => (
          <LineageTree key={part.id} of={part} />
        ))}
      </div>
    </details>
  );
}
