import type { Diagnostic } from '../../diagnostics/index.ts';
import type { Claim } from '../../evidence/index.ts';
import { addDays, isIsoDate } from '../../quantity/index.ts';
import { claimsOf } from '../claims-of.ts';
import type { Offer, System } from '../entities.ts';
import { listEntries } from '../find.ts';
import { diagnose } from '../messages.ts';
import { placeOf, type Check } from './context.ts';

/** Dates are dates, what ends begins before, what is sold exists, and series go forward. */
export const checkDates: Check = ({ catalog }) => [
  ...listEntries(catalog).flatMap(({ id, entry }) =>
    claimsOf(entry).flatMap(({ path, claim }) =>
      claim.date === undefined || isDateText(claim.date)
        ? []
        : [notADate(claim.date, [id, ...path, 'date'], claim)],
    ),
  ),
  ...[...catalog.accelerators.values()].flatMap((chip) => [
    ...dateClaim(chip.announced, [chip.id, 'announced']),
    ...dateClaim(chip.available, [chip.id, 'available']),
    ...inOrder(
      chip.announced,
      dated(chip.available),
      [chip.id, 'available'],
      'is available before it is announced',
    ),
  ]),
  ...[...catalog.systems.values()].flatMap((system) => {
    const chip = catalog.accelerators.get(system.accelerator);
    return [
      ...dateClaim(system.available, [system.id, 'available']),
      ...inOrder(
        chip?.announced,
        dated(system.available),
        [system.id, 'available'],
        `is available before its ${system.accelerator} is announced`,
      ),
    ];
  }),
  ...[...catalog.offers.values()].flatMap((offer) => offerDates(offer, catalog.systems.get(offer.system))),
  ...[...catalog.events.values()].flatMap((event) =>
    isDateText(event.date) ? [] : [notADate(event.date, [event.id, 'date'], event.claim)],
  ),
  ...[...catalog.series.values()].flatMap((series) =>
    series.points.flatMap((point, index) => {
      const before = series.points[index - 1];
      return before !== undefined && point.date < before.date
        ? [
            outOfOrder(
              [series.id, 'points', index],
              point.claim,
              `point of ${point.date} stands after ${before.date}`,
            ),
          ]
        : [];
    }),
  ),
];

/** Orders may be taken before the first systems ship, but not be delivered before. */
function offerDates(offer: Offer, system: System | undefined): readonly Diagnostic[] {
  const dates = [offer.from, offer.until ?? offer.from];
  const wrong = dates.filter((date) => !isDateText(date));
  if (wrong.length > 0) return wrong.map((date) => notADate(date, [offer.id], offer.price));
  const delivered = addDays(offer.from, Math.round((offer.leadWeeks.value ?? 0) * 7));
  return [
    ...inOrder(
      system?.available,
      { value: delivered, place: offer.price },
      [offer.id, 'from'],
      `would be delivered before ${offer.system} is available`,
    ),
    ...(offer.until !== undefined && offer.until <= offer.from
      ? [
          outOfOrder(
            [offer.id, 'until'],
            offer.price,
            `ends ${offer.until}, not after it begins (${offer.from})`,
          ),
        ]
      : []),
  ];
}

/** `2025`, `2025-03` or a day that the calendar has. */
function isDateText(text: string): boolean {
  return ['', '-01', '-01-01'].some((rest) => isIsoDate(text + rest));
}

function dateClaim(claim: Claim<string>, path: readonly string[]): readonly Diagnostic[] {
  return claim.value === undefined || isDateText(claim.value) ? [] : [notADate(claim.value, path, claim)];
}

interface Dated {
  readonly value: string | undefined;
  /** Where it is written. */
  readonly place: Claim<unknown>;
}

function dated(claim: Claim<string>): Dated {
  return { value: claim.value, place: claim };
}

/** Compares only as far as both dates are exact: `2025` and `2025-03` are in order either way. */
function inOrder(
  earlier: Claim<string> | undefined,
  later: Dated,
  path: readonly string[],
  message: string,
): readonly Diagnostic[] {
  if (earlier?.value === undefined || later.value === undefined) return [];
  const exact = Math.min(earlier.value.length, later.value.length);
  return later.value.slice(0, exact) < earlier.value.slice(0, exact)
    ? [outOfOrder(path, later.place, `${message} (${later.value} before ${earlier.value})`)]
    : [];
}

function notADate(text: string, path: readonly (string | number)[], claim: Claim<unknown>): Diagnostic {
  return diagnose('FW-CAT-0050', path, placeOf(claim), `${path.join('.')}: \`${text}\` is not a date`, {
    hint: 'write YYYY, YYYY-MM or YYYY-MM-DD and put the rest into `note`',
  });
}

function outOfOrder(path: readonly (string | number)[], claim: Claim<unknown>, message: string): Diagnostic {
  return diagnose('FW-CAT-0051', path, placeOf(claim), `${path[0]} ${message}`);
}
