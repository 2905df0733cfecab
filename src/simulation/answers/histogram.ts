const float = new Float64Array(1);
const words = new Int32Array(float.buffer);
/** Index of the high word of a float: the byte order of the machine. */
const high = (() => {
  float[0] = 1;
  return words[1] === 0 ? 0 : 1;
})();

/** Mantissa bits that tell bins apart: 64 bins per doubling, each at most 1/64 wide. */
const bits = 6;
const shift = 20 - bits;
/** From 2^-24 s (60 ns) to 2^24 s (194 days). */
const doublings = 24;
const origin = (1023 - doublings) << bits;

/** Bins of a histogram. */
const bins = 2 * doublings * 2 ** bits;

/** The bin of a positive number; what is out of range goes to the end bins. */
export function binOf(value: number): number {
  float[0] = value;
  const bin = ((words[high] ?? 0) >> shift) - origin;
  return bin < 0 ? 0 : bin >= bins ? bins - 1 : bin;
}

/** Lower edge of a bin. */
function edgeOf(bin: number): number {
  const from = bin + origin;
  words[1 - high] = 0;
  words[high] = from << shift;
  return float[0] ?? 0;
}

/** Counts of positive numbers in bins of a constant relative width: merging is adding, so the order never matters. */
export type Counts = Float64Array<ArrayBuffer>;

/** An empty histogram. */
export function emptyCounts(): Counts {
  return new Float64Array(bins);
}

/**
 * The value below which a part `q` of the counts lies, linear within its bin: off by at most 1/64 of itself. `NaN` where nothing was
 * counted.
 */
export function quantile(counts: Counts, q: number): number {
  let total = 0;
  for (const count of counts) total += count;
  if (total === 0) return Number.NaN;
  const wanted = q * total;
  let below = 0;
  for (let bin = 0; bin < bins; bin += 1) {
    const count = counts[bin] ?? 0;
    if (count > 0 && below + count >= wanted) {
      const low = edgeOf(bin);
      return low + (edgeOf(bin + 1) - low) * ((wanted - below) / count);
    }
    below += count;
  }
  return edgeOf(bins);
}

/** Adds `more` to `counts`. */
export function addCounts(counts: Counts, more: Counts): void {
  for (let bin = 0; bin < bins; bin += 1) counts[bin] = (counts[bin] ?? 0) + (more[bin] ?? 0);
}
