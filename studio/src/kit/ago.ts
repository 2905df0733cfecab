const steps = [
  [60, 'second'],
  [60, 'minute'],
  [24, 'hour'],
  [7, 'day'],
  [4.35, 'week'],
  [12, 'month'],
  [Number.POSITIVE_INFINITY, 'year'],
] as const;

/** `3 minutes ago`. */
export function ago(date: string, now = Date.now()): string {
  let left = (now - Date.parse(date)) / 1000;
  for (const [size, unit] of steps) {
    if (left < size) {
      return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(-Math.floor(left), unit);
    }
    left /= size;
  }
  return date;
}
