import type { Offer } from '../catalog/index.ts';
import { assumedClaim } from '../evidence/index.ts';
import type { Path, RawClaim } from '../reading/index.ts';
import { numberByQuarter } from './by-quarter.ts';
import { say } from './messages.ts';
import type { Reader } from './reader.ts';
import type { RawOffers } from './shape-supply.ts';

/** Most systems per quarter: what the scenario says of the offer, what the catalog knows, or what the scenario says of unknown supply. */
export function allocationOf(
  reader: Reader,
  raw: RawOffers,
  written: RawClaim | readonly RawClaim[] | undefined,
  at: Path,
  offer: Offer | undefined,
): readonly number[] {
  const { quarters } = reader.horizon;
  if (written !== undefined) return allocationByQuarter(reader, written, at);
  if (offer?.allocationPerQuarter.value !== undefined) {
    const claim = reader.borrow(offer.allocationPerQuarter, ['offers', offer.id, 'allocation']);
    return quarters.map(() => claim.value ?? Number.NaN);
  }
  if (raw.allocationWhereUnknown !== undefined) {
    return allocationByQuarter(reader, raw.allocationWhereUnknown, ['offers', 'allocationWhereUnknown']);
  }
  reader.report(say.unknownSupply(reader.place(['offers'], 'key'), offer?.id ?? String(at.at(-2))));
  return quarters.map(() => 0);
}

function allocationByQuarter(
  reader: Reader,
  raw: RawClaim | readonly RawClaim[],
  path: Path,
): readonly number[] {
  if (isUnlimited(raw)) {
    const reason = typeof raw === 'object' && 'reason' in raw ? raw.reason : undefined;
    reader.borrow(
      assumedClaim(Infinity, 'unlimited', reason ?? 'the scenario says that supply is unlimited'),
      path,
    );
    return reader.horizon.quarters.map(() => Infinity);
  }
  return numberByQuarter(reader, raw, 'count', path, 'the allocation');
}

function isUnlimited(raw: RawClaim | readonly RawClaim[]): boolean {
  return raw === 'unlimited' || (typeof raw === 'object' && 'value' in raw && raw.value === 'unlimited');
}
