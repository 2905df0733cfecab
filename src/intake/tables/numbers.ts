import { isIsoDate, isQuarter, quarterOf, type IsoDate, type Quarter } from '../../quantity/index.ts';

/** A number in digits, with a sign or an exponent where it has one; undefined for anything else. */
export function numberIn(text: string | undefined): number | undefined {
  return text !== undefined && /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/iu.test(text.trim())
    ? Number(text)
    : undefined;
}

/** The day at the beginning of a date or a moment; undefined where there is none. */
export function dayIn(text: string | undefined): IsoDate | undefined {
  const day = (text ?? '').trim().slice(0, 10);
  return isIsoDate(day) ? day : undefined;
}

/** A quarter as written, or the one of a date. */
export function quarterIn(text: string | undefined): Quarter | undefined {
  const written = (text ?? '').trim();
  if (isQuarter(written)) return written;
  const day = dayIn(written);
  return day === undefined ? undefined : quarterOf(day);
}
