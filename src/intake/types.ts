import type { Diagnostic } from '../diagnostics/index.ts';
import type { Currency, IsoDate, Quarter } from '../quantity/index.ts';

/** Where a row was read, so that a doubt can be followed to it. Lines count from 1; tables without lines count rows. */
export interface ReadFrom {
  readonly file: string;
  readonly line?: number;
}

/** Machines that stand somewhere. */
export interface FleetEntry {
  readonly id: string;
  /** Id of a system of the catalog. */
  readonly system: string;
  /** Site as the source names it; undefined where it says nothing. */
  readonly site: string | undefined;
  /** Whole systems. */
  readonly systems: number;
  /** Accelerators (packages, as sold) in them. */
  readonly accelerators: number;
  readonly from: ReadFrom;
}

/** What became of an order, or of a part of it; one order may have several. */
export interface Delivery {
  /** Id of the line or the frozen order. */
  readonly order: string;
  readonly systems: number;
  /** `delivered` stands, `open` is still promised, `cancelled` will never come. */
  readonly status: 'delivered' | 'open' | 'cancelled';
  /** Quarter of the delivery, or for which it is promised now; for what is cancelled, that of the notice. */
  readonly quarter: Quarter;
  /** Day of the delivery or the notice, where the source has one. */
  readonly date: IsoDate | undefined;
  readonly from: ReadFrom;
}

/** Money that was charged, or is expected to be. Negative amounts are credits. */
export interface SpendRow {
  /** First day of the period that is charged. */
  readonly date: IsoDate;
  readonly quarter: Quarter;
  /** In `currency`, major units. */
  readonly amount: number;
  readonly currency: Currency;
  /** `billed`: the cost of the invoice; `effective`: amortised. Which of both the reader was asked for. */
  readonly basis: 'billed' | 'effective';
  /** Line of a plan, where the row names one (`x_PlanLineId`, a tag); else undefined. */
  readonly line: string | undefined;
  /** Site, where the row names one of the plan's; else the region as charged; undefined where there is none. */
  readonly site: string | undefined;
  /** Kind of cost as the plan counts it (`systems`, `lease`, `energy` …), where the row says it. */
  readonly kind: string | undefined;
  /** Who charges, and for which service, as the row says. */
  readonly provider: string | undefined;
  readonly service: string | undefined;
  /** The row says of itself that it is a forecast and no billing data. */
  readonly forecast: boolean;
  readonly from: ReadFrom;
}

/** Load that was served in one quarter; one entry per service and quarter, added up over the rows of a source. */
export interface ServedLoad {
  /** Service id, or the model name of the source where it was not mapped. */
  readonly service: string;
  readonly site: string | undefined;
  readonly quarter: Quarter;
  /** Seconds that the source covers in this quarter. */
  readonly seconds: number;
  /** Requests that were answered in these seconds. */
  readonly requests: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Most requests per second, mean over an hour; undefined where the source is too coarse to tell. */
  readonly peakRequestsPerSecond: number | undefined;
  readonly from: ReadFrom;
}

/** What a reader made of a source: entries, and how much of it could not be used. */
export interface Intake<Entry> {
  readonly entries: readonly Entry[];
  /** Rows, nodes, series or lines that were looked at. */
  readonly rows: number;
  /** Those left out; the diagnostics say why, each reason once with its count and its first place. */
  readonly rejected: number;
  readonly diagnostics: readonly Diagnostic[];
}
