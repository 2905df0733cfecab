import { quarterEnd, quarterStart } from '../quantity/index.ts';
import type { Path, RawClaim } from '../reading/index.ts';
import { quarterAt } from './horizon.ts';
import { say } from './messages.ts';
import type { Reader } from './reader.ts';
import type { ResolvedSite } from './resolved.ts';
import {
  costKinds,
  type ResolvedBudget,
  type ResolvedConcentration,
  type ResolvedLicence,
  type ResolvedShare,
} from './resolved-limits.ts';
import type { RawShare, RawWindow } from './shape-limits.ts';
import type { RawScenario } from './shape.ts';
import { checkCountries, sitesMeant, type Where } from './sites-meant.ts';

/** Every budget, in its own currency and in that of the plan. */
export function resolveBudgets(
  reader: Reader,
  raw: RawScenario,
  sites: readonly ResolvedSite[],
): readonly ResolvedBudget[] {
  return Object.entries(raw.budgets ?? {}).map(([id, budget]) => {
    const path = ['budgets', id];
    const at = [...path, 'amount'];
    const amount = reader.claim(budget.amount, 'money', at);
    return {
      id,
      name: budget.name ?? id,
      limit: reader.money(amount, at, 'the amount of the budget'),
      amount: amount.value?.amount ?? Number.NaN,
      currency: amount.value?.currency ?? reader.currency,
      ...resolveWindow(reader, budget.window, path),
      sites: idsMeant(reader, budget, sites, path, `the budget \`${id}\``),
      kinds: budget.kinds ?? costKinds,
      counts: budget.counts ?? 'orders',
    };
  });
}

/** Every least or greatest domestic part, binding or wished for. */
export function resolveShares(
  reader: Reader,
  raw: RawScenario,
  sites: readonly ResolvedSite[],
): readonly ResolvedShare[] {
  return Object.entries(raw.shares ?? {}).map(([id, share]) => {
    const path = ['shares', id];
    const atLeast = part(reader, share, 'atLeast', path);
    const atMost = part(reader, share, 'atMost', path);
    if (share.atLeast === undefined && share.atMost === undefined) {
      reader.report(
        say.contradiction(
          reader.place(path, 'key'),
          `the share \`${id}\` limits nothing`,
          'give `atLeast`, `atMost` or both',
        ),
      );
    }
    if (atLeast !== undefined && atMost !== undefined && atLeast > atMost) {
      reader.report(
        say.contradiction(
          reader.place([...path, 'atLeast']),
          'the least part is above the greatest part',
          'make `atLeast` at most `atMost`',
        ),
      );
    }
    return {
      id,
      name: share.name ?? id,
      rule: share.rule,
      atLeast,
      atMost,
      metric: share.metric,
      sites: idsMeant(reader, share, sites, path, `the share \`${id}\``),
      ...resolveWindow(reader, share.window, path),
      binding: share.binding ?? true,
    };
  });
}

function part(reader: Reader, share: RawShare, key: 'atLeast' | 'atMost', path: Path): number | undefined {
  const raw: RawClaim | undefined = share[key];
  if (raw === undefined) return undefined;
  const at = [...path, key];
  return reader.number(reader.claim(raw, 'ratio', at), at, 'the part', { most: 1 });
}

/** Every limit on how much one maker or seller may weigh. */
export function resolveConcentrations(
  reader: Reader,
  raw: RawScenario,
  sites: readonly ResolvedSite[],
): readonly ResolvedConcentration[] {
  return Object.entries(raw.concentration ?? {}).map(([id, entry]) => {
    const path = ['concentration', id];
    const at = [...path, 'atMost'];
    return {
      id,
      by: entry.by,
      atMost: reader.number(reader.claim(entry.atMost, 'ratio', at), at, 'the part', {
        most: 1,
        positive: true,
      }),
      sites: idsMeant(reader, entry, sites, path, `the limit \`${id}\``),
    };
  });
}

/** Every licence held or assumed; without a first quarter it holds from the as-of date. */
export function resolveLicences(reader: Reader, raw: RawScenario): readonly ResolvedLicence[] {
  return Object.entries(raw.licences ?? {}).map(([id, licence]) => {
    const path = ['licences', id];
    licence.accelerators?.forEach((name, index) =>
      reader.find(reader.catalog.accelerators, name, 'accelerator', [...path, 'accelerators', index]),
    );
    checkCountries(reader, licence.destinations ?? [], [...path, 'destinations']);
    const from = reader.quarter(licence.from, [...path, 'from'], 0, 'any');
    const until = reader.quarter(licence.until, [...path, 'until'], Infinity, 'any');
    const quarter = (index: number): string => quarterAt(index, reader.horizon);
    if (until < from) {
      reader.report(say.endsFirst(reader.place([...path, 'until']), quarter(from), quarter(until)));
    }
    return {
      id,
      status: licence.status,
      rules: licence.rules,
      accelerators: licence.accelerators ?? [],
      destinations: licence.destinations ?? [],
      uses: licence.uses ?? [],
      from: licence.from === undefined ? reader.horizon.asOf : quarterStart(quarter(from)),
      until: licence.until === undefined ? undefined : quarterEnd(quarter(until)),
    };
  });
}

function resolveWindow(
  reader: Reader,
  window: RawWindow | undefined,
  path: Path,
): { readonly from: number; readonly to: number } {
  const at = (key: 'from' | 'to'): Path => [...path, 'window', key];
  const from = reader.quarter(window?.from, at('from'), 0);
  const to = reader.quarter(window?.to, at('to'), reader.horizon.quarters.length - 1);
  if (to < from) {
    const { horizon } = reader;
    reader.report(say.endsFirst(reader.place(at('to')), quarterAt(from, horizon), quarterAt(to, horizon)));
  }
  return { from, to };
}

function idsMeant(
  reader: Reader,
  where: Where,
  sites: readonly ResolvedSite[],
  path: Path,
  what: string,
): readonly string[] {
  const meant = sitesMeant(reader, where, sites, path);
  if (meant.length === 0) {
    reader.report(say.noSite(reader.place(path, 'key'), what, 'none is in the sites and regions it names'));
  }
  return meant.map((site) => site.id);
}
