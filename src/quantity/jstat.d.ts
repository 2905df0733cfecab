/** The part of jstat that tests compare with; the package has no types of its own. */
declare module 'jstat' {
  const jStat: {
    readonly normal: {
      inv(p: number, mean: number, deviation: number): number;
      cdf(x: number, mean: number, deviation: number): number;
    };
    readonly uniform: {
      mean(low: number, high: number): number;
      inv(p: number, low: number, high: number): number;
    };
    readonly triangular: {
      mean(low: number, high: number, mode: number): number;
      cdf(x: number, low: number, high: number, mode: number): number;
    };
    readonly lognormal: {
      mean(mu: number, sigma: number): number;
      inv(p: number, mu: number, sigma: number): number;
    };
  };
  export = jStat;
}
