import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Problem } from '../api/problem.ts';
import { PageHead } from '../kit/page.tsx';
import { Trouble } from '../kit/trouble.tsx';

/** Something went wrong on a screen: what, and the way on. */
export function Failure({ error, reset }: ErrorComponentProps): ReactNode {
  const router = useRouter();
  const again = (): void => {
    reset();
    void router.invalidate();
  };
  return (
    <>
      <PageHead
        title="This did not work"
        lead={
          error instanceof Problem
            ? undefined
            : 'That is a mistake of the studio. What you wrote is safe in your folder.'
        }
        actions={
          <button type="button" className="button primary" onClick={again}>
            Try again
          </button>
        }
      />
      <Trouble error={error} />
    </>
  );
}
