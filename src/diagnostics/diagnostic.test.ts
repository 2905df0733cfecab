import { describe, expect, it } from 'vitest';
import { formatDiagnostic, hasErrors, sortDiagnostics, type Diagnostic } from './diagnostic.ts';
import { didYouMean } from './suggest.ts';

const make = (severity: Diagnostic['severity'], line: number, code = 'FW-X-0001'): Diagnostic => ({
  code,
  severity,
  path: ['a', line],
  span: { file: 'f.yaml', line, column: 2 },
  message: 'something is wrong',
});

describe('diagnostics', () => {
  it('sorts errors first, then by place', () => {
    const sorted = sortDiagnostics([make('note', 1), make('error', 9), make('warning', 3), make('error', 2)]);
    expect(sorted.map(({ severity, span }) => `${severity} ${span?.line}`)).toEqual([
      'error 2',
      'error 9',
      'warning 3',
      'note 1',
    ]);
  });

  it('prints place, code, message, hint and where to read more', () => {
    expect(formatDiagnostic({ ...make('error', 4, 'FW-SCN-0012'), hint: 'did you mean `b`?' })).toBe(
      'f.yaml:4:2  error FW-SCN-0012  something is wrong\n    hint: did you mean `b`?\n    see docs/diagnostics.md#fw-scn-0012',
    );
  });

  it('knows whether anything stops the work', () => {
    expect(hasErrors([make('warning', 1)])).toBe(false);
    expect(hasErrors([make('warning', 1), make('error', 1)])).toBe(true);
  });
});

describe('didYouMean', () => {
  it.each([
    ['resideny', 'residency'],
    ['Power', 'power'],
    ['nvidia-h10-sxm', 'nvidia-h20-sxm'],
  ])('%s → %s', (word, expected) => {
    expect(didYouMean(word, ['residency', 'power', 'nvidia-h20-sxm'])).toBe(expected);
  });

  it('stays silent when nothing is close', () => {
    expect(didYouMean('xyz', ['residency', 'power'])).toBeUndefined();
    expect(didYouMean('anything', [])).toBeUndefined();
  });
});
