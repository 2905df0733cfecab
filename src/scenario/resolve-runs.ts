import type { Claim } from '../evidence/index.ts';
import { assumedClaim } from '../evidence/index.ts';
import type { Money } from '../quantity/index.ts';
import type { Path } from '../reading/index.ts';
import { quarterAt } from './horizon.ts';
import { say } from './messages.ts';
import type { Reader } from './reader.ts';
import type { ResolvedSite } from './resolved.ts';
import type { ResolvedRun } from './resolved-work.ts';
import type { RawRun } from './shape-work.ts';
import type { RawScenario } from './shape.ts';
import { sitesMeant } from './sites-meant.ts';

/** Every training run: its compute, its window, how many accelerators work on it, and where it may run. */
export function resolveRuns(
  reader: Reader,
  raw: RawScenario,
  sites: readonly ResolvedSite[],
): readonly ResolvedRun[] {
  return Object.entries(raw.runs ?? {}).map(([id, run]) => resolveRun(reader, id, run, sites));
}

function resolveRun(reader: Reader, id: string, run: RawRun, sites: readonly ResolvedSite[]): ResolvedRun {
  const path = ['runs', id];
  if (run.model !== undefined) reader.find(reader.catalog.models, run.model, 'model', [...path, 'model']);
  const start = reader.quarter(run.start, [...path, 'start'], 0);
  const deadline = reader.quarter(run.deadline, [...path, 'deadline'], reader.horizon.quarters.length - 1);
  if (start > deadline && deadline >= 0) {
    const place = reader.place([...path, 'deadline']);
    reader.report(
      say.endsFirst(place, quarterAt(start, reader.horizon), quarterAt(deadline, reader.horizon)),
    );
  }
  const flop = resolveFlop(reader, run, path);
  return {
    id,
    name: run.name ?? id,
    model: run.model,
    flop,
    sites: trainingSites(reader, id, run, sites, path),
    start,
    deadline,
    ...resolveGang(reader, run, path),
    unmetPenalty: unmetPenalty(reader, run, flop, path),
  };
}

/** FLOP as given, or 6 per active parameter and token: two for the forward pass, four for the backward pass. */
function resolveFlop(reader: Reader, run: RawRun, path: Path): number {
  const at = (key: string): Path => [...path, key];
  const positive = { positive: true };
  if (run.flop !== undefined) {
    for (const key of ['parameters', 'tokens'] as const) {
      if (run[key] !== undefined)
        reader.report(say.oneOf(reader.place(at(key), 'key'), ['flop', 'tokens'], ['flop', key]));
    }
    return reader.number(
      reader.claim(run.flop, 'work', at('flop')),
      at('flop'),
      'the compute of the run',
      positive,
    );
  }
  if (run.tokens === undefined) {
    reader.report(say.oneOf(reader.place(path, 'key'), ['flop', 'tokens'], []));
    return Number.NaN;
  }
  const tokens = reader.number(
    reader.claim(run.tokens, 'tokens', at('tokens')),
    at('tokens'),
    'the number of tokens',
    positive,
  );
  const model = run.model === undefined ? undefined : reader.catalog.models.get(run.model);
  const parameters: Claim<number> =
    run.parameters === undefined && model
      ? reader.borrow(model.activeParameters, at('parameters'))
      : reader.claim(run.parameters, 'count', at('parameters'));
  return (
    6 * tokens * reader.number(parameters, at('parameters'), 'the number of active parameters', positive)
  );
}

function resolveGang(
  reader: Reader,
  run: RawRun,
  path: Path,
): { readonly gangMin: number; readonly gangMax: number } {
  const read = (key: 'min' | 'max', what: string): number => {
    const at = [...path, 'gang', key];
    return reader.number(reader.claim(run.gang[key], 'count', at), at, what, { positive: true });
  };
  const gangMin = read('min', 'the smallest gang');
  const gangMax = read('max', 'the largest gang');
  if (gangMin > gangMax) {
    reader.report(
      say.contradiction(
        reader.place([...path, 'gang', 'min']),
        `at least ${gangMin} accelerators are asked for and at most ${gangMax} help`,
      ),
    );
  }
  return { gangMin, gangMax };
}

function trainingSites(
  reader: Reader,
  id: string,
  run: RawRun,
  sites: readonly ResolvedSite[],
  path: Path,
): readonly string[] {
  const meant = sitesMeant(reader, run, sites, path);
  const fitting = meant.filter((site) => site.uses.includes('training'));
  if (fitting.length === 0) {
    const why =
      meant.length > 0 ? 'none of them is meant for training' : 'none is in the sites and regions it names';
    reader.report(say.noSite(reader.place(path, 'key'), `the run \`${id}\``, why));
  }
  return fitting.map((site) => site.id);
}

/** FLOP that one dollar of penalty stands for by default: about a tenth of what rented training compute gives. */
const flopPerPenaltyDollar = 7e16;

function unmetPenalty(reader: Reader, run: RawRun, flop: number, path: Path): number {
  const at = [...path, 'unmetPenalty'];
  if (run.unmetPenalty !== undefined) {
    return reader.money(reader.claim(run.unmetPenalty, 'money', at), at, 'the penalty of a run not done');
  }
  const amount = flop / flopPerPenaltyDollar;
  const reason =
    'default: ten times what 2 USD per accelerator-hour at 4e14 useful FLOP/s costs, so that a run is left undone only when it must be';
  const claim = assumedClaim<Money>({ amount, currency: 'USD' }, `${amount.toPrecision(3)} USD`, reason);
  return reader.money(reader.borrow(claim, at), at, 'the penalty of a run not done');
}
