import { Popover } from '@base-ui/react/popover';
import { useState, type ReactNode } from 'react';
import type { PlanFile } from '../../../src/plan/index.ts';
import { GradeMark } from '../kit/marks.tsx';

type Claim = PlanFile['assumptions'][number];

/** The claim at a path of the plan, or the first below it. */
function claimAt(plan: PlanFile, path: string): Claim | undefined {
  return (
    plan.assumptions.find((one) => one.path === path) ??
    plan.assumptions.find((one) => one.path.startsWith(`${path}.`))
  );
}

/** The provenance of a number: a chip with its grade that opens the claim and its source. */
export function Basis({ plan, path }: { readonly plan: PlanFile; readonly path: string }): ReactNode {
  const claim = claimAt(plan, path);
  return claim === undefined ? null : <ClaimChip claim={claim} />;
}

/** A claim as a chip that opens. */
export function ClaimChip({ claim }: { readonly claim: Claim }): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        className="button quiet small"
        style={{ padding: 0, minHeight: 0, position: 'relative' }}
      >
        <GradeMark grade={claim.grade} status={claim.status} />
        <span className="hidden">, what {claim.path} rests on</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6}>
          <Popover.Popup className="popover" aria-label="Source">
            <ClaimCard claim={claim} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** All that is known of a claim. */
function ClaimCard({ claim }: { readonly claim: Claim }): ReactNode {
  return (
    <div className="stack" style={{ gap: '0.5rem' }}>
      <strong>{claim.written}</strong>
      <code className="faint">{claim.path}</code>
      <div className="inline">
        <GradeMark grade={claim.grade} status={claim.status} />
      </div>
      {claim.sourceTitle !== null && <p>{claim.sourceTitle}</p>}
      {claim.ref !== null && <SourceRef text={claim.ref} />}
      {claim.reason !== null && <p className="dim">{claim.reason}</p>}
      {claim.sourceTitle === null && claim.reason === null && (
        <p className="dim">
          Nobody says so, and no reason is written: a number of the scenario, taken as assumed.
        </p>
      )}
    </div>
  );
}

/** Where a source is: links open in a new tab, on the reader's own click; the studio itself never asks them. */
export function SourceRef({ text }: { readonly text: string }): ReactNode {
  return (
    <span className="small">
      {text.split(' ; ').map((one, index) => (
        <span key={one}>
          {index > 0 && ' · '}
          {/^https?:\/\//u.test(one) ? (
            <a href={one} target="_blank" rel="noreferrer">
              {one.replace(/^https?:\/\/(?:www\.)?/u, '').slice(0, 70)}
            </a>
          ) : (
            one
          )}
        </span>
      ))}
    </span>
  );
}
