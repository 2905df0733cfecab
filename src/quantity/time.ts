/** A calendar date, `YYYY-MM-DD`, proleptic Gregorian, no time zone. */
export type IsoDate = string & { readonly __isoDate?: never };

/** A calendar quarter, `YYYYQn`, e.g. `2025Q3`; ordered as text. */
export type Quarter = string & { readonly __quarter?: never };
