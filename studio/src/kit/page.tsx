import type { ReactNode } from 'react';

/** The head of a screen: where one is, what it is for, what can be done. */
export function PageHead({
  title,
  crumbs,
  lead,
  actions,
}: {
  readonly title: ReactNode;
  readonly crumbs?: ReactNode;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
}): ReactNode {
  return (
    <header className="page-head">
      <div>
        {crumbs !== undefined && <div className="crumbs">{crumbs}</div>}
        <h1>{title}</h1>
        {lead !== undefined && <p className="lead">{lead}</p>}
      </div>
      {actions !== undefined && <div className="actions">{actions}</div>}
    </header>
  );
}

/** Nothing here yet: why, and the one thing to do about it. */
export function Empty({
  title,
  children,
  action,
}: {
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}): ReactNode {
  return (
    <div className="empty">
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
    </div>
  );
}

/** Shown while something loads, after a moment. */
export function Skeleton({ height = '8rem' }: { readonly height?: string }): ReactNode {
  return <div className="skeleton" style={{ minHeight: height }} role="status" aria-label="Loading" />;
}
