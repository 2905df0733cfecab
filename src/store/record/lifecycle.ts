/** What a version can be. */
export const versionStates = [
  'draft',
  'proposed',
  'approved',
  'superseded',
  'rejected',
  'withdrawn',
] as const;
export type VersionState = (typeof versionStates)[number];

/** What can be done with a version as a whole. */
export const versionSteps = ['propose', 'approve', 'reject', 'withdraw', 'supersede'] as const;
export type VersionStep = (typeof versionSteps)[number];

/**
 * The life of a version; a step that is not listed is refused.
 *
 * ```
 *          ┌───────────────── withdraw ──────────────┐
 *          │                                         ▼
 *        draft ── propose ──► proposed ─ withdraw ─► withdrawn ── propose ──► proposed
 *                                │ │
 *                                │ └──── reject ───► rejected
 *                                └── approve ──────► approved ── supersede ──► superseded
 * ```
 *
 * Rejected and superseded are final: a new version answers them. Approving one version supersedes the one that was
 * approved before.
 */
export const lifecycle: Readonly<Record<VersionState, Partial<Readonly<Record<VersionStep, VersionState>>>>> =
  {
    draft: { propose: 'proposed', withdraw: 'withdrawn' },
    proposed: { approve: 'approved', reject: 'rejected', withdraw: 'withdrawn' },
    approved: { supersede: 'superseded' },
    superseded: {},
    rejected: {},
    withdrawn: { propose: 'proposed' },
  };

/** What can be done with a version in this state, for a hint. */
export function possibleSteps(state: VersionState): readonly VersionStep[] {
  return versionSteps.filter((step) => lifecycle[state][step] !== undefined);
}
