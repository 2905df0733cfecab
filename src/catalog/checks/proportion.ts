import type { Diagnostic } from '../../diagnostics/index.ts';
import type { Claim } from '../../evidence/index.ts';
import type { Accelerator, System } from '../entities.ts';
import { diagnose } from '../messages.ts';
import { plain, type Check } from './context.ts';

interface Field<E> {
  readonly name: string;
  readonly of: (entry: E) => readonly (Claim<number> | undefined)[];
  /** Smallest and largest value seen or announced for such a field, with room, in canonical units. */
  readonly from: number;
  readonly to: number;
  readonly unit: string;
}

/** Bounds of one accelerator. Wide enough for what is announced to 2028, narrow enough to catch bits for bytes. */
const chipFields: readonly Field<Accelerator>[] = [
  { name: 'dense', of: (chip) => Object.values(chip.dense), from: 10e12, to: 20e15, unit: 'FLOP/s' },
  { name: 'memory', of: (chip) => [chip.memory], from: 8e9, to: 1e12, unit: 'B' },
  { name: 'memoryBandwidth', of: (chip) => [chip.memoryBandwidth], from: 50e9, to: 50e12, unit: 'B/s' },
  { name: 'scaleUp', of: (chip) => [chip.scaleUp], from: 10e9, to: 5e12, unit: 'B/s' },
  { name: 'tdp', of: (chip) => [chip.tdp], from: 40, to: 3000, unit: 'W' },
  { name: 'dieArea', of: (chip) => [chip.dieArea], from: 50, to: 4000, unit: 'mm²' },
  { name: 'dies', of: (chip) => [chip.dies], from: 1, to: 32, unit: '' },
  { name: 'scaleUpDomain', of: (chip) => [chip.scaleUpDomain], from: 1, to: 20_000, unit: '' },
];

const systemFields: readonly Field<System>[] = [
  { name: 'power', of: (system) => [system.power], from: 500, to: 20e6, unit: 'W' },
  { name: 'scaleOut', of: (system) => [system.scaleOut], from: 1e9, to: 1e12, unit: 'B/s' },
];

/** Prices in USD at a coarse rate, only to tell one chip from a rack and a yuan from a dollar. */
const chipPrice = { from: 500, to: 100_000 };
const systemPricePerChip = { from: 500, to: 200_000 };
const roughPerUsd: Readonly<Record<string, number>> = {
  USD: 1,
  CNY: 7.2,
  EUR: 0.9,
  JPY: 150,
  GBP: 0.8,
  SGD: 1.3,
  MYR: 4.4,
};

/** Figures lie within what such a field can be; memory is whole decimal gigabytes. */
export const checkProportion: Check = ({ catalog }) => [
  ...[...catalog.accelerators.values()].flatMap((chip) => [
    ...fields(chip, chipFields),
    ...otherIo(chip),
    ...memorySize(chip),
    ...turnover(chip),
    ...chip.prices.flatMap((price, index) => {
      const usd = inDollars(price.value);
      return usd === undefined
        ? []
        : outside(usd, { ...chipPrice, unit: 'USD' }, [chip.id, 'prices', index], price);
    }),
  ]),
  ...[...catalog.systems.values()].flatMap((system) => fields(system, systemFields)),
  ...[...catalog.offers.values()].flatMap((offer) => {
    const chips = catalog.systems.get(offer.system)?.accelerators;
    const usd = inDollars(offer.price.value);
    if (usd === undefined || chips === undefined) return [];
    const perChip = offer.kind === 'lease' ? usd * leaseQuartersPerPrice : usd;
    return outside(
      perChip / chips,
      { ...systemPricePerChip, unit: 'USD per accelerator' },
      [offer.id, 'price'],
      offer.price,
    );
  }),
  ...[...catalog.sites.values()].flatMap((site) => [
    ...outside(site.itPower.value, { from: 1e4, to: 20e9, unit: 'W' }, [site.id, 'itPower'], site.itPower),
    ...outside(site.pue.value, { from: 1, to: 2.5, unit: '' }, [site.id, 'pue'], site.pue),
    ...outside(
      perKilowattHour(site.tariff),
      { from: 0.005, to: 1, unit: 'USD/kWh' },
      [site.id, 'tariff'],
      site.tariff,
    ),
  ]),
];

/** A lease pays back a purchase in very roughly this many quarters. */
const leaseQuartersPerPrice = 8;

function fields<E extends { readonly id: string }>(
  entry: E,
  list: readonly Field<E>[],
): readonly Diagnostic[] {
  return list.flatMap(({ name, of, ...range }) =>
    of(entry).flatMap((claim) =>
      claim === undefined
        ? []
        : ends(claim)
            .flatMap((value) => outside(value, range, [entry.id, name], claim))
            .slice(0, 1),
    ),
  );
}

function outside(
  value: number | undefined,
  { from, to, unit }: { readonly from: number; readonly to: number; readonly unit: string },
  path: readonly (string | number)[],
  claim: Claim<unknown>,
): readonly Diagnostic[] {
  if (value === undefined || (value >= from && value <= to)) return [];
  const message = `${path.join('.')}: ${claim.written} is out of all proportion; expected ${plain(from)} to ${plain(to)} ${unit}`;
  return [
    diagnose('FW-CAT-0030', path, claim.span, message.trimEnd(), {
      hint: 'bits for bytes? GB for TB? a system for a chip?',
    }),
  ];
}

/** What a claim allows; a low end of zero only says that no lower bound is known. */
function ends({ low, value, high }: Claim<number>): readonly (number | undefined)[] {
  return [low === 0 ? undefined : low, value, high];
}

/** None at all is possible: then the scale-up figure is the PCIe link itself. */
function otherIo(chip: Accelerator): readonly Diagnostic[] {
  return chip.otherIo.value === 0
    ? []
    : outside(chip.otherIo.value, { from: 4e9, to: 1e12, unit: 'B/s' }, [chip.id, 'otherIo'], chip.otherIo);
}

function memorySize(chip: Accelerator): readonly Diagnostic[] {
  return ends(chip.memory).flatMap((size) => {
    if (size === undefined || Number.isInteger(size / 0.5e9)) return [];
    const message = `${chip.id}.memory: ${chip.memory.written} is ${plain(size / 1e9)} GB, not whole gigabytes`;
    return [
      diagnose('FW-CAT-0031', [chip.id, 'memory'], chip.memory.span, message, {
        hint: 'GiB written for GB?',
      }),
    ];
  });
}

/** Memory is read through 12 to 52 times a second on every chip known; eight times more or less is bits for bytes. */
function turnover({ id, memory, memoryBandwidth }: Accelerator): readonly Diagnostic[] {
  if (memory.value === undefined || memoryBandwidth.value === undefined) return [];
  const times = memoryBandwidth.value / memory.value;
  if (times >= 8 && times <= 90) return [];
  const message = `${id}: ${memoryBandwidth.written} reads ${memory.written} ${plain(times)} times a second; expected 8 to 90`;
  return [
    diagnose('FW-CAT-0030', [id, 'memoryBandwidth'], memoryBandwidth.span, message, {
      hint: 'bits for bytes?',
    }),
  ];
}

function inDollars(
  money: { readonly amount: number; readonly currency: string } | undefined,
): number | undefined {
  return money && money.amount / (roughPerUsd[money.currency] ?? 1);
}

function perKilowattHour(
  tariff: Claim<{ readonly amount: number; readonly currency: string }>,
): number | undefined {
  const perJoule = inDollars(tariff.value);
  return perJoule === undefined ? undefined : perJoule * 3.6e6;
}
