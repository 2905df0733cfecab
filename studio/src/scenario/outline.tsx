import type { ReactNode } from 'react';
import type { Trouble } from '../api/problem.ts';
import { keysOf, parts, type PartId } from './form.tsx';

/** The parts of a scenario: how much each holds, and how much of it is wrong. */
export function Outline({
  part,
  data,
  troubles,
  onChoose,
}: {
  /** The part one is in. */
  readonly part: PartId;
  /** The scenario as read; undefined while its text is not YAML. */
  readonly data: Readonly<Record<string, unknown>> | undefined;
  readonly troubles: readonly Trouble[];
  readonly onChoose: (part: PartId) => void;
}): ReactNode {
  return (
    <nav aria-label="Parts of the scenario" className="outline">
      <ul className="list">
        {parts.map(({ id, name }) => {
          const count = data === undefined ? 0 : keysOf(id, data).length;
          const wrong = troubles.filter(
            ({ path, severity }) =>
              severity === 'error' && (path[0] === id || (id === 'general' && path.length === 1)),
          ).length;
          return (
            <li key={id}>
              <button
                type="button"
                aria-current={part === id ? 'true' : undefined}
                onClick={() => onChoose(id)}
              >
                <span>{name}</span>
                <span className={wrong > 0 ? 'bad' : 'faint'}>
                  {wrong > 0 ? `${wrong} wrong` : count === 0 ? '' : count}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
