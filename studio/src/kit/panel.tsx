import { useId, type ReactNode } from 'react';

/** A titled part of a screen. */
export function Panel({
  title,
  says,
  tools,
  span = 12,
  id,
  children,
}: {
  readonly title: string;
  readonly says?: ReactNode;
  readonly tools?: ReactNode;
  readonly span?: 4 | 5 | 6 | 7 | 8 | 12;
  readonly id?: string;
  readonly children: ReactNode;
}): ReactNode {
  const heading = useId();
  return (
    <section className={`panel span-${span}`} aria-labelledby={heading} id={id}>
      <header>
        <div>
          <h2 id={heading}>{title}</h2>
          {says !== undefined && <p>{says}</p>}
        </div>
        {tools !== undefined && <div className="panel-tools">{tools}</div>}
      </header>
      {children}
    </section>
  );
}
