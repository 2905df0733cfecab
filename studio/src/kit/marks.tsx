import type { ReactNode } from 'react';

type Tone = 'good' | 'warn' | 'bad' | '';

/** Shapes tell apart what colour alone must not: each is drawn in a 12 × 12 box. */
const shapes = {
  disc: <circle cx="6" cy="6" r="4.5" fill="currentColor" />,
  half: (
    <>
      <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="M6 2a4 4 0 0 0 0 8z" fill="currentColor" />
    </>
  ),
  ring: (
    <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.4" strokeDasharray="2 1.4" />
  ),
  square: <path d="M2.2 2.2h7.6v7.6H2.2z" fill="none" stroke="currentColor" strokeWidth="1.4" />,
  triangle: (
    <path d="M6 1.8 11 10.4H1z" fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinejoin="round" />
  ),
  diamond: <path d="M6 .8 11.2 6 6 11.2.8 6z" fill="currentColor" />,
  tick: <path d="m1.8 6.4 2.9 2.9 5.6-6.4" fill="none" stroke="currentColor" strokeWidth="1.7" />,
  cross: <path d="m2.2 2.2 7.6 7.6m0-7.6L2.2 9.8" fill="none" stroke="currentColor" strokeWidth="1.7" />,
  bang: <path d="M6 1.5v5.6M6 9v1.6" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  query: (
    <path
      d="M3.4 4a2.6 2.6 0 1 1 3.6 2.4c-.7.3-1 .7-1 1.4M6 9.6v1.3"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
    />
  ),
  key: (
    <path
      d="M5.2 6.8a2.3 2.3 0 1 1 .1-1.6h5.2v2M8.4 5.2v1.6"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
    />
  ),
} as const;
export type ShapeName = keyof typeof shapes;

/** One shape, hidden from readers as the word beside it says the same. */
export function Shape({ name }: { readonly name: ShapeName }): ReactNode {
  return (
    <svg width="10" height="10" viewBox="0 0 12 12" aria-hidden="true">
      {shapes[name]}
    </svg>
  );
}

/** A word with its shape in a pill. */
export function Mark({
  shape,
  word,
  tone = '',
  title,
}: {
  readonly shape: ShapeName;
  readonly word: string;
  readonly tone?: Tone;
  readonly title?: string;
}): ReactNode {
  return (
    <span className={`chip ${tone}`} title={title}>
      <Shape name={shape} />
      {word}
    </span>
  );
}

const grades: Readonly<Record<string, readonly [ShapeName, string, string]>> = {
  A: ['disc', 'primary', 'Grade A: a primary source or the vendor says so'],
  B: ['half', 'secondary', 'Grade B: a secondary source says so'],
  C: ['ring', 'estimate', 'Grade C: an estimate or a rumour'],
  derived: ['square', 'derived', 'Worked out from other figures'],
  assumed: ['triangle', 'assumed', 'Assumed, with a written reason'],
};

/** How good the evidence of a number is; a disputed claim says so whatever its grade. */
export function GradeMark({
  grade,
  status,
}: {
  readonly grade: string;
  readonly status?: string | null | undefined;
}): ReactNode {
  const [shape, word, title] = grades[grade] ?? (['query', grade, 'Unknown grade'] as const);
  return (
    <>
      <Mark shape={shape} word={word} title={title} />
      {status === 'disputed' && (
        <Mark
          shape="diamond"
          word="disputed"
          tone="warn"
          title="Somebody who should know says that this is wrong"
        />
      )}
    </>
  );
}

const verdicts: Readonly<Record<string, readonly [ShapeName, string, Tone]>> = {
  allowed: ['tick', 'allowed', 'good'],
  conditions: ['bang', 'conditions', 'warn'],
  licence: ['key', 'licence needed', 'bad'],
  unknown: ['query', 'unknown: counts as no', 'bad'],
  denied: ['cross', 'denied', 'bad'],
};

/** What the rules say. */
export function VerdictMark({ verdict }: { readonly verdict: string }): ReactNode {
  const [shape, word, tone] = verdicts[verdict] ?? (['query', verdict, 'bad'] as const);
  return <Mark shape={shape} word={word} tone={tone} />;
}

const statuses: Readonly<Record<string, readonly [ShapeName, string, Tone]>> = {
  optimal: ['tick', 'proven best', 'good'],
  feasible: ['tick', 'within the gap', 'good'],
  infeasible: ['cross', 'no plan exists', 'bad'],
  interrupted: ['half', 'stopped early', 'warn'],
};

/** What became of the search. */
export function StatusMark({ status }: { readonly status: string }): ReactNode {
  const [shape, word, tone] = statuses[status] ?? (['query', status, ''] as const);
  return <Mark shape={shape} word={word} tone={tone} />;
}

const stances: Readonly<Record<string, readonly [ShapeName, string]>> = {
  commit: ['disc', 'commit'],
  option: ['half', 'option'],
  wait: ['ring', 'wait'],
};

/** Whether a line should be signed now, held open, or left until more is known. */
export function StanceMark({ stance }: { readonly stance: string }): ReactNode {
  const [shape, word] = stances[stance] ?? (['query', stance] as const);
  return <Mark shape={shape} word={word} />;
}
