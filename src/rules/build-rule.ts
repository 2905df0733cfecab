import type { Diagnostic } from '../diagnostics/index.ts';
import type { Claim } from '../evidence/index.ts';
import { toClaim, type RawClaim, type YamlDocument } from '../reading/index.ts';
import type { RawEffect, RawRule } from './rule-schema.ts';
import type { Effect, Rule } from './types.ts';

/** A rule from what was written, its figures as claims in canonical units, and what is wrong with those. */
export function buildRule(
  id: string,
  raw: RawRule,
  document: YamlDocument,
): { readonly rule: Rule; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const figure = (value: RawClaim, kind: 'ratio' | 'count', key: string): Claim<number> => {
    const read = toClaim(value, kind, document, [id, 'effect', key]);
    diagnostics.push(...read.diagnostics);
    return read.claim;
  };
  const { until, category, supersedes = [], informative = false, notes = [], effect, ...rest } = raw;
  const rule: Rule = {
    id,
    ...rest,
    ...(until !== undefined && { until }),
    ...(category !== undefined && { category }),
    effect: buildEffect(effect, figure),
    supersedes,
    informative,
    notes,
  };
  return { rule, diagnostics };
}

function buildEffect(
  raw: RawEffect,
  figure: (value: RawClaim, kind: 'ratio' | 'count', key: string) => Claim<number>,
): Effect {
  switch (raw.kind) {
    case 'allow':
      return { kind: 'allow', ...(raw.conditions !== undefined && { conditions: raw.conditions }) };
    case 'licence':
      return {
        kind: 'licence',
        policy: raw.policy,
        ...(raw.conditions !== undefined && { conditions: raw.conditions }),
      };
    case 'share':
      return { ...raw, atLeast: figure(raw.atLeast, 'ratio', 'atLeast') };
    case 'cap':
      return {
        kind: 'cap',
        units: figure(raw.units, 'count', 'units'),
        per: raw.per,
        ...(raw.equivalentsOf !== undefined && { equivalentsOf: raw.equivalentsOf }),
      };
    case 'duty':
    case 'fee':
      return { kind: raw.kind, rate: figure(raw.rate, 'ratio', 'rate') };
    default:
      return raw;
  }
}
