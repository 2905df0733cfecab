import type { Claim } from '../evidence/index.ts';
import type {
  Bytes,
  BytesPerSecond,
  Currency,
  FlopPerSecond,
  FxTable,
  IsoDate,
  Money,
  Ratio,
  SquareMillimetres,
  Watts,
} from '../quantity/index.ts';

/** ISO 3166-1 alpha-2 code, e.g. `CN`. */
export type Country = string;

/** Number formats in which an accelerator computes; widths in bits are in `formatBits`. */
export const numberFormats = ['fp32', 'tf32', 'fp16', 'bf16', 'fp8', 'int8', 'fp4', 'int4'] as const;
export type NumberFormat = (typeof numberFormats)[number];

/** One chip or package as its vendor sells it. A package of two dies (Ascend 910C) is one accelerator with `dies: 2`. */
export interface Accelerator {
  readonly id: string;
  readonly name: string;
  /** Party id. */
  readonly vendor: string;
  readonly vendorCountry: Country;
  readonly announced: Claim<string>;
  readonly available: Claim<string>;
  readonly process: Claim<string>;
  /** Logic dies per package that compute. */
  readonly dies: Claim<number>;
  /** Area of all logic dies on non-planar nodes, without memory stacks: the denominator of performance density. */
  readonly dieArea: Claim<SquareMillimetres>;
  /** Dense rates, never with structured sparsity. */
  readonly dense: Readonly<Partial<Record<NumberFormat, Claim<FlopPerSecond>>>>;
  readonly memory: Claim<Bytes>;
  readonly memoryType?: string;
  readonly memoryBandwidth: Claim<BytesPerSecond>;
  /** Scale-up links (NVLink, UB, Infinity Fabric), both directions added. */
  readonly scaleUp: Claim<BytesPerSecond>;
  /** Accelerators that share one scale-up domain. */
  readonly scaleUpDomain: Claim<number>;
  /** All other off-package links that are not memory (PCIe), both directions added. */
  readonly otherIo: Claim<BytesPerSecond>;
  readonly tdp: Claim<Watts>;
  readonly form: string;
  /** Designed or marketed for data centres (3A090 Note 2). */
  readonly dataCentre: Claim<boolean>;
  /** A variant made for the Chinese market. */
  readonly chinaVariant: boolean;
  /** Published prices of one chip, oldest first; whole systems' prices are in offers. */
  readonly prices: readonly Claim<Money>[];
  /** Known supply: units per year and where. */
  readonly supply: readonly SupplyFact[];
  readonly notes: readonly string[];
  readonly status?: string;
  /** A package of `count` smaller accelerators that are sold alone too: its figures must be theirs, times `count`. */
  readonly madeOf?: { readonly accelerator: string; readonly count: number };
  /** Derived figures as somebody published them, to be compared with what is computed here. */
  readonly published?: PublishedPerformance;
  /** Physics checks this chip breaks for a documented reason: name of the check → reason. */
  readonly exceptions?: Readonly<Record<string, string>>;
}

export interface PublishedPerformance {
  readonly totalProcessingPower?: Claim<number>;
  /** Per mm². */
  readonly performanceDensity?: Claim<number>;
}

export interface SupplyFact {
  readonly what: string;
  readonly year: number | undefined;
  readonly units: Claim<number>;
}

/** The unit that can be bought: an 8-chip server, an NVL72 rack, a CloudMatrix 384. */
export interface System {
  readonly id: string;
  readonly name: string;
  /** Party id. */
  readonly vendor: string;
  readonly accelerator: string;
  /** Accelerators (packages) in it. */
  readonly accelerators: number;
  /** Power at the wall under load, IT only (without PUE). */
  readonly power: Claim<Watts>;
  /** Bandwidth out of the system for scale-out, per accelerator, both directions added. */
  readonly scaleOut: Claim<BytesPerSecond>;
  /** Accelerators reachable at scale-up speed inside it. */
  readonly scaleUpDomain: number;
  readonly available: Claim<string>;
  readonly notes: readonly string[];
  /** Totals of the whole system as published, to be compared with accelerators × chip. */
  readonly published?: PublishedTotals;
  /** Other ids it is known under. */
  readonly aliases?: readonly string[];
}

export interface PublishedTotals {
  readonly bf16?: Claim<FlopPerSecond>;
  readonly fp8?: Claim<FlopPerSecond>;
  readonly fp4?: Claim<FlopPerSecond>;
  readonly memory?: Claim<Bytes>;
  readonly memoryBandwidth?: Claim<BytesPerSecond>;
}

