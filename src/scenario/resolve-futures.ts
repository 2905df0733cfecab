import type { Catalog } from '../catalog/index.ts';
import { hasErrors, type Diagnostic } from '../diagnostics/index.ts';
import { checkShape, readYaml, type Path, type RawClaim } from '../reading/index.ts';
import { z } from 'zod';
import { horizonFrom } from './horizon.ts';
import { say } from './messages.ts';
import { readerOf, type Bounds, type Reader } from './reader.ts';
import type { EventEffect, EventProcess, FactorBelief, ResolvedUncertainties } from './resolved-futures.ts';
import type { ResolvedScenario } from './resolved.ts';
import { eventShape, type RawEffect, type RawEvent } from './shape-futures.ts';
import type { RawScenario } from './shape.ts';

/** What the scenario says of its uncertainty, in numbers; undefined where it says nothing. Figures of events are not numbers of the plan and stay out of its lineage. */
export function resolveUncertainties(reader: Reader, raw: RawScenario): ResolvedUncertainties | undefined {
  const written = raw.uncertainties;
  if (written === undefined) return undefined;
  const path = ['uncertainties'];
  const factors = Object.entries(written.factors ?? {}).map(([id, factor]): [string, FactorBelief] => {
    const at = [...path, 'factors', id];
    const low = figure(reader, factor.low, [...at, 'low']);
    const mode = factor.mode === undefined ? 1 : figure(reader, factor.mode, [...at, 'mode']);
    const high = figure(reader, factor.high, [...at, 'high']);
    if (low > mode || mode > high) {
      const hint = 'give low ≤ mode ≤ high; the mode is 1 unless said otherwise';
      reader.report(
        say.contradiction(reader.place(at, 'key'), `the factor goes ${low} … ${mode} … ${high}`, hint),
      );
    }
    return [id, { low, mode, high }];
  });
  return {
    ranges: written.ranges ?? true,
    rates: written.rates ?? true,
    certain: written.certain ?? [],
    factors: new Map(factors),
    together: new Map(Object.entries(written.together ?? {})),
    events: Object.entries(written.events ?? {})
      .map(([id, event]) => resolveEvent(reader, id, event, [...path, 'events', id]))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    deposit:
      written.deposit === undefined
        ? undefined
        : figure(reader, written.deposit, [...path, 'deposit'], { most: 1 }),
  };
}

/** Events of a file of their own, such as those of `catalog/shocks/`, dated within the horizon of a scenario. */
export function readEvents(
  file: { readonly path: string; readonly text: string },
  catalog: Catalog,
  scenario: ResolvedScenario,
): { readonly events: readonly EventProcess[]; readonly diagnostics: readonly Diagnostic[] } {
  const document = readYaml(file.path, file.text);
  if (hasErrors(document.diagnostics)) return { events: [], diagnostics: document.diagnostics };
  const shaped = checkShape(z.record(z.string(), eventShape), document);
  if (!shaped.ok) return { events: [], diagnostics: shaped.diagnostics };
  const found: Diagnostic[] = [...shaped.diagnostics];
  const reader = readerOf({
    document,
    catalog,
    horizon: horizonFrom(scenario.asOf, scenario.quarters.length, scenario.quarters[0]),
    currency: scenario.currency,
    fx: scenario.fx,
    report: (diagnostic) => found.push(diagnostic),
  });
  const events = Object.entries(shaped.value).map(([id, event]) => resolveEvent(reader, id, event, [id]));
  return { events: hasErrors(found) ? [] : events, diagnostics: found };
}

function resolveEvent(reader: Reader, id: string, raw: RawEvent, path: Path): EventProcess {
  if ((raw.on === undefined) === (raw.between === undefined)) {
    const given = [
      ...(raw.on === undefined ? [] : ['on']),
      ...(raw.between === undefined ? [] : ['between']),
    ];
    reader.report(say.oneOf(reader.place(path, 'key'), ['on', 'between'], given));
  }
  const from = reader.quarter(raw.on ?? raw.between?.from, [...path, 'on'], 0, 'any');
  const to =
    raw.between === undefined
      ? from
      : reader.quarter(raw.between.to, [...path, 'between', 'to'], from, 'any');
  if (to < from) reader.report(say.endsFirst(reader.place(path, 'key'), String(from + 1), String(to + 1)));
  if (raw.source !== undefined)
    reader.find(reader.catalog.sources, raw.source, 'source', [...path, 'source']);
  else if (raw.reason === undefined) {
    const hint = 'give a `source` of the catalog, or say in `reason` why it is assumed';
    reader.report(say.contradiction(reader.place(path, 'key'), `the event \`${id}\` rests on nothing`, hint));
  }
  raw.modelledOn?.forEach((event, index) =>
    reader.find(reader.catalog.events, event, 'catalog event', [...path, 'modelledOn', index]),
  );
  return {
    id,
    title: raw.title,
    probability:
      raw.probability === undefined
        ? undefined
        : figure(reader, raw.probability, [...path, 'probability'], { most: 1 }),
    from,
    to,
    effects: raw.effects.flatMap((effect, index) =>
      resolveEffect(reader, effect, [...path, 'effects', index]),
    ),
    excludes: raw.excludes ?? [],
    modelledOn: raw.modelledOn ?? [],
    source: raw.source,
    reason: raw.reason,
  };
}

function resolveEffect(reader: Reader, raw: RawEffect, path: Path): readonly EventEffect[] {
  const part = (written: RawClaim, ...at: Path): number =>
    figure(reader, written, [...path, ...at], { most: 1 });
  const { publish, end, forbid, revoke, grant, supply, arrivals, delay, price, demand, idle, share, budget } =
    raw;
  const effects: readonly (EventEffect | undefined)[] = [
    publish && { kind: 'publish', rules: publish },
    end && { kind: 'end', rules: end },
    forbid && { kind: 'forbid', when: forbid.when, gate: forbid.gate ?? 'export' },
    revoke && { kind: 'revoke', licences: revoke },
    grant && {
      kind: 'grant',
      rules: grant.rules,
      accelerators: grant.accelerators ?? [],
      destinations: grant.destinations ?? [],
      uses: grant.uses ?? [],
    },
    supply && { kind: 'supply', part: part(supply.part, 'supply', 'part'), of: supply },
    arrivals && {
      kind: 'arrivals',
      part: part(arrivals.part, 'arrivals', 'part'),
      of: arrivals,
      at: arrivals,
    },
    delay && {
      kind: 'delay',
      quarters: reader.number(
        reader.read(delay.quarters, 'count', [...path, 'delay', 'quarters']),
        [...path, 'delay', 'quarters'],
        'the delay',
        { whole: true },
      ),
      of: delay,
    },
    price && { kind: 'price', factor: figure(reader, price.factor, [...path, 'price', 'factor']), of: price },
    demand && {
      kind: 'demand',
      factor: figure(reader, demand.factor, [...path, 'demand', 'factor']),
      services: demand.services,
    },
    idle && { kind: 'idle', part: part(idle.part, 'idle', 'part'), at: idle },
    share && {
      kind: 'share',
      atLeast: part(share.atLeast, 'share', 'atLeast'),
      metric: share.metric ?? 'spend',
      at: share,
    },
    budget && { kind: 'budget', part: part(budget.part, 'budget', 'part'), budgets: budget.budgets },
  ];
  return effects.filter((effect) => effect !== undefined);
}

function figure(reader: Reader, written: RawClaim, path: Path, bounds: Bounds = {}): number {
  return reader.number(reader.read(written, 'ratio', path), path, 'the figure', bounds);
}
