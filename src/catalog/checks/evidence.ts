import type { Diagnostic } from '../../diagnostics/index.ts';
import { didYouMean } from '../../diagnostics/index.ts';
import type { Claim, Grade, Source } from '../../evidence/index.ts';
import { claimsOf } from '../claims-of.ts';
import { listEntries } from '../find.ts';
import { diagnose } from '../messages.ts';
import type { Check, CheckContext } from './context.ts';

/** From best to worst; derived and assumed values do not compare with what sources say. */
const rank: Readonly<Partial<Record<Grade, number>>> = { A: 0, B: 1, C: 2 };

/** Every figure has a source that exists or a written reason, and a grade that fits it. */
export const checkEvidence: Check = ({ catalog }) => [
  ...listEntries(catalog).flatMap(({ id, entry }) =>
    claimsOf(entry).flatMap(({ path, claim }) => evidenceOf(claim, [id, ...path], catalog.sources)),
  ),
  ...unclaimedSources({ catalog }),
];

function evidenceOf(
  claim: Claim<unknown>,
  path: readonly (string | number)[],
  sources: ReadonlyMap<string, Source>,
): readonly Diagnostic[] {
  const { source: key, reason, grade, span } = claim;
  const name = path.join('.');
  if (key === undefined && reason === undefined) {
    return [
      diagnose('FW-CAT-0010', path, span, `${name} (${claim.written}) has neither a source nor a reason`, {
        hint: 'add `source: <key of catalog/sources.yaml>` or `reason: …`',
      }),
    ];
  }
  const source = key === undefined ? undefined : sources.get(key);
  if (key !== undefined && source === undefined) return [unknownSource(key, path, span, sources)];
  const rankOfGrade = rank[grade];
  if (rankOfGrade !== undefined && source === undefined) {
    return [
      diagnose('FW-CAT-0012', path, span, `${name} is graded ${grade} but names no source`, {
        hint: 'grades A, B and C belong to sources; use `derived` or `assumed`',
      }),
    ];
  }
  if (claim.value !== undefined && rankOfGrade === undefined && reason === undefined) {
    return [
      diagnose('FW-CAT-0012', path, span, `${name} is ${grade} but does not say why`, {
        hint: 'add `reason: …`',
      }),
    ];
  }
  if (source !== undefined && rankOfGrade !== undefined && rankOfGrade < (rank[source.grade] ?? 2)) {
    return [
      diagnose(
        'FW-CAT-0012',
        path,
        span,
        `${name} is graded ${grade}, better than its source \`${source.key}\` (${source.grade})`,
      ),
    ];
  }
  return [];
}

/** Country groups and exchange rates name their source themselves, not through a claim. */
function unclaimedSources({ catalog }: Pick<CheckContext, 'catalog'>): readonly Diagnostic[] {
  const groups = [...catalog.countryGroups.values()].flatMap((group) => {
    if (group.source === undefined && group.reason === undefined) {
      return [
        diagnose(
          'FW-CAT-0010',
          [group.id],
          undefined,
          `country group ${group.id} has neither a source nor a reason`,
        ),
      ];
    }
    return group.source === undefined || catalog.sources.has(group.source)
      ? []
      : [unknownSource(group.source, [group.id, 'source'], undefined, catalog.sources)];
  });
  const rates = [...catalog.fx].flatMap(([id, fx]) =>
    catalog.sources.has(fx.source)
      ? []
      : [unknownSource(fx.source, [id, 'source'], undefined, catalog.sources)],
  );
  return [...groups, ...rates];
}

function unknownSource(
  key: string,
  path: readonly (string | number)[],
  span: Claim<unknown>['span'],
  sources: ReadonlyMap<string, Source>,
): Diagnostic {
  const guess = didYouMean(key, sources.keys());
  const hint = guess === undefined ? 'add it to catalog/sources.yaml' : `did you mean \`${guess}\`?`;
  return diagnose('FW-CAT-0011', path, span, `${path.join('.')} cites \`${key}\`, which is not a source`, {
    hint,
  });
}