/** Somebody sells or rents out a system: price, where, how fast, how many. Dated: it exists from `from` until `until`. */
export interface Offer {
  readonly id: string;
  readonly system: string;
  /** Party id. */
  readonly supplier: string;
  readonly kind: 'purchase' | 'lease';
  /** Price of one system (purchase) or of one system for one quarter, all in (lease). */
  readonly price: Claim<Money>;
  /** Countries of sites it is offered in. */
  readonly countries: readonly Country[];
  /** Weeks from order to delivery. */
  readonly leadWeeks: Claim<number>;
  /** Systems deliverable per quarter to one large buyer; unknown where nobody says. */
  readonly allocationPerQuarter: Claim<number>;
  /** Lease term in quarters; purchases have none. */
  readonly termQuarters?: number;
  readonly from: IsoDate;
  readonly until?: IsoDate;
}

/** Architecture of a language model: what serving and training cost follow from. */
export interface Model {
  readonly id: string;
  readonly family: string;
  readonly layers: number;
  readonly hidden?: number;
  readonly heads?: number;
  readonly kvHeads?: number;
  readonly headDim?: number;
  readonly ffn?: number;
  readonly vocab?: number;
  readonly experts?: number;
  readonly topK?: number;
  readonly moeFfn?: number;
  readonly sharedExperts?: number;
  readonly sharedFfn?: number;
  readonly firstDenseLayers?: number;
  /** Every n-th layer is a mixture of experts (1 = every). */
  readonly moeEvery?: number;
  readonly slidingWindow?: number;
  /** Every n-th layer has full attention, the others linear or windowed attention. */
  readonly fullAttentionEvery?: number;
  readonly qLoraRank?: number;
  readonly kvLoraRank?: number;
  readonly qkNopeHeadDim?: number;
  readonly qkRopeHeadDim?: number;
  readonly vHeadDim?: number;
  readonly tieEmbeddings?: boolean;
  readonly mtpLayers?: number;
  readonly maxPosition?: number;
  /** Parameters in all and active per token. */
  readonly parameters: Claim<number>;
  readonly activeParameters: Claim<number>;
  /** KV-cache elements per token over all layers (times bytes per element = bytes per token). */
  readonly kvElementsPerToken: Claim<number>;
  readonly origin: Claim<string>;
  readonly incomplete: boolean;
  readonly notes: readonly string[];
}

/** A place: facts a scenario starts from and may override. */
export interface SiteFacts {
  readonly id: string;
  readonly name: string;
  readonly country: Country;
  /** Informal area, e.g. `Johor`, `Shanxi`. */
  readonly area: string;
  readonly owner?: string;
  readonly itPower: Claim<Watts>;
  /** Energy price, per joule in its currency. */
  readonly tariff: Claim<Money>;
  readonly pue: Claim<Ratio>;
  readonly notes: readonly string[];
}

/** Buyers, owners, operators, suppliers: each with a country and, through parents, an ultimate parent. */
export interface Party {
  readonly id: string;
  readonly name: string;
  readonly country: Country;
  /** Direct parent's id; none when it is its own ultimate parent. */
  readonly parent?: string;
  readonly kind: 'company' | 'state' | 'bank' | 'research' | 'cloud' | 'vendor';
  readonly stateFunded?: Claim<boolean>;
  readonly notes: readonly string[];
}

/** A dated change in the world. Backtests replay them; timelines print them. */
export interface WorldEvent {
  readonly id: string;
  readonly date: string;
  readonly kind: 'rule' | 'licence' | 'supply' | 'price' | 'demand' | 'company' | 'technology';
  readonly title: string;
  /** Ids of rules, accelerators, systems, parties it touches. */
  readonly about: readonly string[];
  readonly claim: Claim<string>;
  readonly deliveries?: Deliveries;
}

/** How many accelerators reached the buyers of some countries within some months: less than was ordered. */
export interface Deliveries {
  readonly accelerators: readonly string[];
  readonly to: readonly Country[];
  /** First and last month, `2025-03`. */
  readonly from: string;
  readonly until: string;
  /** Accelerators, over all buyers: the most that one of them can have got. */
  readonly most: Claim<number>;
}

/** A dated series of claims, e.g. daily tokens of one service. */
export interface Series {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly points: readonly { readonly date: string; readonly claim: Claim<number> }[];
}

/** A company's reported spending or fleet: flat list of named, dated claims. */
export interface Programme {
  readonly id: string;
  readonly party: string;
  readonly title: string;
  readonly figures: readonly {
    readonly key: string;
    readonly year?: number;
    readonly claim: Claim<number>;
    readonly unit: string;
  }[];
}

/** A figure of cost, reliability or practice, by key, e.g. `network-share`, `depreciation-years-amazon`. */
export interface CostFact {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly claim: Claim<number>;
}

/** Country groups that rules name: `D:1`, `D:4`, `D:5`, `tier1`. */
export interface CountryGroup {
  readonly id: string;
  readonly title: string;
  readonly members: readonly Country[];
  readonly source?: string;
  readonly reason?: string;
}

/** Dated exchange rates, most recent last. */
export interface FxFact extends FxTable {
  readonly source: string;
}

export type { Currency };
