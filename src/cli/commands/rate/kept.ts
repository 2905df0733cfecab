import type { Diagnostic } from '../../../diagnostics/index.ts';
import { anchorOf, type RateQuestion } from '../../../performance/index.ts';
import { readAnchors, type KeptAnchor } from '../../kept-anchors.ts';

/** The measurements of a file of anchors, none where no file is named; or what is wrong with it. */
export function keptIn(file: string | boolean | undefined): readonly KeptAnchor[] | Diagnostic {
  return typeof file === 'string' ? readAnchors(file) : [];
}

/** The question with those of the kept measurements that are of its model on its chip. */
export function withAnchors(asked: RateQuestion, kept: readonly KeptAnchor[]): RateQuestion {
  const anchors = kept
    .filter(({ chip, model }) => chip === asked.accelerator.id && model === asked.model.id)
    .flatMap(({ run, precision }) => anchorOf(run, precision, asked) ?? []);
  return { ...asked, anchors };
}
