// Made by `node scripts/http-client.ts` from the OpenAPI document. Do not edit.
import type { Answer, CallOptions, OperationTable, ServerEvent } from './transport.ts';

export type About = {
  readonly name: 'fleetwright';
  /** Of the program */
  readonly version: string;
  /** SHA-256 of the facts it answers from */
  readonly catalogHash: string;
  /** SHA-256 of the rules it answers from */
  readonly rulebookHash: string;
  /** Entries of the catalog by kind, and rules */
  readonly counts: { readonly [name: string]: number };
  /** Scenarios cannot be written */
  readonly readOnly: boolean;
  /** Largest body that is taken */
  readonly mostBodyBytes: number;
};

export type ActualsAdded = {
  readonly record: Record;
  /** Looked at */
  readonly rows: number;
  /** Left out */
  readonly rejected: number;
  /** Why */
  readonly diagnostics: readonly (Diagnostic)[];
};

export type AddActuals = {
  readonly kind: 'deliveries' | 'spend' | 'load';
  /** Name of the file it is from */
  readonly source: string;
  /** Content as text, or */
  readonly text?: string | undefined;
  /** any bytes */
  readonly base64?: string | undefined;
  /** Of spend: which cost counts */
  readonly basis?: 'billed' | 'effective' | undefined;
  /** Of load: service by model name */
  readonly services?: { readonly [name: string]: string } | undefined;
  /** Of load: service of what names no model */
  readonly service?: string | undefined;
  /** Of load: moment of time 0, where times count from the start of a trace */
  readonly from?: string | undefined;
  /** Who does it, where the server has no users; with --team it is the user */
  readonly author?: string | undefined;
};

export type AddNote = {
  readonly text: string;
  readonly version?: number | null | undefined;
  /** Id of a line of the plan */
  readonly line?: string | null | undefined;
  /** Who does it, where the server has no users; with --team it is the user */
  readonly author?: string | undefined;
};

export type AddToken = {
  /** What it is for */
  readonly label: string;
  /** Until it expires; never where absent */
  readonly days?: number | undefined;
};

export type AddUser = {
  /** Of a user */
  readonly name: string;
  readonly roles: readonly ('viewer' | 'planner' | 'approver' | 'admin')[];
};

export type AddVersion = {
  readonly plan: PlanReference;
  readonly scenario?: ScenarioReference | undefined;
  /** In your words */
  readonly message?: string | undefined;
  /** The version it was made from */
  readonly base?: number | undefined;
  /** Who does it, where the server has no users; with --team it is the user */
  readonly author?: string | undefined;
};

export type ApproveVersion = {
  /** In your words */
  readonly message?: string | undefined;
  /** Who does it, where the server has no users; with --team it is the user */
  readonly author?: string | undefined;
};

export type AttachFile = {
  readonly name: string;
  /** Content as text, or */
  readonly text?: string | undefined;
  /** any bytes */
  readonly base64?: string | undefined;
  /** Null: the record as a whole */
  readonly version?: number | null | undefined;
  /** Who does it, where the server has no users; with --team it is the user */
  readonly author?: string | undefined;
};

export type AuditEntry = {
  readonly id: string;
  readonly at: string;
  readonly user: string;
  /** Id of the token; null for a command */
  readonly token: string | null;
  /** Operation */
  readonly action: string;
  /** Path, or what a command was about */
  readonly target: string;
  /** HTTP status; 100: it began; 0: a command */
  readonly status: number;
  /** Id of the request, as the log has it */
  readonly request: string;
};

export type AuditPage = {
  readonly items: readonly (AuditEntry)[];
  /** `cursor` of the next page; null on the last one */
  readonly next: string | null;
};

export type BacktestReport = {
  readonly planners: readonly ({
    readonly planner: string;
    /** Plan currency */
    readonly value: number;
    /** Plan currency */
    readonly cash: number;
    readonly tokensAsked: number;
    readonly tokensServed: number;
    readonly quarters: readonly ({
      readonly quarter: string;
      readonly ordered: number;
      readonly arrived: number;
      /** Plan currency */
      readonly cash: number;
    })[];
  })[];
  readonly events: readonly ({
    readonly id: string;
    readonly title: string;
    readonly date: string;
    readonly kind: string;
  })[];
};

export type BacktestRequest = {
  readonly scenario: ScenarioReference;
  /** A named variant of the scenario */
  readonly variant?: string | undefined;
  /** Measurements of models on chips beside those of the scenario, as a plan file has them */
  readonly measurements?: readonly ({
    /** Id of the measurement */
    readonly id: string;
    /** Accelerator id */
    readonly chip: string;
    /** Model id */
    readonly model: string;
    /** Format of the weights: `fp8`, `bf16`, … */
    readonly precision?: string | undefined;
    /** Ranks that share each layer */
    readonly tensorParallel: number;
    /** Requests under way at once */
    readonly users: number;
    /** Prompt, tokens */
    readonly inputTokens: number;
    /** Answer, tokens */
    readonly outputTokens: number;
    /** Measured seconds per output token */
    readonly tpot: number;
  })[] | undefined;
  /** First month */
  readonly from?: string | undefined;
  /** Last month */
  readonly to?: string | undefined;
  /** Of all that is drawn */
  readonly seed?: number | undefined;
};

/** A requirement or a limit that no longer holds */
export type Break = {
  readonly id: string;
  readonly title: string;
  readonly quarter: string | null;
};

export type CatalogEntry = {
  /** A kind of entry */
  readonly kind: 'accelerators' | 'systems' | 'offers' | 'models' | 'sites' | 'parties' | 'events' | 'series' | 'programmes' | 'costs' | 'countryGroups' | 'fx' | 'sources';
  /** Of the entry */
  readonly id: string;
  /** Its name */
  readonly title: string;
};

export type CatalogEntryDetail = {
  /** A kind of entry */
  readonly kind: 'accelerators' | 'systems' | 'offers' | 'models' | 'sites' | 'parties' | 'events' | 'series' | 'programmes' | 'costs' | 'countryGroups' | 'fx' | 'sources';
  readonly id: string;
  readonly title: string;
  /** Field by field, each claim with its evidence */
  readonly rows: readonly (CatalogRow)[];
  /** The sources its claims name */
  readonly sources: readonly (Source)[];
};

export type CatalogFacts = {
  readonly id: string;
  readonly rows: readonly ({
    readonly field: string;
    readonly written: string;
    readonly source?: string | undefined;
    readonly grade?: string | undefined;
    /** Where it is not simply reported */
    readonly status?: string | undefined;
    readonly date?: string | undefined;
    readonly reason?: string | undefined;
    readonly note?: string | undefined;
  })[];
};

export type CatalogKind = {
  /** A kind of entry */
  readonly kind: 'accelerators' | 'systems' | 'offers' | 'models' | 'sites' | 'parties' | 'events' | 'series' | 'programmes' | 'costs' | 'countryGroups' | 'fx' | 'sources';
  /** Entries of this kind */
  readonly count: number;
};

export type CatalogOverview = {
  /** SHA-256 of the catalog */
  readonly hash: string;
  readonly kinds: readonly (CatalogKind)[];
};

export type CatalogPage = {
  readonly items: readonly (CatalogEntry)[];
  /** `cursor` of the next page; null on the last one */
  readonly next: string | null;
};

export type CatalogRow = {
  /** Nested fields are joined with dots */
  readonly field: string;
  /** As written, with its unit */
  readonly written: string;
  /** Key of its source */
  readonly source?: string | undefined;
  /** How good its source is */
  readonly grade?: 'A' | 'B' | 'C' | 'derived' | 'assumed' | undefined;
  /** When it was claimed */
  readonly date?: string | undefined;
  /** Why, where there is no source */
  readonly reason?: string | undefined;
  readonly note?: string | undefined;
};

export type CatalogUser = {
  readonly kind: string;
  readonly id: string;
  /** Where it names it */
  readonly field: string;
};

export type ChangeUser = {
  readonly roles?: readonly ('viewer' | 'planner' | 'approver' | 'admin')[] | undefined;
  readonly disabled?: boolean | undefined;
};

export type CheckAnswer = {
  readonly ok: boolean;
  readonly violations: readonly (Violation)[];
};

export type CheckRequest = {
  readonly plan: PlanReference;
  readonly scenario?: ScenarioReference | undefined;
};

export type Claim = {
  /** Absent: unknown */
  readonly value?: number | undefined;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  /** As written, with its unit */
  readonly written: string;
  /** Key of its source */
  readonly source?: string | undefined;
  /** How good its source is */
  readonly grade: 'A' | 'B' | 'C' | 'derived' | 'assumed';
  readonly status: 'reported' | 'disputed' | 'confirmed' | 'assumed';
  readonly date?: string | undefined;
  readonly reason?: string | undefined;
  readonly note?: string | undefined;
  /** Where it is written in the catalog */
  readonly span?: {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly endLine?: number | undefined;
    readonly endColumn?: number | undefined;
  } | undefined;
};

export type Classification = {
  readonly accelerator: string;
  readonly date: string;
  readonly destination: string;
  readonly tpp: DerivedFigure;
  readonly performanceDensity: DerivedFigure;
  readonly category: 'denial' | 'case-by-case' | '3A090.a' | '3A090.b' | 'NAC-eligible' | 'controlled' | 'letter' | 'free' | 'unknown';
  /** A duty applies on import into the US */
  readonly duty: boolean | 'unknown';
  readonly rules: readonly (Finding)[];
};

export type ComparedRate = {
  readonly system: string;
  readonly rate: Rate | null;
  readonly none: NoRate | null;
};

export type CreateRecord = {
  /** Of a record */
  readonly id: string;
  readonly title: string;
  /** Who does it, where the server has no users; with --team it is the user */
  readonly author?: string | undefined;
};

/** Total processing power: dense TOPS × bits */
export type DerivedFigure = {
  readonly value: number | null;
  readonly low: number | null;
  /** Null: no upper bound is known */
  readonly high: number | null;
  /** Number format with the largest value */
  readonly format: string | null;
};

export type Diagnostic = {
  /** `FW-…`; `GET /v1/diagnostics/{code}` explains it */
  readonly code: string;
  /** How much it weighs */
  readonly severity: 'error' | 'warning' | 'note';
  /** Keys and indexes from the root of what it is about */
  readonly path: readonly (string | number)[];
  /** Where in the text */
  readonly span?: {
    /** Name of the document, relative to the workspace */
    readonly file: string;
    /** From 1 */
    readonly line: number;
    /** From 1 */
    readonly column: number;
    readonly endLine?: number | undefined;
    /** Exclusive */
    readonly endColumn?: number | undefined;
  } | undefined;
  /** What is wrong, what was expected */
  readonly message: string;
  /** What to do about it */
  readonly hint?: string | undefined;
};

export type DiagnosticExplained = {
  readonly code: string;
  readonly title: string;
  /** Why, and what to do */
  readonly explain: string;
};

export type DiffRequest = {
  readonly before: PlanReference;
  readonly after: PlanReference;
};

export type DiffSide = {
  readonly scenario: string;
  readonly variant: string | null;
  readonly asOf: string;
  readonly status: 'optimal' | 'feasible' | 'infeasible' | 'interrupted';
  /** First quarter */
  readonly from: string;
  /** Last quarter */
  readonly to: string;
  readonly currency: string;
  /** Discounted cash, plan currency; null where nothing is planned */
  readonly cost: number | null;
  /** Penalty of unmet demand, plan currency */
  readonly unmet: number;
};

/** A mean or a part with its 95 % interval */
export type Estimate = {
  readonly value: number;
  readonly low: number;
  readonly high: number;
};

/** A signed statement (DSSE, in-toto) and every file it names */
export type EvidenceBundle = {
  readonly format: 'fleetwright-evidence';
  readonly version: 1;
  readonly publicKey: string;
  readonly envelope: {
    readonly payload: string;
    readonly payloadType: string;
    readonly signatures: readonly ({
      readonly keyid?: string | undefined;
      readonly sig: string;
    })[];
  };
  readonly files: { readonly [name: string]: string };
};

export type EvidenceKey = {
  /** SHA-256, hex */
  readonly fingerprint: string;
  /** PEM */
  readonly publicKey: string;
};

export type EvidenceVerdict = {
  /** Everything holds */
  readonly ok: boolean;
  /** Fingerprint of the key the signature holds under */
  readonly signer: string | null;
  /** The key is the one you gave */
  readonly trusted: boolean;
  /** Steps that were passed, in order */
  readonly passed: readonly ('signature' | 'statement' | 'files' | 'claims' | 'inputs' | 'checker')[];
  /** What was signed, once all files hold */
  readonly statement: { readonly [name: string]: unknown } | null;
  /** Everything that is wrong */
  readonly problems: readonly (Diagnostic)[];
};

export type ExplainRequest = {
  readonly plan: PlanReference;
  /** One line by its id, or all lines of `offer` or `offer@site` */
  readonly line?: string | undefined;
};

export type Explanation = {
  readonly sentences: readonly (string)[];
};

export type Export = {
  readonly format: string;
  readonly documents: readonly ({
    /** Name inside the export, with forward slashes */
    readonly path: string;
    /** Of `content` */
    readonly encoding: 'utf8' | 'base64';
    readonly content: string;
  })[];
};

export type ExportRequest = {
  /** See `GET /v1/formats` */
  readonly format: 'xlsx' | 'csv' | 'parquet' | 'focus' | 'requests' | 'opencost' | 'kueue' | 'aibrix';
  readonly plan: PlanReference;
  readonly previous?: PlanReference | undefined;
  readonly scenario?: ScenarioReference | undefined;
};

export type Fan = {
  readonly name: string;
  readonly p5: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
  readonly mean: Estimate;
};

export type FigureChange = {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  /** Null where that plan does not have it */
  readonly before: number | null;
  /** Null where that plan does not have it */
  readonly after: number | null;
};

export type Finding = {
  /** Id */
  readonly rule: string;
  readonly title: string;
  /** Citation */
  readonly text: string;
  readonly published: string;
  readonly effective: string;
  readonly until?: string | undefined;
  /** What it guards */
  readonly gate: 'export' | 'import' | 'use' | 'procurement' | 'cost';
  /** `unknown`: a fact it needs is not known */
  readonly holds: true | 'unknown';
  readonly effect: RuleEffect;
  /** What the rules say; only `allowed` and `conditions` permit */
  readonly verdict: 'allowed' | 'conditions' | 'licence' | 'unknown' | 'denied';
  /** Facts its predicate read */
  readonly facts: { readonly [name: string]: string };
  /** In words */
  readonly reason: string;
  readonly sources: readonly (string)[];
  /** How good its source is */
  readonly grade: 'A' | 'B' | 'C' | 'derived' | 'assumed';
};

export type Forecasts = {
  readonly record: string;
  readonly currency: string;
  readonly forecasts: readonly ({
    /** Number of a version */
    readonly version: number;
    readonly asOf: string;
    /** Systems delivered; plan currency, undiscounted; requests/s in the busiest hour; tokens/s */
    readonly measure: 'systems' | 'spend' | 'peak' | 'tokens';
    /** A service for load, else `all` */
    readonly key: string;
    /** `2025Q3` */
    readonly quarter: string;
    /** Quarters from the day of the version to the quarter */
    readonly ahead: number;
    readonly forecast: number;
    readonly actual: number;
    /** forecast / actual − 1; null where nothing came */
    readonly error: number | null;
  })[];
  /** How errors grow with how far ahead a version looked */
  readonly scores: readonly ({
    /** Systems delivered; plan currency, undiscounted; requests/s in the busiest hour; tokens/s */
    readonly measure: 'systems' | 'spend' | 'peak' | 'tokens';
    readonly ahead: number;
    /** How many */
    readonly forecasts: number;
    readonly meanAbsoluteError: number;
    /** Mean of the error: above 0, more was forecast than came */
    readonly bias: number;
  })[];
};

export type Format = {
  readonly name: string;
  readonly summary: string;
  readonly shape: 'file' | 'folder';
  /** Needs the scenario the plan was made from */
  readonly needsScenario: boolean;
};

export type FormatList = {
  readonly items: readonly (Format)[];
};

export type FreezeLine = {
  /** Whose line it is */
  readonly version: number;
  /** Id of a line of the plan */
  readonly line: string;
  readonly reason?: string | undefined;
  /** Who does it, where the server has no users; with --team it is the user */
  readonly author?: string | undefined;
};

export type FreshToken = {
  readonly id: string;
  /** Keep it: the server does not */
  readonly token: string;
  readonly expiresAt: string | null;
};

export type FrontierPoint = {
  /** Output tokens per second */
  readonly perAccelerator: number;
  /** Output tokens per second */
  readonly perUser: number;
  readonly tpot: number;
  readonly ttft: number;
  readonly precision: string;
  /** Of routed experts, where it is another */
  readonly expertPrecision?: string | undefined;
  readonly tensorParallel: number;
  /** Of a replica */
  readonly ranks: number;
  readonly batch: number;
};

export type Health = {
  readonly ok: boolean;
};

export type HistoryEntry = {
  readonly seq: number;
  readonly at: string;
  readonly author: string;
  /** What happened */
  readonly event: {
    readonly kind: 'created';
    /** In the words of the author */
    readonly title: string;
  } | {
    readonly kind: 'version-added';
    /** Number of a version of the record */
    readonly version: number;
    /** The version it was made from */
    readonly base: number | null;
    /** In the words of the author */
    readonly message: string;
    /** SHA-256 of the content */
    readonly plan: string;
    /** The text of the scenario, where it was at hand */
    readonly scenario: string | null;
    readonly scenarioName: string | null;
    readonly facts: {
      readonly title: string;
      readonly scenario: string;
      readonly variant: string | null;
      readonly asOf: string;
      readonly status: 'optimal' | 'feasible' | 'infeasible' | 'interrupted';
      readonly currency: string;
      /** Discounted cash, plan currency; null when nothing is planned */
      readonly cost: number | null;
      readonly unmet: number;
      readonly lines: number;
      readonly firstQuarter: string | null;
      readonly lastQuarter: string | null;
      readonly ruleSet: string;
      readonly catalog: string;
      readonly seed: number;
      readonly engine: string;
    };
    readonly concerns: readonly ({
      /** `licence:ID` or `verdict:LINE` */
      readonly id: string;
      /** In words */
      readonly about: string;
    })[];
    /** Null when it could not be checked */
    readonly checked: {
      readonly violations: number;
      /** The first few, in words */
      readonly first: readonly (string)[];
    } | null;
  } | {
    readonly kind: 'noted';
    /** In the words of the author */
    readonly text: string;
    /** Number of a version of the record */
    readonly version: number | null;
    /** Id of a line of the plan */
    readonly line: string | null;
  } | {
    readonly kind: 'line-frozen';
    /** Number of a version of the record */
    readonly version: number;
    readonly order: {
      /** Id of a line of the plan */
      readonly id: string;
      readonly offer: string;
      readonly system: string;
      readonly kind: 'purchase' | 'lease';
      readonly count: number;
      readonly site: string;
      readonly orderQuarter: string;
      readonly deliveryQuarter: string;
    };
    /** In the words of the author */
    readonly reason: string;
  } | {
    readonly kind: 'line-released';
    /** Id of a line of the plan */
    readonly line: string;
    /** In the words of the author */
    readonly reason: string;
  } | {
    readonly kind: 'attached';
    readonly name: string;
    /** SHA-256 of the content */
    readonly content: string;
    /** Bytes */
    readonly size: number;
    /** Number of a version of the record */
    readonly version: number | null;
  } | {
    readonly kind: 'proposed';
    /** Number of a version of the record */
    readonly version: number;
    /** In the words of the author */
    readonly message: string;
  } | {
    readonly kind: 'signed-off';
    /** Number of a version of the record */
    readonly version: number;
    readonly concern: string;
    /** The person who answers for it */
    readonly name: string;
    /** Last day on which the signature counts */
    readonly until: string;
    /** In the words of the author */
    readonly reason: string;
  } | {
    readonly kind: 'approved';
    /** Number of a version of the record */
    readonly version: number;
    /** In the words of the author */
    readonly message: string;
  } | {
    readonly kind: 'rejected';
    /** Number of a version of the record */
    readonly version: number;
    /** In the words of the author */
    readonly reason: string;
  } | {
    readonly kind: 'withdrawn';
    /** Number of a version of the record */
    readonly version: number;
    /** In the words of the author */
    readonly reason: string;
  } | {
    readonly kind: 'superseded';
    /** Number of a version of the record */
    readonly version: number;
    /** The version that replaces it; null when none does */
    readonly by: number | null;
    /** In the words of the author */
    readonly reason: string;
  } | {
    readonly kind: 'actuals-added';
    readonly actuals: 'deliveries' | 'spend' | 'load';
    /** Name of the file they were read from */
    readonly source: string;
    /** Of the file */
    readonly sourceHash: string;
    /** Of the entries, canonical JSON */
    readonly content: string;
    readonly count: number;
    /** First quarter */
    readonly from: string;
    /** Last quarter */
    readonly to: string;
  } | {
    readonly kind: 'actuals-removed';
    /** The entry that added them */
    readonly entry: number;
    /** In the words of the author */
    readonly reason: string;
  } | {
    readonly kind: 'claim-overtaken';
    /** Where the claim enters the plan, as in its assumptions */
    readonly path: string;
    /** The actual value, with its unit */
    readonly written: string;
    /** Who says so */
    readonly source: string;
    /** When it was so */
    readonly date: string;
  };
};

export type HistoryPage = {
  readonly items: readonly (HistoryEntry)[];
  /** `cursor` of the next page; null on the last one */
  readonly next: string | null;
};

export type Job = {
  /** Of the job */
  readonly id: string;
  /** What it does */
  readonly kind: 'plan' | 'replan' | 'simulate' | 'stress' | 'backtest' | 'shock';
  /** Where it stands */
  readonly state: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';
  /** What it is about, for lists */
  readonly title: string;
  /** Who asked for it; null where there is no login */
  readonly by: string | null;
  /** When it was asked for */
  readonly createdAt: string;
  /** When it last began to run */
  readonly startedAt: string | null;
  /** When it ended */
  readonly finishedAt: string | null;
  /** How often it began to run: above 1 after a restart of the server */
  readonly starts: number;
  /** The last that was heard of it */
  readonly progress: JobProgress | null;
  /** The result in a few figures */
  readonly summary: { readonly [name: string]: unknown } | null;
  /** Where the result is; null while there is none */
  readonly result: string | null;
  /** Why it failed */
  readonly problem: Problem | null;
};

export type JobPage = {
  readonly items: readonly (Job)[];
  /** `cursor` of the next page; null on the last one */
  readonly next: string | null;
};

export type JobProgress = {
  /** What it is doing, in words */
  readonly text: string;
  /** Part of all that is done, where it can be said */
  readonly part: number | null;
  /** Since it began */
  readonly seconds: number;
  /** Value of the best plan so far, in the unit of the search */
  readonly incumbent: number | null;
  /** No plan is better than this */
  readonly bound: number | null;
  /** (incumbent − bound) / |incumbent| */
  readonly gap: number | null;
};

export type Judgement = {
  /** The verdict permits it */
  readonly ok: boolean;
  readonly question: {
    readonly accelerator: string;
    readonly system?: string | undefined;
    readonly destination: string;
    readonly site?: string | undefined;
    readonly buyer: string;
    readonly owner: string;
    readonly operator: string;
    readonly acquisition: 'purchase' | 'lease' | 'existing';
    readonly use: 'training' | 'inference';
    readonly date: string;
    readonly knownOn?: string | undefined;
  };
  /** What the rules say; only `allowed` and `conditions` permit */
  readonly verdict: 'allowed' | 'conditions' | 'licence' | 'unknown' | 'denied';
  readonly reason: string;
  /** What goes with the verdict */
  readonly conditions: readonly (string)[];
  /** Part of the price */
  readonly dutyRate: number;
  /** Part of the price */
  readonly feeRate: number;
  /** Licences that answered a rule */
  readonly licences: readonly (string)[];
  readonly findings: readonly (Finding)[];
};

export type KeepPlanRequest = {
  readonly job: string;
  /** Path below the workspace without `.plan.json` */
  readonly name: string;
};

export type KeptPlan = {
  /** Path below the workspace without `.plan.json` */
  readonly name: string;
  /** Of the file */
  readonly etag: string;
};

export type LineChange = {
  readonly id: string;
  /** What happened to it, for somebody who knew the plan before */
  readonly event: 'added' | 'dropped' | 'more' | 'fewer' | 'ordered' | 'changed';
  readonly offer: string;
  readonly system: string;
  readonly site: string;
  readonly orderQuarter: string;
  /** Systems; 0 where the line is not there */
  readonly before: number;
  /** Systems; 0 where the line is not there */
  readonly after: number;
  /** Plan currency */
  readonly moneyBefore: number;
  /** Plan currency */
  readonly moneyAfter: number;
  readonly fields: readonly ({
    readonly field: string;
    readonly before: string | number | boolean | null;
    readonly after: string | number | boolean | null;
  })[];
  /** Inputs that changed and are about this line */
  readonly inputs: readonly (string)[];
};

export type MakeEvidence = {
  readonly plan: PlanReference;
  readonly scenario?: ScenarioReference | undefined;
};

export type Me = {
  /** The server knows users; without, everybody on the machine may do everything */
  readonly team: boolean;
  readonly name: string | null;
  readonly roles: readonly ('viewer' | 'planner' | 'approver' | 'admin')[];
};

export type NoRate = {
  /** `FW-PRF-…` */
  readonly code: string;
  readonly why: string;
};

export type OperatorTime = {
  readonly name: string;
  /** Seconds that memory takes */
  readonly memory: number;
  /** Seconds that computing takes */
  readonly compute: number;
  /** What it adds to the step */
  readonly seconds: number;
};

export type PageRequest = {
  readonly plan: PlanReference;
  readonly scenario?: ScenarioReference | undefined;
};

export type Place = {
  readonly site: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2; `unknown` where nothing says */
  readonly country: string;
  /** Province, city or region as the catalog names it */
  readonly area: string;
};

export type PlaceList = {
  readonly items: readonly (Place)[];
};

export type PlacesRequest = {
  readonly scenario: ScenarioReference;
};

export type Plan = {
  /** Version of this format */
  readonly version: '1.0';
  /** `feasible`: within the gap asked for or the time allowed; `infeasible`: `conflict` says why, and nothing is planned; `interrupted`: best so far when stopped */
  readonly status: 'optimal' | 'feasible' | 'infeasible' | 'interrupted';
  /** Of the scenario */
  readonly title: string;
  /** Scenario id */
  readonly scenario: string;
  /** Named variant of the scenario; null for the scenario itself */
  readonly variant: string | null;
  /** Day whose knowledge is used */
  readonly asOf: string;
  /** The horizon */
  readonly quarters: readonly (string)[];
  /** Orders in so many first quarters are whole systems */
  readonly wholeQuarters: number;
  /** Plan currency: all money that names no other is in it */
  readonly currency: string;
  /** Of the solver; the same inputs and seed give the same bytes */
  readonly seed: number;
  /** What was asked of the search; absent where it was the usual: a gap of 0.01 and 60 s */
  readonly search?: {
    /** Part of the best within which a plan was good enough */
    readonly gap: number;
    /** Seconds the search and all answers might take */
    readonly timeLimit: number;
  } | undefined;
  /** Rules published by `asOf`; the plan is consistent with these, which is not legal advice */
  readonly ruleSet: {
    /** Day by which they were published */
    readonly asOf: string;
    /** SHA-256 of the rulebook */
    readonly hash: string;
    /** Ids */
    readonly rules: readonly (string)[];
  };
  /** SHA-256 of the scenario after variant and overrides */
  readonly scenarioHash: string;
  /** SHA-256 of the catalog */
  readonly catalogHash: string;
  /** What made the plan */
  readonly engine: {
    /** Version of the program */
    readonly fleetwright: string;
    /** Name and version of the solver */
    readonly solver: string;
  };
  /** How good it is */
  readonly objective: {
    /** What was wanted: all demand at least cost, most service for the budgets, or service first, then cost */
    readonly kind: 'least-cost' | 'most-service' | 'lexicographic';
    /** What was minimised last and what the bound bounds: the cost, and the price of changes where it is a plan made anew; for most-service, unmet + that / 1000. Null when nothing is planned */
    readonly value: number | null;
    /** Discounted cash, plan currency */
    readonly cost: number | null;
    /** Penalty of unmet demand, plan currency, not discounted: unmet part × tokens of the quarter × penalty per million tokens, and unmet part of a run × its penalty */
    readonly unmet: number;
  };
  /** No plan has a better value than this */
  readonly bound: number | null;
  /** (value − bound) / |value| */
  readonly gap: number | null;
  /** Every system in lines, stock or the existing fleet; sorted by id */
  readonly systems: readonly ({
    /** System id */
    readonly id: string;
    /** For people */
    readonly name: string;
    /** Id of the accelerator in it */
    readonly accelerator: string;
    /** Accelerators (packages) in one system */
    readonly accelerators: number;
    /** Party id of its maker */
    readonly vendor: string;
    /** Country of the maker of the accelerator, ISO 3166-1 alpha-2 */
    readonly vendorCountry: string;
  })[];
  /** What to buy or rent */
  readonly lines: readonly ({
    /** Stable: offer, site and order quarter, e.g. `h20-server@datong@2025Q1`, with `+2` for a second order in that quarter; a frozen order keeps its id, and `#2` is a part of it that comes at another time */
    readonly id: string;
    /** Offer id */
    readonly offer: string;
    /** System id */
    readonly system: string;
    /** Bought, or rented for a term */
    readonly kind: 'purchase' | 'lease';
    /** Systems; whole where `whole` is true */
    readonly count: number;
    /** False for far quarters, which are a forecast */
    readonly whole: boolean;
    /** Accelerators (packages) in all systems of the line */
    readonly accelerators: number;
    /** Party id */
    readonly supplier: string;
    /** Site id */
    readonly site: string;
    /** Quarter of the order */
    readonly orderQuarter: string;
    /** One lead time later; in service from its start */
    readonly deliveryQuarter: string;
    /** Last quarter in service within the horizon: lease end; null = beyond the horizon */
    readonly endQuarter: string | null;
    /** Price of the systems (purchase) or of the whole term (lease), in the currency of the offer */
    readonly cost: {
      /** Major units, not rounded */
      readonly amount: number;
      /** ISO 4217 */
      readonly currency: string;
    };
    /** The same in the plan currency */
    readonly reporting: number;
    /** Ids of the budgets that anything it costs counts against: its price, and what it takes to run it */
    readonly budget: readonly (string)[];
    /** Ordered before this plan, and untouched by it */
    readonly frozen: boolean;
    /** Uses of the site for which the rules permit it on its order and its ship date */
    readonly uses: readonly ('training' | 'inference')[];
    /** The worst verdict over `uses`; where `uses` is empty, the best that any use got */
    readonly verdict: 'allowed' | 'conditions' | 'licence' | 'unknown' | 'denied';
    /** One record for every use of the site */
    readonly verdicts: readonly ({
      /** What the machines would be used for */
      readonly use: 'training' | 'inference';
      /** The as-of date when it lies in the order quarter, else the first day of that */
      readonly orderDate: string;
      /** Last day of the delivery quarter */
      readonly shipDate: string;
      /** Verdict on the order date */
      readonly onOrder: 'allowed' | 'conditions' | 'licence' | 'unknown' | 'denied';
      /** Verdict on the ship date, as far as is known on the as-of date */
      readonly onShip: 'allowed' | 'conditions' | 'licence' | 'unknown' | 'denied';
      /** The worse of both; a planned line is `allowed` or `conditions` for some use */
      readonly verdict: 'allowed' | 'conditions' | 'licence' | 'unknown' | 'denied';
      /** In words */
      readonly reason: string;
      /** Ids of the rules that applied on either date */
      readonly rules: readonly (string)[];
      /** What goes with it, on either date */
      readonly conditions: readonly (string)[];
      /** Ids of licences held or assumed that it rests on */
      readonly licences: readonly (string)[];
    })[];
    /** Sentences: why it won, what would flip it */
    readonly why: readonly (string)[];
    /** What to do about it now; absent where one future alone was planned */
    readonly stance?: {
      /** Order it now; hold the right to order it then; or nothing need be done before then */
      readonly stance: 'commit' | 'option' | 'wait';
      /** Commit: what not ordering it now would cost on average; option: the most the right may cost; wait: what settling it now at its mean would cost. Plan currency; null where it was not valued */
      readonly value: number | null;
      /** Quarter by which it is decided; null for what is ordered now */
      readonly until: string | null;
      /** Event that decides it, where one does */
      readonly event: string | null;
      /** In words */
      readonly sentence: string;
    } | undefined;
  })[];
  /** What stands where */
  readonly stock: readonly ({
    /** Calendar quarter, `YYYYQn` */
    readonly quarter: string;
    /** Site id */
    readonly site: string;
    /** System id */
    readonly system: string;
    /** Which pool of the stock: the uses the rules permit it for */
    readonly uses: readonly ('training' | 'inference')[];
    /** Systems that stand: fleet, frozen orders and lines */
    readonly systems: number;
  })[];
  /** What works where */
  readonly placements: readonly ({
    /** Calendar quarter, `YYYYQn` */
    readonly quarter: string;
    /** Site id */
    readonly site: string;
    /** System id */
    readonly system: string;
    /** Which pool of the stock: the uses the rules permit it for */
    readonly uses: readonly ('training' | 'inference')[];
    /** Service or run id */
    readonly work: string;
    /** Inference or training */
    readonly kind: 'service' | 'run';
    /** Systems at work, already after availability */
    readonly systems: number;
    /** Per system: requests/s (service) or useful FLOP/s (run) */
    readonly rate: number;
    /** Of the systems, those that work on prompts alone, handing over to the others; absent where prompts and answers share replicas */
    readonly prefill?: number | undefined;
  })[];
  /** What is served */
  readonly services: readonly ({
    /** Service id */
    readonly id: string;
    /** For people */
    readonly name: string;
    /** Model id */
    readonly model: string;
    /** Part of its predicted rates that the plan counts on, because simulation bore out no more; its rates and placements are with it. Absent: all of them */
    readonly headroom?: number | undefined;
    /** One entry for every quarter of the horizon */
    readonly quarters: readonly ({
      /** Calendar quarter, `YYYYQn` */
      readonly quarter: string;
      /** Demand at the peak hour, requests/s */
      readonly peak: number;
      /** Capacity placed for it (systems × rate), at most the demand, requests/s */
      readonly served: number;
      /** peak − served, requests/s */
      readonly unmet: number;
      /** Input and output tokens of the quarter that are served: mean demand × served / peak over the quarter */
      readonly tokens: number;
    })[];
    /** What each system in question does for it */
    readonly rates: readonly ({
      /** System id */
      readonly system: string;
      /** Of one system, for the mix of requests of the service */
      readonly requestsPerSecond: {
        /** Central prediction; the one that is planned with */
        readonly value: number;
        /** Low end of the 80 % interval */
        readonly low: number;
        /** High end of the 80 % interval */
        readonly high: number;
      };
      /** Of one system */
      readonly outputTokensPerSecond: number;
      /** Time to first token at that load, s */
      readonly ttft: number;
      /** Time per output token at that load, s */
      readonly tpot: number;
      /** Precision, parallelism and batch, in words; of the replicas for answers where it is split */
      readonly configuration: string;
      /** Prompts and answers on replicas of their own; absent where they share them */
      readonly split?: {
        /** Systems of the smallest unit that holds both pools */
        readonly unit: number;
        /** Part of the systems that works on prompts alone */
        readonly prefillPart: number;
        /** Of the replicas for prompts, in words */
        readonly prefillConfiguration: string;
        /** KV cache that a mean prompt hands over, bytes */
        readonly handOver: number;
      } | undefined;
      /** What limits the rate */
      readonly boundBy: string;
    })[];
  })[];
  /** What is trained */
  readonly runs: readonly ({
    /** Run id */
    readonly id: string;
    /** For people */
    readonly name: string;
    /** Useful compute it needs, FLOP */
    readonly flop: number;
    /** Useful FLOP of all its placements, by the deadline */
    readonly done: number;
    /** flop − done, at least 0 */
    readonly unmet: number;
    /** The one system it runs on; null where nothing is placed for it */
    readonly system: string | null;
    /** The one site it runs at; null likewise */
    readonly site: string | null;
    /** First quarter by whose end all of it is done; null when it is not */
    readonly finished: string | null;
    /** Most accelerators at work on it at once */
    readonly gang: number;
    /** What each system in question does for it */
    readonly rates: readonly ({
      /** System id */
      readonly system: string;
      /** Useful FLOP/s of one system */
      readonly flopPerSecond: {
        /** Central prediction; the one that is planned with */
        readonly value: number;
        /** Low end of the 80 % interval */
        readonly low: number;
        /** High end of the 80 % interval */
        readonly high: number;
      };
    })[];
  })[];
  /** Domestic parts, in three metrics */
  readonly shares: readonly ({
    /** Share id */
    readonly id: string;
    /** For people */
    readonly name: string;
    /** Id of the rule it comes from; null for a policy of the buyer */
    readonly rule: string | null;
    /** False for a wish that is only reported */
    readonly binding: boolean;
    /** What is counted: accelerators, price of systems and leases, or total processing power */
    readonly metric: 'units' | 'spend' | 'compute';
    /** Part from 0 to 1; null where there is no floor */
    readonly atLeast: number | null;
    /** Part from 0 to 1; null where there is no ceiling */
    readonly atMost: number | null;
    /** Domestic part by accelerators; null when nothing was ordered */
    readonly units: number | null;
    /** By price of systems and whole leases; null likewise */
    readonly spend: number | null;
    /** By total processing power; null likewise */
    readonly compute: number | null;
    /** In its metric; true when nothing was ordered */
    readonly met: boolean | null;
  })[];
  /** What is spent */
  readonly budgets: readonly ({
    /** Budget id */
    readonly id: string;
    /** For people */
    readonly name: string;
    /** ISO 4217 */
    readonly currency: string;
    /** What there is */
    readonly amount: number;
    /** What counts against it, by its sites, kinds, window and way of counting */
    readonly spent: number;
    /** amount − spent */
    readonly left: number;
  })[];
  /** Undiscounted, plan currency, by quarter */
  readonly cash: readonly ({
    /** Calendar quarter, `YYYYQn` */
    readonly quarter: string;
    /** Price of systems bought, on delivery */
    readonly systems: number;
    /** Network and storage that go with them */
    readonly network: number;
    /** Duties on the price */
    readonly duty: number;
    /** Other charges of governments on the price */
    readonly fee: number;
    /** Rent, in each quarter of the term */
    readonly lease: number;
    /** Of what is owned, at mean load, with PUE */
    readonly energy: number;
    /** Building, by IT power that stands */
    readonly space: number;
    /** Support, spares and people */
    readonly support: number;
    /** Value left at the end of the horizon; negative */
    readonly resale: number;
    /** Sum of the kinds */
    readonly total: number;
  })[];
  /** What is drawn */
  readonly power: readonly ({
    /** Calendar quarter, `YYYYQn` */
    readonly quarter: string;
    /** Site id */
    readonly site: string;
    /** Watts, IT × PUE, of everything that stands */
    readonly used: number;
    /** Watts there are */
    readonly limit: number;
  })[];
  /** What binds, and its price */
  readonly limits: readonly ({
    /** Kind, then what it is about: `budget:china-chips`, `power:datong:2025Q3`, `share:floor`, `allocation:h20-server:2025Q2`, `concentration:vendors:nvidia`, `demand:doubao:2025Q4`, `run:pretraining`, `stock:h20-server@datong:2025Q4`, `rule:us-…` */
    readonly id: string;
    /** What sets it */
    readonly kind: 'budget' | 'power' | 'share' | 'allocation' | 'concentration' | 'demand' | 'run' | 'rule' | 'cap' | 'stock';
    /** For people */
    readonly title: string;
    /** Of `used`, `limit` and `slack` */
    readonly unit: string;
    /** budget: spent, own currency; power: watts, IT × PUE; share and concentration: the part of it, 0 to 1; allocation: systems ordered; demand: requests/s served; run: FLOP done; stock: systems at work */
    readonly used: number;
    /** In the same unit; null where there is no number, as for a rule */
    readonly limit: number | null;
    /** Room left, not negative where met: limit − used of a ceiling, used − limit of a floor (share at least, demand, run) */
    readonly slack: number | null;
    /** No room is left */
    readonly binding: boolean;
    /** Money (plan currency, discounted) saved per unit more of the limit, at the plan */
    readonly price: number | null;
    /** The unit the price is per */
    readonly priceUnit: string | null;
    /** A share that costs something: what a point more costs and a point less saves, solved again; else null */
    readonly sides: {
      /** One point stricter costs so much more; null where it cannot be had */
      readonly more: number | null;
      /** One point looser saves so much */
      readonly less: number | null;
    } | null;
  })[];
  /** Plans nearly as good */
  readonly runnerUps: readonly ({
    /** Stable name */
    readonly id: string;
    /** What differs, in words */
    readonly title: string;
    /** Its value, as `objective.value` counts */
    readonly objective: number;
    /** How much worse than the plan, as a part of it */
    readonly above: number;
    /** Distance from the plan: part of ordered spend that sits in other lines, 0 to 1 */
    readonly difference: number;
    /** What it orders */
    readonly lines: readonly ({
      /** Offer id */
      readonly offer: string;
      /** Site id */
      readonly site: string;
      /** Systems, over all quarters */
      readonly count: number;
    })[];
  })[];
  /** What would flip a line */
  readonly breakEvens: readonly ({
    /** Line or `offer@site` that is not in the plan */
    readonly line: string;
    /** What would have to change */
    readonly what: 'price' | 'rate' | 'rule';
    /** Its value now */
    readonly now: number;
    /** Value at which the line leaves or enters the plan */
    readonly flips: number | null;
    /** Of both values */
    readonly unit: string;
    /** In words */
    readonly sentence: string;
  })[];
  /** When infeasible: a smallest set of what cannot all be had */
  readonly conflict: readonly ({
    /** Id of the limit, rule or requirement */
    readonly id: string;
    /** What sets it */
    readonly kind: 'budget' | 'power' | 'share' | 'allocation' | 'concentration' | 'demand' | 'run' | 'rule' | 'cap' | 'stock';
    /** For people */
    readonly title: string;
    /** In words */
    readonly sentence: string;
  })[];
  /** When infeasible: the cheapest ways out */
  readonly repair: readonly ({
    /** Id of the limit, rule or requirement that is changed */
    readonly id: string;
    /** In words */
    readonly sentence: string;
    /** How much more of the limit is needed, in its unit; null for yes/no changes */
    readonly change: number | null;
    /** Of the change */
    readonly unit: string | null;
    /** Objective after the repair */
    readonly objective: number | null;
  })[];
  /** Every claim that became a number of the plan */
  readonly assumptions: readonly ({
    /** Where the number enters, e.g. `offers.h20-server.price` */
    readonly path: string;
    /** As written, with its unit */
    readonly written: string;
    /** How good its source is */
    readonly grade: 'A' | 'B' | 'C' | 'derived' | 'assumed';
    /** What became of the claim */
    readonly status: 'reported' | 'disputed' | 'confirmed' | 'assumed';
    /** Key of its source; null where nobody says so */
    readonly source: string | null;
    /** Title of the source */
    readonly sourceTitle: string | null;
    /** Where the source is */
    readonly ref: string | null;
    /** Written reason where there is no source */
    readonly reason: string | null;
  })[];
  /** What else should be known */
  readonly diagnostics: readonly ({
    /** `FW-…`, explained in `docs/diagnostics.md` */
    readonly code: string;
    /** How much it weighs */
    readonly severity: 'error' | 'warning' | 'note';
    /** In words */
    readonly message: string;
    /** What to do about it */
    readonly hint: string | null;
    /** What it is about */
    readonly path: string;
  })[];
  /** Measurements given beside those of the scenario, which rates are corrected by; absent where none were */
  readonly measurements?: readonly ({
    /** Id of the measurement */
    readonly id: string;
    /** Accelerator id */
    readonly chip: string;
    /** Model id */
    readonly model: string;
    /** Format of the weights: `fp8`, `bf16`, … */
    readonly precision?: string | undefined;
    /** Ranks that share each layer */
    readonly tensorParallel: number;
    /** Requests under way at once */
    readonly users: number;
    /** Prompt, tokens */
    readonly inputTokens: number;
    /** Answer, tokens */
    readonly outputTokens: number;
    /** Measured seconds per output token */
    readonly tpot: number;
  })[] | undefined;
  /** What it took over from the plan before; absent in a first plan */
  readonly replan?: {
    /** The plan it takes the place of */
    readonly of: {
      /** As-of date of the plan before */
      readonly asOf: string;
      /** SHA-256 of that plan file, canonical JSON */
      readonly hash: string;
    };
    /** First quarter of the programme; windows of the scenario count from it */
    readonly start: string;
    /** Quarters of the programme, those that are over among them */
    readonly quarters: number;
    /** Orders that were placed: in the plan as frozen lines, untouched */
    readonly orders: readonly ({
      /** Id of the line it was */
      readonly id: string;
      /** Offer id */
      readonly offer: string;
      /** System id */
      readonly system: string;
      /** Party id */
      readonly supplier: string;
      /** Bought, or rented for a term */
      readonly kind: 'purchase' | 'lease';
      /** Site id */
      readonly site: string;
      /** Systems */
      readonly count: number;
      /** Quarter of the order */
      readonly orderQuarter: string;
      /** Day of the order, as the plan before had it */
      readonly orderDate: string;
      /** Quarter it came in, or is promised for */
      readonly deliveryQuarter: string;
      /** It stands */
      readonly delivered: boolean;
      /** Of one system, or of one system and quarter of a lease, as ordered */
      readonly price: {
        /** Major units, not rounded */
        readonly amount: number;
        /** ISO 4217 */
        readonly currency: string;
      };
      /** Term of a lease; null for a purchase */
      readonly termQuarters: number | null;
      /** Counts as domestic for shares */
      readonly domestic: boolean;
    })[];
    /** Orders that were placed and will not come: not delivered, not paid */
    readonly stopped: readonly ({
      /** Id of the line it was */
      readonly id: string;
      /** Offer id */
      readonly offer: string;
      /** Site id */
      readonly site: string;
      /** Systems that will not come */
      readonly count: number;
      /** Quarter of the order */
      readonly orderQuarter: string;
      /** Day of the order */
      readonly orderDate: string;
      /** Quarter it was promised for */
      readonly deliveryQuarter: string;
      /** The rules of the day do not let it ship, or it was cancelled */
      readonly why: 'rules' | 'cancelled';
      /** In words */
      readonly reason: string;
      /** Ids of the rules that stop it; empty where it was cancelled */
      readonly rules: readonly (string)[];
    })[];
    /** What is done of training runs before the first quarter */
    readonly done: readonly ({
      /** Run id */
      readonly run: string;
      /** Useful FLOP done */
      readonly flop: number;
    })[];
    /** What was seen to stand; null = what the scenario says */
    readonly fleet: readonly ({
      /** Fleet id */
      readonly id: string;
      /** System id */
      readonly system: string;
      /** Site id */
      readonly site: string;
      /** Systems, besides those that the orders brought */
      readonly count: number;
    })[] | null;
    /** What the plan before still wanted to order from now on */
    readonly before: readonly ({
      /** Line id */
      readonly line: string;
      /** Systems */
      readonly count: number;
      /** Of one system or its whole lease, plan currency */
      readonly price: number;
    })[];
    /** The price of changing what was planned */
    readonly churn: {
      /** Of the price, per system of an order that changes */
      readonly part: number;
      /** On top of that, plan currency */
      readonly perSystem: number;
      /** Systems of orders that changed; null when nothing is planned */
      readonly systems: number | null;
      /** What they count in the objective, plan currency */
      readonly cost: number | null;
    };
  } | undefined;
  /** How it fares over many futures; absent where one future alone was planned */
  readonly uncertainty?: {
    /** What counts as good */
    readonly measure: {
      /** What was minimised over the futures */
      readonly kind: 'expected' | 'cvar' | 'worst' | 'regret';
      /** `cvar` is the mean of the worst (1 − alpha) */
      readonly alpha: number;
      /** Of CVaR beside the mean, where it was minimised */
      readonly weight: number | null;
    };
    /** Of the draws */
    readonly seed: number;
    /** How they were spread */
    readonly sampler: 'sobol' | 'plain';
    /** Futures drawn */
    readonly draws: number;
    /** Part of their spread that the kept futures do not show */
    readonly lost: number;
    /** Quarter from which ranges are known; events are known when they happen */
    readonly revealed: string | null;
    /** What cancelling costs */
    readonly deposit: {
      /** Part of the price a cancelled order loses */
      readonly part: number;
      /** Where that comes from */
      readonly basis: string;
    };
    /** Futures kept */
    readonly futures: readonly ({
      /** Which draw it is */
      readonly draw: number;
      /** Of all draws that it stands for */
      readonly probability: number;
      /** What happens in it */
      readonly events: readonly ({
        /** Event */
        readonly id: string;
        /** When it happens */
        readonly quarter: string;
      })[];
      /** Cost and penalties as the objective weighs them, under this plan’s first orders */
      readonly value: number;
      /** Discounted cash */
      readonly cost: number;
      /** Penalty of unmet work */
      readonly unmet: number;
      /** Value to whoever knew this future from the start */
      readonly foresight: number;
      /** Value under the first orders of the plan it is compared with */
      readonly expectedPlan: number;
    })[];
    /** What was minimised */
    readonly value: number;
    /** Proven: no first orders do better over these futures */
    readonly bound: number;
    /** (value − bound) / |value|; holds what rounding costs and what the bound leaves out */
    readonly gap: number;
    /** How it was solved */
    readonly method: 'extensive' | 'benders';
    /** Mean value over the futures */
    readonly expected: number;
    /** Mean of the worst (1 − alpha) */
    readonly cvar: number;
    /** Value of the worst future */
    readonly worst: number;
    /** Greatest difference to foresight */
    readonly regret: number;
    /** Expected value of perfect information: mean difference to foresight */
    readonly perfectInformation: number;
    /** Value of the stochastic solution: what the other first orders cost more on average */
    readonly stochasticSolution: number;
    /** What is ordered now */
    readonly commitments: readonly ({
      /** Offer id */
      readonly offer: string;
      /** Site id */
      readonly site: string;
      /** Quarter index */
      readonly order: number;
      /** Systems */
      readonly count: number;
    })[];
    /** What to do about each order that any future places */
    readonly stances: readonly ({
      /** Order it now; hold the right to order it then; or nothing need be done before then */
      readonly stance: 'commit' | 'option' | 'wait';
      /** Commit: what not ordering it now would cost on average; option: the most the right may cost; wait: what settling it now at its mean would cost. Plan currency; null where it was not valued */
      readonly value: number | null;
      /** Quarter by which it is decided; null for what is ordered now */
      readonly until: string | null;
      /** Event that decides it, where one does */
      readonly event: string | null;
      /** In words */
      readonly sentence: string;
      /** Offer, site and order quarter, as the id of a line */
      readonly line: string;
      /** Systems ordered now */
      readonly now: number;
      /** Systems over the futures, weighed by their probability */
      readonly mean: number;
      /** Systems in the future that orders most */
      readonly most: number;
      /** Probability that any is ordered */
      readonly chance: number;
    })[];
  } | undefined;
  /** What simulation says of it; absent until `fleetwright simulate` proved it */
  readonly proof?: {
    /** Of the simulation */
    readonly seed: number;
    /** Independent runs behind each figure */
    readonly replications: number;
    /** Serving engine whose scheduling was simulated */
    readonly engine: string;
    /** Flags of `fleetwright simulate` by which the fleet was run otherwise than usual */
    readonly operated?: readonly (string)[] | undefined;
    /** Flags of `fleetwright simulate` that say how much of the fleet and of the time was simulated */
    readonly sampled?: readonly (string)[] | undefined;
    /** One entry per service, quarter and case */
    readonly services: readonly ({
      /** Service id */
      readonly service: string;
      /** Calendar quarter, `YYYYQn` */
      readonly quarter: string;
      /** What was simulated */
      readonly when: 'peak hour' | 'day' | 'trace';
      /** `saturated`: the queue grows without end, so that no latency is a number */
      readonly verdict: 'met' | 'missed' | 'saturated' | 'interrupted';
      /** What was held against the levels */
      readonly statistic: 'mean' | 'p50' | 'p90' | 'p99';
      /** Service levels */
      readonly levels: {
        /** Time to first token, s */
        readonly ttft: number;
        /** Time per further token, s */
        readonly tpot: number;
      };
      /** Part of the placed systems that was simulated, under that part of the load */
      readonly share: number;
      /** Simulated requests, all replications */
      readonly requests: number;
      /** Simulated seconds, all replications */
      readonly seconds: number;
      /** Time to first token */
      readonly ttft: {
        /** Mean, s; null when saturated */
        readonly mean: number | null;
        /** Half width of the 95 % interval of the mean, s; null where there is none */
        readonly halfWidth: number | null;
        /** Median, s */
        readonly p50: number | null;
        /** 9 of 10 are faster, s */
        readonly p90: number | null;
        /** 99 of 100 are faster, s */
        readonly p99: number | null;
        /** Half widths of their 95 % intervals, s; null where there are none; absent in older proofs */
        readonly halfWidths?: {
          /** Median, s */
          readonly p50: number | null;
          /** 9 of 10 are faster, s */
          readonly p90: number | null;
          /** 99 of 100 are faster, s */
          readonly p99: number | null;
        } | undefined;
      };
      /** Time per further token */
      readonly tpot: {
        /** Mean, s; null when saturated */
        readonly mean: number | null;
        /** Half width of the 95 % interval of the mean, s; null where there is none */
        readonly halfWidth: number | null;
        /** Median, s */
        readonly p50: number | null;
        /** 9 of 10 are faster, s */
        readonly p90: number | null;
        /** 99 of 100 are faster, s */
        readonly p99: number | null;
        /** Half widths of their 95 % intervals, s; null where there are none; absent in older proofs */
        readonly halfWidths?: {
          /** Median, s */
          readonly p50: number | null;
          /** 9 of 10 are faster, s */
          readonly p90: number | null;
          /** 99 of 100 are faster, s */
          readonly p99: number | null;
        } | undefined;
      };
      /** Arrival to last token */
      readonly endToEnd: {
        /** Mean, s; null when saturated */
        readonly mean: number | null;
        /** Half width of the 95 % interval of the mean, s; null where there is none */
        readonly halfWidth: number | null;
        /** Median, s */
        readonly p50: number | null;
        /** 9 of 10 are faster, s */
        readonly p90: number | null;
        /** 99 of 100 are faster, s */
        readonly p99: number | null;
        /** Half widths of their 95 % intervals, s; null where there are none; absent in older proofs */
        readonly halfWidths?: {
          /** Median, s */
          readonly p50: number | null;
          /** 9 of 10 are faster, s */
          readonly p90: number | null;
          /** 99 of 100 are faster, s */
          readonly p99: number | null;
        } | undefined;
      };
      /** Between the tokens of a request, step by step; absent in older proofs */
      readonly betweenTokens?: {
        /** Median, s */
        readonly p50: number | null;
        /** 9 of 10 are faster, s */
        readonly p90: number | null;
        /** 99 of 100 are faster, s */
        readonly p99: number | null;
        /** Half widths of their 95 % intervals, s; null where there are none; absent in older proofs */
        readonly halfWidths?: {
          /** Median, s */
          readonly p50: number | null;
          /** 9 of 10 are faster, s */
          readonly p90: number | null;
          /** 99 of 100 are faster, s */
          readonly p99: number | null;
        } | undefined;
      } | undefined;
      /** Part of the finished requests within both levels */
      readonly goodput: number | null;
      /** Requests per second within both levels, of all that is placed; absent in older proofs */
      readonly goodPerSecond?: number | null | undefined;
      /** Requests turned away, dropped or too long */
      readonly turnedAway: number;
      /** Part of the time that replicas worked */
      readonly busy: number;
      /** Requests of a replica that wait for their first token, their prompts under way included; null when saturated; absent in older proofs */
      readonly queue?: number | null | undefined;
      /** Mean part of the KV cache in use */
      readonly kvUse: number;
      /** Requests set back for lack of KV cache */
      readonly preemptions: number;
      /** IT energy per input or output token, J */
      readonly joulesPerToken: number | null;
      /** Plan currency, equipment and energy */
      readonly costPerMillionTokens: number | null;
      /** Load at which the queue begins to grow without end over the load placed, at the peak hour; below 1: saturated; null where 64 times the load does not make it grow (requests may be dropped instead), and for other cases; absent in older proofs */
      readonly saturation?: number | null | undefined;
      /** Capacity needed to meet the level over the capacity placed; null where it is met or unknown */
      readonly growth: number | null;
      /** What would meet the level */
      readonly repair: string | null;
      /** The same by request class, pool, site and hour of the day; absent in older proofs */
      readonly groups?: readonly ({
        /** What is told apart; a pool is a system at a site */
        readonly by: 'class' | 'pool' | 'site' | 'hour';
        /** Class of requests, pool, site, or hour of the day from 0 */
        readonly id: string;
        /** Requests served, all replications */
        readonly finished: number;
        /** Time to first token */
        readonly ttft: {
          /** Mean, s; null when saturated */
          readonly mean: number | null;
          /** Half width of its 95 % interval, s; absent in older proofs */
          readonly halfWidth?: number | null | undefined;
          /** Median, s; absent in older proofs */
          readonly p50?: number | null | undefined;
          /** 9 of 10 are faster, s */
          readonly p90: number | null;
          /** 99 of 100 are faster, s */
          readonly p99: number | null;
        };
        /** Time per further token */
        readonly tpot: {
          /** Mean, s; null when saturated */
          readonly mean: number | null;
          /** Half width of its 95 % interval, s; absent in older proofs */
          readonly halfWidth?: number | null | undefined;
          /** Median, s; absent in older proofs */
          readonly p50?: number | null | undefined;
          /** 9 of 10 are faster, s */
          readonly p90: number | null;
          /** 99 of 100 are faster, s */
          readonly p99: number | null;
        };
        /** Arrival to last token */
        readonly endToEnd: {
          /** Mean, s; null when saturated */
          readonly mean: number | null;
          /** Half width of its 95 % interval, s; absent in older proofs */
          readonly halfWidth?: number | null | undefined;
          /** Median, s; absent in older proofs */
          readonly p50?: number | null | undefined;
          /** 9 of 10 are faster, s */
          readonly p90: number | null;
          /** 99 of 100 are faster, s */
          readonly p99: number | null;
        };
        /** Between the tokens of a request, step by step; absent in older proofs */
        readonly betweenTokens?: {
          /** Median, s */
          readonly p50: number | null;
          /** 9 of 10 are faster, s */
          readonly p90: number | null;
          /** 99 of 100 are faster, s */
          readonly p99: number | null;
          /** Half widths of their 95 % intervals, s; null where there are none; absent in older proofs */
          readonly halfWidths?: {
            /** Median, s */
            readonly p50: number | null;
            /** 9 of 10 are faster, s */
            readonly p90: number | null;
            /** 99 of 100 are faster, s */
            readonly p99: number | null;
          } | undefined;
        } | undefined;
        /** Part of the finished requests within both levels */
        readonly goodput: number | null;
        /** Part of the time that replicas worked; not of classes */
        readonly busy?: number | null | undefined;
        /** Requests of a replica that wait for their first token; null when saturated */
        readonly queue?: number | null | undefined;
        /** Mean part of the KV cache in use; not of classes */
        readonly kvUse?: number | null | undefined;
        /** Requests set back for lack of KV cache; not of classes */
        readonly preemptions?: number | undefined;
        /** IT energy per input or output token, J; of classes by the time their requests spend on replicas */
        readonly joulesPerToken?: number | null | undefined;
        /** Plan currency, equipment and energy; of classes likewise */
        readonly costPerMillionTokens?: number | null | undefined;
      })[] | undefined;
    })[];
  } | undefined;
};

export type PlanDiff = {
  readonly before: DiffSide;
  readonly after: DiffSide;
  /** Nothing differs that anybody buys, pays or serves */
  readonly same: boolean;
  readonly inputs: {
    /** The scenario text differs */
    readonly scenario: boolean;
    readonly catalog: boolean;
    readonly rulesAdded: readonly (string)[];
    readonly rulesGone: readonly (string)[];
    readonly claims: readonly ({
      readonly path: string;
      readonly before: string | null;
      readonly after: string | null;
      /** Source of the new one, or its written reason */
      readonly because: string | null;
    })[];
  };
  readonly lines: readonly (LineChange)[];
  /** Lines that are the same in both */
  readonly unchanged: number;
  /** Systems added to or taken from lines, orders that were stopped among them */
  readonly churn: number;
  /** By quarter that both look at, plan currency, undiscounted */
  readonly cash: readonly (FigureChange)[];
  /** Money spent of each, its own currency */
  readonly budgets: readonly (FigureChange)[];
  /** Served requests per second at the peak; useful FLOP done, by run */
  readonly service: readonly (FigureChange)[];
  /** Why there is no plan after, where there was one before */
  readonly conflict: readonly (string)[];
};

export type PlanFileEntry = {
  /** Path below the workspace without `.plan.json` */
  readonly name: string;
  /** Of the plan */
  readonly title: string;
  /** Id of its scenario */
  readonly scenario: string;
  readonly variant: string | null;
  readonly asOf: string;
  readonly status: string;
  /** Discounted, plan currency */
  readonly cost: number | null;
  readonly currency: string;
  readonly lines: number;
  readonly modified: string;
  /** Of the file; send it as `If-Match` when you write */
  readonly etag: string;
};

export type PlanFileList = {
  readonly items: readonly (PlanFileEntry)[];
};

/** The plan before */
export type PlanReference = {
  /** Of a job */
  readonly job: string;
} | {
  /** A plan file */
  readonly text: string;
} | {
  /** Name of a record */
  readonly record: string;
  /** Number of a version of it */
  readonly version: number;
};

export type PlanRequest = {
  readonly scenario: ScenarioReference;
  /** Plan as if today were this day: its rules, prices and chips */
  readonly asOf?: string | undefined;
  /** A named variant of the scenario */
  readonly variant?: string | undefined;
  /** Measurements of models on chips beside those of the scenario, as a plan file has them */
  readonly measurements?: readonly ({
    /** Id of the measurement */
    readonly id: string;
    /** Accelerator id */
    readonly chip: string;
    /** Model id */
    readonly model: string;
    /** Format of the weights: `fp8`, `bf16`, … */
    readonly precision?: string | undefined;
    /** Ranks that share each layer */
    readonly tensorParallel: number;
    /** Requests under way at once */
    readonly users: number;
    /** Prompt, tokens */
    readonly inputTokens: number;
    /** Answer, tokens */
    readonly outputTokens: number;
    /** Measured seconds per output token */
    readonly tpot: number;
  })[] | undefined;
  /** Seconds the search and its answers may take */
  readonly timeLimit?: number | undefined;
  /** Good enough when proven within this part of the best */
  readonly gap?: number | undefined;
  /** Of the solver */
  readonly seed?: number | undefined;
};

/** Of one system */
export type Predicted = {
  readonly value: number;
  readonly low: number;
  readonly high: number;
};

export type Problem = {
  /** Where the first diagnostic is explained, relative to the server */
  readonly type: string;
  /** Standard phrase of the status */
  readonly title: string;
  /** HTTP status */
  readonly status: number;
  /** The first diagnostic in words */
  readonly detail: string;
  /** The log of the server has it too */
  readonly requestId: string;
  /** Everything that is wrong, at once */
  readonly diagnostics: readonly (Diagnostic)[];
};

export type ProposeVersion = {
  /** In your words */
  readonly message?: string | undefined;
  /** Who does it, where the server has no users; with --team it is the user */
  readonly author?: string | undefined;
};

export type Rate = {
  readonly rate: ServiceRate;
  /** Output tokens per second */
  readonly perAccelerator: number;
  readonly memory: {
    /** Bytes per rank */
    readonly total: number;
    /** Bytes per rank */
    readonly weights: number;
    /** Bytes per rank left for caches */
    readonly cache: number;
  };
  /** Loads that no other beats, by tokens per user */
  readonly frontier: readonly (FrontierPoint)[];
  /** Prompts and answers on the same replicas, where that meets the level */
  readonly shared: ServingWay | null;
  /** Prompts and answers on replicas of their own, where that is possible */
  readonly split: ServingWay | null;
  readonly decodeStep: readonly (OperatorTime)[];
  readonly prefillStep: readonly (OperatorTime)[];
};

export type RateComparison = {
  readonly items: readonly (ComparedRate)[];
};

export type Record = {
  readonly id: string;
  readonly title: string;
  /** The end of its history; its hash is the ETag */
  readonly head: {
    readonly seq: number;
    /** SHA-256 */
    readonly hash: string;
  };
  readonly created: {
    readonly author: string;
    /** Instant in UTC */
    readonly at: string;
    /** Entry */
    readonly seq: number;
  };
  readonly changed: {
    readonly author: string;
    /** Instant in UTC */
    readonly at: string;
    /** Entry */
    readonly seq: number;
  };
  readonly versions: readonly (RecordVersion)[];
  /** Lines that are ordered */
  readonly frozen: readonly ({
    readonly author: string;
    /** Instant in UTC */
    readonly at: string;
    /** Entry */
    readonly seq: number;
    /** Number of a version */
    readonly version: number;
    readonly order: {
      /** Id of a line of the plan */
      readonly id: string;
      readonly offer: string;
      readonly system: string;
      readonly kind: 'purchase' | 'lease';
      readonly count: number;
      readonly site: string;
      readonly orderQuarter: string;
      readonly deliveryQuarter: string;
    };
    readonly reason: string;
  })[];
  readonly notes: readonly ({
    readonly author: string;
    /** Instant in UTC */
    readonly at: string;
    /** Entry */
    readonly seq: number;
    readonly text: string;
    /** Number of a version */
    readonly version: number | null;
    readonly line: string | null;
  })[];
  readonly attachments: readonly ({
    readonly author: string;
    /** Instant in UTC */
    readonly at: string;
    /** Entry */
    readonly seq: number;
    readonly name: string;
    /** SHA-256 */
    readonly content: string;
    readonly size: number;
    /** Number of a version */
    readonly version: number | null;
  })[];
  /** What really was delivered, spent and served */
  readonly actuals: readonly ({
    readonly author: string;
    /** Instant in UTC */
    readonly at: string;
    /** Entry */
    readonly seq: number;
    readonly actuals: 'deliveries' | 'spend' | 'load';
    readonly source: string;
    /** SHA-256 */
    readonly sourceHash: string;
    /** SHA-256 */
    readonly content: string;
    readonly count: number;
    /** First quarter */
    readonly from: string;
    /** Last quarter */
    readonly to: string;
  })[];
  /** Claims that actuals have overtaken */
  readonly overtaken: readonly ({
    readonly author: string;
    /** Instant in UTC */
    readonly at: string;
    /** Entry */
    readonly seq: number;
    readonly path: string;
    readonly written: string;
    readonly source: string;
    readonly date: string;
  })[];
};

export type RecordEntry = {
  readonly id: string;
  readonly title: string;
  readonly versions: number;
  /** The approved version */
  readonly inForce: number | null;
  /** Instant of its last entry */
  readonly changed: string;
  readonly etag: string;
};

export type RecordPage = {
  readonly items: readonly (RecordEntry)[];
  /** `cursor` of the next page; null on the last one */
  readonly next: string | null;
};

export type RecordVersion = {
  readonly author: string;
  /** Instant in UTC */
  readonly at: string;
  /** Entry */
  readonly seq: number;
  /** Number of a version */
  readonly number: number;
  /** The version it was made from */
  readonly base: number | null;
  readonly message: string;
  /** SHA-256 */
  readonly plan: string;
  /** SHA-256 */
  readonly scenario: string | null;
  readonly scenarioName: string | null;
  readonly facts: VersionFacts;
  /** What a person has to answer for */
  readonly concerns: readonly ({
    readonly id: string;
    readonly about: string;
  })[];
  /** What the checker said; null where it could not be asked */
  readonly checked: {
    readonly violations: number;
    readonly first: readonly (string)[];
  } | null;
  readonly state: 'draft' | 'proposed' | 'approved' | 'superseded' | 'rejected' | 'withdrawn';
  readonly decisions: readonly ({
    readonly author: string;
    /** Instant in UTC */
    readonly at: string;
    /** Entry */
    readonly seq: number;
    readonly kind: 'proposed' | 'approved' | 'rejected' | 'withdrawn' | 'superseded';
    readonly message: string;
  })[];
  readonly signOffs: readonly ({
    readonly author: string;
    /** Instant in UTC */
    readonly at: string;
    /** Entry */
    readonly seq: number;
    readonly concern: string;
    readonly name: string;
    readonly until: string;
    readonly reason: string;
  })[];
};

export type RejectVersion = {
  /** Why */
  readonly reason: string;
  /** Who does it, where the server has no users; with --team it is the user */
  readonly author?: string | undefined;
};

export type ReleaseLine = {
  /** Id of a line of the plan */
  readonly line: string;
  /** Why */
  readonly reason: string;
  /** Who does it, where the server has no users; with --team it is the user */
  readonly author?: string | undefined;
};

export type RemoveActuals = {
  /** Entry that added it: `seq` of `actuals` */
  readonly entry: number;
  /** Why */
  readonly reason: string;
  /** Who does it, where the server has no users; with --team it is the user */
  readonly author?: string | undefined;
};

export type ReplanRequest = {
  readonly plan: PlanReference;
  /** Day to plan anew on */
  readonly asOf: string;
  readonly scenario?: ScenarioReference | undefined;
  /** A named variant of the scenario */
  readonly variant?: string | undefined;
  /** Measurements of models on chips beside those of the scenario and of the plan before */
  readonly measurements?: readonly ({
    /** Id of the measurement */
    readonly id: string;
    /** Accelerator id */
    readonly chip: string;
    /** Model id */
    readonly model: string;
    /** Format of the weights: `fp8`, `bf16`, … */
    readonly precision?: string | undefined;
    /** Ranks that share each layer */
    readonly tensorParallel: number;
    /** Requests under way at once */
    readonly users: number;
    /** Prompt, tokens */
    readonly inputTokens: number;
    /** Answer, tokens */
    readonly outputTokens: number;
    /** Measured seconds per output token */
    readonly tpot: number;
  })[] | undefined;
  /** Let the programme go on for so many quarters in all */
  readonly quarters?: number | undefined;
  /** Price of changing one system of an order; default: as the scenario says, else 1 % */
  readonly churn?: {
    /** Of the price of the system */
    readonly part?: number | undefined;
    /** Plan currency */
    readonly perSystem?: number | undefined;
  } | undefined;
  /** What became of orders: CSV of order, systems, status, quarter */
  readonly deliveries?: string | undefined;
  /** All that stands, in place of what the scenario says: CSV */
  readonly fleet?: string | undefined;
  /** Plan again to tell which input explains how much */
  readonly reasons?: boolean | undefined;
  /** Seconds the search and its answers may take */
  readonly timeLimit?: number | undefined;
  /** Good enough when proven within this part of the best */
  readonly gap?: number | undefined;
  /** Of the solver */
  readonly seed?: number | undefined;
};

export type ReportRequest = {
  readonly plan: PlanReference;
};

export type Rule = {
  readonly id: string;
  readonly title: string;
  readonly jurisdiction: 'US' | 'CN';
  /** Who made it */
  readonly authority: string;
  /** Citation */
  readonly text: string;
  /** When the public could know of it */
  readonly published: string;
  /** First day it has effect */
  readonly effective: string;
  /** Last day it has effect, and when that became known */
  readonly until?: {
    readonly date: string;
    readonly published: string;
    readonly why: string;
  } | undefined;
  /** What it guards */
  readonly gate: 'export' | 'import' | 'use' | 'procurement' | 'cost';
  /** What it makes of an item */
  readonly category?: 'denial' | 'case-by-case' | '3A090.a' | '3A090.b' | 'NAC-eligible' | 'controlled' | 'letter' | undefined;
  /** Predicate */
  readonly when: string;
  readonly effect: RuleEffect;
  /** Rules that no longer count where it holds */
  readonly supersedes: readonly (string)[];
  /** Recorded for people, never evaluated */
  readonly informative: boolean;
  /** How good its source is */
  readonly grade: 'A' | 'B' | 'C' | 'derived' | 'assumed';
  /** Keys of its sources */
  readonly sources: readonly (string)[];
  readonly notes: readonly (string)[];
};

/** What a rule does where it holds */
export type RuleEffect = {
  readonly kind: 'allow';
  readonly conditions?: readonly (string)[] | undefined;
} | {
  readonly kind: 'notify';
  readonly days: number;
  readonly exception: string;
} | {
  readonly kind: 'licence';
  readonly policy: 'presumption-of-denial' | 'case-by-case' | 'presumption-of-approval' | 'unstated';
  readonly conditions?: readonly (string)[] | undefined;
} | {
  readonly kind: 'deny';
} | {
  readonly kind: 'uncertain';
  readonly why: string;
} | {
  readonly kind: 'advise';
  readonly text: string;
} | {
  readonly kind: 'share';
  readonly of: 'domestic';
  readonly atLeast: Claim;
  readonly binding: boolean;
} | {
  readonly kind: 'cap';
  readonly units: Claim;
  readonly per: 'buyer' | 'country' | 'product';
  /** Accelerator in whose processing power it counts */
  readonly equivalentsOf?: string | undefined;
} | {
  readonly kind: 'duty';
  readonly rate: Claim;
} | {
  readonly kind: 'fee';
  readonly rate: Claim;
};

export type RulePage = {
  readonly items: readonly (Rule)[];
  /** `cursor` of the next page; null on the last one */
  readonly next: string | null;
};

export type ScenarioEntry = {
  /** File name without `.yaml` */
  readonly name: string;
  /** Its `title`, where it has one */
  readonly title: string | null;
  /** Of its text; send it as `If-Match` when you write */
  readonly etag: string;
  /** Bytes */
  readonly size: number;
  /** Last change */
  readonly modified: string;
};

export type ScenarioPage = {
  readonly items: readonly (ScenarioEntry)[];
  /** `cursor` of the next page; null on the last one */
  readonly next: string | null;
};

export type ScenarioReference = {
  /** File name without `.yaml` */
  readonly name: string;
  /** YAML; where it is absent, the document of this name in the workspace */
  readonly text?: string | undefined;
};

export type ServiceRate = {
  readonly requestsPerSecond: Predicted;
  /** Of one system */
  readonly outputTokensPerSecond: number;
  readonly ttft: Predicted;
  readonly tpot: Predicted;
  readonly configuration: ServingConfiguration;
  readonly boundBy: 'memory' | 'compute' | 'network' | 'kv' | 'latency';
  /** Of trust: 2 is measured end to end */
  readonly level: 0 | 1 | 2;
  /** Claims it rests on */
  readonly lineage: readonly (string)[];
  readonly assumptions: readonly (string)[];
};

export type ServingConfiguration = {
  readonly precision: string;
  /** Of the weights of routed experts, where it is another */
  readonly expertPrecision?: string | undefined;
  readonly tensorParallel: number;
  readonly expertParallel: number;
  readonly ranksPerAccelerator: number;
  /** Stages of a pipeline; absent where there is one */
  readonly pipelineParallel?: number | undefined;
  readonly acceleratorsPerReplica: number;
  readonly replicasPerSystem: number;
  /** Requests at once in one replica */
  readonly batch: number;
  /** Prompts and answers share the replica */
  readonly aggregated: boolean;
  /** Replicas that work on prompts alone; the others then work on answers */
  readonly prefill?: {
    readonly precision: string;
    /** Of the weights of routed experts, where it is another */
    readonly expertPrecision?: string | undefined;
    readonly tensorParallel: number;
    readonly expertParallel: number;
    readonly ranksPerAccelerator: number;
    /** Stages of a pipeline; absent where there is one */
    readonly pipelineParallel?: number | undefined;
    readonly acceleratorsPerReplica: number;
    readonly replicasPerSystem: number;
    /** Systems of the smallest unit that holds both pools */
    readonly unit: number;
    /** Part of the systems that works on prompts */
    readonly part: number;
    /** KV cache that a mean prompt hands over */
    readonly handOverBytes: number;
    /** Of the links of a rank that it takes */
    readonly linkBytesPerSecond: number;
  } | undefined;
};

export type ServingWay = {
  /** Of one system */
  readonly requestsPerSecond: number;
  readonly configuration: ServingConfiguration;
};

export type ShockReport = {
  readonly title: string;
  readonly currency: string;
  /** The scenario has changed since the plan was made */
  readonly stale: boolean;
  /** Gap of the plan: what planning anew saves below this part of its value, its search may have left; absent in reports made before it was given */
  readonly gap?: number | null | undefined;
  readonly shocks: readonly ({
    readonly event: string;
    readonly title: string;
    readonly quarter: string | null;
    /** It comes after the horizon and does nothing */
    readonly outside: boolean;
    readonly before: {
      /** Plan currency */
      readonly value: number;
      readonly breaks: readonly (Break)[];
    };
    /** Nothing is changed */
    readonly unrepaired: {
      /** Plan currency */
      readonly value: number;
      readonly breaks: readonly (Break)[];
    };
    /** Every order stays; more may be ordered */
    readonly additions: {
      /** Plan currency */
      readonly value: number;
      readonly breaks: readonly (Break)[];
    };
    /** What is not ordered by then is planned anew */
    readonly repair: {
      /** Plan currency */
      readonly value: number;
      readonly breaks: readonly (Break)[];
    };
    readonly first: Break & { readonly [name: string]: unknown } | null;
  })[];
};

export type ShockRequest = {
  readonly plan: PlanReference;
  readonly scenario?: ScenarioReference | undefined;
};

export type SignOff = {
  /** `licence:ID` or `verdict:LINE` */
  readonly concern: string;
  /** The person who answers for it */
  readonly name: string;
  /** Last day on which it counts */
  readonly until: string;
  /** Why */
  readonly reason: string;
  /** Who does it, where the server has no users; with --team it is the user */
  readonly author?: string | undefined;
};

/** How the fleet is run where that differs from the usual; as the flags of `fleetwright simulate` */
export type SimulateOperating = {
  /** How requests find their replica; default: `least-loaded` */
  readonly routing?: 'round-robin' | 'least-loaded' | 'shortest-queue' | 'weighted' | 'kv-aware' | 'prefix-aware' | 'affinity' | 'region-first' | undefined;
  /** With `region-first`: requests on the least loaded replica of the own site from which on other sites are asked; default: as many as a replica holds at its rate */
  readonly overflow?: number | undefined;
  /** Seconds of network, one way, between any two sites; default: 0 */
  readonly latency?: number | undefined;
  /** The same between pairs of sites, by `a:b` */
  readonly latencies?: { readonly [name: string]: number } | undefined;
  /** Parts of the requests by the site they come from; default, where distance matters: as capacity stands */
  readonly origins?: { readonly [name: string]: number } | undefined;
  /** A closed loop: users of the service who wait for their answers */
  readonly users?: number | undefined;
  /** With `users`: mean seconds before the next question; default: 10 */
  readonly think?: number | undefined;
  /** Coefficient of variation of the gaps between arrivals; default: 1, Poisson */
  readonly burst?: number | undefined;
  /** Replicas of the fleet follow the load between these */
  readonly autoscale?: {
    readonly least: number;
    readonly most: number;
  } | undefined;
  /** With `autoscale`: seconds from the decision to the first request; default: 120 */
  readonly coldStart?: number | undefined;
  /** Replicas break down as often as the catalog says, and are repaired */
  readonly failures?: boolean | undefined;
  /** Hours between failures of one accelerator, in place of the catalog’s */
  readonly mtbf?: number | undefined;
  /** With `failures` or `mtbf`: seconds until a replica is back; default: 510 */
  readonly repair?: number | undefined;
  /** Replicas that take nothing new in some hours of the day */
  readonly maintenance?: readonly ({
    /** Default: every site */
    readonly site?: string | undefined;
    /** Of the replicas there */
    readonly part: number;
    /** Hour of the day; the peak is at 12 */
    readonly from: number;
    /** Hour of the day; before `from`: over midnight */
    readonly until: number;
  })[] | undefined;
  /** Part of the replicas of each placement that works on prompts; `auto`: by the time they take */
  readonly split?: number | 'auto' | undefined;
  /** With `split`: gigabytes per second that a replica of prompts hands over; default: the network of its system */
  readonly link?: number | undefined;
  /** Speculative decoding */
  readonly speculate?: {
    /** Draft tokens per step */
    readonly tokens: number;
    /** Chance of each to be accepted */
    readonly acceptance: number;
    /** Part of a step that drafting takes; default: 0.1 */
    readonly draftShare?: number | undefined;
  } | undefined;
  /** Tokens that a group of ranks works on in one step, at most; default: of the engine, up to 4096 */
  readonly stepTokens?: number | undefined;
  /** Requests that wait at one replica, at most */
  readonly maxQueue?: number | undefined;
  /** Requests in the whole fleet, at most */
  readonly maxInFlight?: number | undefined;
  /** KV blocks of host memory per replica for requests that are set back */
  readonly hostBlocks?: number | undefined;
  /** By class: lower numbers go first; default: 0 */
  readonly priority?: { readonly [name: string]: number } | undefined;
  /** By class: seconds within which a request must start */
  readonly deadline?: { readonly [name: string]: number } | undefined;
};

export type SimulateRequest = {
  readonly plan: PlanReference;
  readonly scenario?: ScenarioReference | undefined;
  /** Only this service */
  readonly service?: string | undefined;
  /** This quarter, or `all` (default: the highest peak of each service) */
  readonly quarter?: string | undefined;
  /** Serving engine */
  readonly engine?: 'vllm' | 'sglang' | 'tensorrt-llm' | 'mindie' | undefined;
  /** What must keep the levels; default: what the scenario says of each service, or p90 */
  readonly statistic?: 'mean' | 'p50' | 'p90' | 'p99' | undefined;
  /** Independent runs */
  readonly replications?: number | undefined;
  /** Seconds of the peak hour to count; default: as long as 200,000 requests take */
  readonly seconds?: number | undefined;
  /** Replicas of a cell, at most: a larger fleet is cut into cells; default: 24 */
  readonly replicas?: number | undefined;
  /** Cells to simulate, `all` for the whole fleet; default: 1 */
  readonly cells?: number | 'all' | undefined;
  /** Only the peak hour or only the day; default: both */
  readonly when?: 'peak' | 'day' | undefined;
  /** Sample nothing: all replicas, every second of the day (of the peak hour where `when` is that) */
  readonly whole?: boolean | undefined;
  /** Of arrivals and lengths */
  readonly seed?: number | undefined;
  readonly operating?: SimulateOperating | undefined;
};

export type Source = {
  readonly key: string;
  readonly title: string;
  /** URL, document number or path, as found */
  readonly ref: string;
  /** Of publication */
  readonly date?: string | undefined;
  readonly grade: 'A' | 'B' | 'C' | 'derived' | 'assumed';
  /** How it was read: in full, an excerpt, through another source */
  readonly read?: string | undefined;
};

export type StressReport = {
  readonly title: string;
  readonly scenario: string;
  readonly asOf: string;
  readonly variant: string | null;
  readonly currency: string;
  readonly draws: number;
  readonly seed: number;
  readonly fans: readonly (Fan)[];
  /** Cash by quarter */
  readonly spend: readonly (Fan)[];
  /** Mean cost of the worst tenth of the futures */
  readonly worstTenth: number;
  readonly regret: Estimate;
  readonly requirements: readonly ({
    readonly id: string;
    readonly title: string;
    readonly chance: Estimate;
  })[];
  readonly lines: readonly ({
    readonly line: string;
    readonly planned: number;
    readonly ordered: Estimate;
    readonly flips: Estimate;
  })[];
  readonly tornado: readonly ({
    readonly id: string;
    readonly title: string;
    readonly low: number;
    readonly high: number;
  })[];
  /** Empty where they were not asked for */
  readonly indices: readonly ({
    readonly input: string;
    readonly first: Estimate;
    readonly total: Estimate;
  })[];
  /** What it is worth to find out */
  readonly facts: readonly ({
    readonly id: string;
    readonly title: string;
    readonly worth: Estimate;
  })[];
};

export type StressRequest = {
  readonly scenario: ScenarioReference;
  /** Plan as if today were this day: its rules, prices and chips */
  readonly asOf?: string | undefined;
  /** A named variant of the scenario */
  readonly variant?: string | undefined;
  /** Measurements of models on chips beside those of the scenario, as a plan file has them */
  readonly measurements?: readonly ({
    /** Id of the measurement */
    readonly id: string;
    /** Accelerator id */
    readonly chip: string;
    /** Model id */
    readonly model: string;
    /** Format of the weights: `fp8`, `bf16`, … */
    readonly precision?: string | undefined;
    /** Ranks that share each layer */
    readonly tensorParallel: number;
    /** Requests under way at once */
    readonly users: number;
    /** Prompt, tokens */
    readonly inputTokens: number;
    /** Answer, tokens */
    readonly outputTokens: number;
    /** Measured seconds per output token */
    readonly tpot: number;
  })[] | undefined;
  /** How many futures */
  readonly draws?: number | undefined;
  /** Other first orders to try, at most: what facts are worth follows from them */
  readonly alternatives?: number | undefined;
  /** Base points of the Sobol indices of kinds of quantities; 0 leaves them out, 64 takes minutes */
  readonly indices?: number | undefined;
  /** Of all that is drawn */
  readonly seed?: number | undefined;
};

export type SupersedeVersion = {
  /** Why */
  readonly reason: string;
  /** Who does it, where the server has no users; with --team it is the user */
  readonly author?: string | undefined;
};

export type Timeline = {
  readonly accelerator: string;
  readonly buyer: string;
  readonly lessor: string | null;
  readonly entries: readonly ({
    /** From this day until the next entry */
    readonly date: string;
    readonly use: 'training' | 'inference';
    /** What the rules say; only `allowed` and `conditions` permit */
    readonly verdict: 'allowed' | 'conditions' | 'licence' | 'unknown' | 'denied';
    readonly category: 'denial' | 'case-by-case' | '3A090.a' | '3A090.b' | 'NAC-eligible' | 'controlled' | 'letter' | 'free' | 'unknown';
    readonly dutyRate: number;
    readonly feeRate: number;
    readonly reason: string;
    /** Rules that decide */
    readonly rules: readonly (string)[];
  })[];
};

export type Token = {
  readonly id: string;
  readonly user: string;
  readonly label: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
};

export type TokenList = {
  readonly items: readonly (Token)[];
};

export type TrainingRate = {
  readonly accelerators: number;
  /** Accelerators that work; no split divides the rest */
  readonly working: number;
  /** Sequences per step */
  readonly globalBatch: number;
  readonly tokensPerSecond: Predicted;
  /** Model FLOP over the dense 16-bit peak */
  readonly utilisation: number;
  /** Part of time spent on steps that count */
  readonly goodput: number;
  readonly setup: {
    readonly tensor: number;
    readonly pipeline: number;
    readonly expert: number;
    readonly virtual: number;
    readonly microBatch: number;
    readonly recompute: number;
    readonly sharded: boolean;
    readonly data: number;
  };
  readonly step: {
    readonly seconds: number;
    readonly compute: number;
    readonly elementwise: number;
    readonly tensorLinks: number;
    readonly expertLinks: number;
    readonly stageLinks: number;
    readonly dataLinks: number;
    readonly bubble: number;
    readonly modelFlop: number;
  };
};

export type User = {
  /** Of a user */
  readonly name: string;
  readonly roles: readonly ('viewer' | 'planner' | 'approver' | 'admin')[];
  /** None of its tokens works */
  readonly disabled: boolean;
  readonly createdAt: string;
  readonly createdBy: string;
};

export type UserPage = {
  readonly items: readonly (User)[];
  /** `cursor` of the next page; null on the last one */
  readonly next: string | null;
};

export type ValidateRequest = {
  readonly scenario: ScenarioReference;
};

export type Validation = {
  /** It can be planned */
  readonly ok: boolean;
  /** Name that the places of the diagnostics use */
  readonly file: string;
  /** Its title, where it could be read */
  readonly title: string | null;
  /** Names of its variants, where it could be read */
  readonly variants: readonly (string)[];
  /** Everything that is wrong or worth knowing */
  readonly diagnostics: readonly (Diagnostic)[];
};

export type Variance = {
  readonly record: string;
  /** Number of a version */
  readonly version: number;
  readonly currency: string;
  /** Lines of which something is known */
  readonly lines: readonly ({
    readonly line: string;
    readonly site: string;
    /** Systems */
    readonly planned: number;
    /** For which the plan has it */
    readonly quarter: string;
    /** Systems */
    readonly delivered: number;
    /** Systems */
    readonly open: number;
    /** Systems */
    readonly cancelled: number;
    /** Quarters, mean over the systems that came; negative when early; null when none came */
    readonly late: number | null;
  })[];
  /** Figures beside what came, of quarters of which something is known */
  readonly cells: readonly ({
    /** Systems delivered; plan currency, undiscounted; requests/s in the busiest hour; tokens/s */
    readonly measure: 'systems' | 'spend' | 'peak' | 'tokens';
    readonly by: 'all' | 'site' | 'line' | 'service';
    /** What the figure is of; `all` is the whole plan */
    readonly key: string;
    /** `2025Q3` */
    readonly quarter: string;
    readonly planned: number;
    /** Null where nobody said anything */
    readonly actual: number | null;
  })[];
  /** Orders that something is said of and the plan does not have */
  readonly strangers: readonly (string)[];
  /** Charges left out because their currency has no rate in the plan, by currency */
  readonly unconverted: { readonly [name: string]: number };
};

export type VerifiedRecord = {
  readonly ok: boolean;
  readonly record: string;
  readonly entries: number;
  /** Files hashed again */
  readonly contents: number;
  readonly head: {
    readonly seq: number;
    /** SHA-256 */
    readonly hash: string;
  } | null;
  /** The first entry that is not as written */
  readonly broken: {
    readonly seq: number;
    readonly kind: string;
    readonly what: string;
  } | null;
};

export type VerifyEvidence = {
  readonly bundle: EvidenceBundle;
  /** Public key of the signer (PEM), got by another way; without it changes show, not who signed */
  readonly key?: string | undefined;
};

export type VersionFacts = {
  readonly title: string;
  readonly scenario: string;
  readonly variant: string | null;
  readonly asOf: string;
  readonly status: 'optimal' | 'feasible' | 'infeasible' | 'interrupted';
  readonly currency: string;
  /** Discounted cash, plan currency; null when nothing is planned */
  readonly cost: number | null;
  readonly unmet: number;
  readonly lines: number;
  readonly firstQuarter: string | null;
  readonly lastQuarter: string | null;
  readonly ruleSet: string;
  readonly catalog: string;
  readonly seed: number;
  readonly engine: string;
};

export type Violation = {
  /** `FW-CHK-…` */
  readonly code: string;
  /** What kind of thing is wrong */
  readonly what: string;
  /** Line, limit, site and quarter, or field */
  readonly where: string;
  /** What was worked out again */
  readonly expected: string;
  /** What the plan says */
  readonly found: string;
  /** All of it in words */
  readonly sentence: string;
};

export type WhatIfRequest = {
  readonly scenario: ScenarioReference;
  /** Plan as if today were this day: its rules, prices and chips */
  readonly asOf?: string | undefined;
  /** A named variant of the scenario */
  readonly variant?: string | undefined;
  /** Measurements of models on chips beside those of the scenario, as a plan file has them */
  readonly measurements?: readonly ({
    /** Id of the measurement */
    readonly id: string;
    /** Accelerator id */
    readonly chip: string;
    /** Model id */
    readonly model: string;
    /** Format of the weights: `fp8`, `bf16`, … */
    readonly precision?: string | undefined;
    /** Ranks that share each layer */
    readonly tensorParallel: number;
    /** Requests under way at once */
    readonly users: number;
    /** Prompt, tokens */
    readonly inputTokens: number;
    /** Answer, tokens */
    readonly outputTokens: number;
    /** Measured seconds per output token */
    readonly tpot: number;
  })[] | undefined;
  /** What changes */
  readonly set: { readonly [name: string]: unknown };
};

export type WithdrawVersion = {
  /** Why */
  readonly reason: string;
  /** Who does it, where the server has no users; with --team it is the user */
  readonly author?: string | undefined;
};

/** Every operation of the interface, by its id. */
export interface Operations {
  /** What this server is and what it answers from. `GET /v1` */
  about(options?: CallOptions): Promise<Answer<About>>;
  /** Adds what really came: deliveries (CSV), spend (FOCUS, CSV or Parquet), served load (Prometheus, logs). `POST /v1/records/{record}/actuals` */
  addActuals(request: {
    /** Of a record */
    readonly record: string;
    /** ETag of the record you read: refused where it has changed since */
    readonly 'if-match'?: string | undefined;
    readonly body: AddActuals;
  }, options?: CallOptions): Promise<Answer<ActualsAdded>>;
  /** Writes a note on a record, a version or a line. `POST /v1/records/{record}/notes` */
  addNote(request: {
    /** Of a record */
    readonly record: string;
    /** ETag of the record you read: refused where it has changed since */
    readonly 'if-match'?: string | undefined;
    readonly body: AddNote;
  }, options?: CallOptions): Promise<Answer<Record>>;
  /** Makes a token; it is shown this once. `POST /v1/users/{name}/tokens` */
  addToken(request: {
    /** Of a user */
    readonly name: string;
    readonly body: AddToken;
  }, options?: CallOptions): Promise<Answer<FreshToken>>;
  /** Adds a user. `POST /v1/users` */
  addUser(request: {
    readonly body: AddUser;
  }, options?: CallOptions): Promise<Answer<User>>;
  /** Adds a plan as the next version, a draft; makes the record where there is none. `POST /v1/records/{record}/versions` */
  addVersion(request: {
    /** Of a record */
    readonly record: string;
    /** ETag of the record you read: refused where it has changed since */
    readonly 'if-match'?: string | undefined;
    readonly body: AddVersion;
  }, options?: CallOptions): Promise<Answer<Record>>;
  /** Approves a proposed version; the one in force is superseded. Nobody approves what they made or proposed. `POST /v1/records/{record}/versions/{version}/approve` */
  approveVersion(request: {
    /** Of a record */
    readonly record: string;
    /** Number of a version */
    readonly version: number;
    /** ETag of the record you read: refused where it has changed since */
    readonly 'if-match'?: string | undefined;
    readonly body: ApproveVersion;
  }, options?: CallOptions): Promise<Answer<Record>>;
  /** Plans a scenario with a few changes, fast: no prices, no runner-ups, within 2 % of the best. `POST /v1/what-if` */
  askWhatIf(request: {
    readonly body: WhatIfRequest;
  }, options?: CallOptions): Promise<Answer<Plan>>;
  /** Keeps a file with a record or a version: a quotation, a licence, minutes. `POST /v1/records/{record}/attachments` */
  attachFile(request: {
    /** Of a record */
    readonly record: string;
    /** ETag of the record you read: refused where it has changed since */
    readonly 'if-match'?: string | undefined;
    readonly body: AttachFile;
  }, options?: CallOptions): Promise<Answer<Record>>;
  /** Replays what really happened: what planners would have ordered, and what came of it. `POST /v1/backtest` */
  backtest(request: {
    /** The same key and the same request give the same job */
    readonly 'idempotency-key'?: string | undefined;
    readonly body: BacktestRequest;
  }, options?: CallOptions): Promise<Answer<Job>>;
  /** Ends a job with the best it has so far. `POST /v1/jobs/{id}/cancel` */
  cancelJob(request: {
    /** Of a job */
    readonly id: string;
  }, options?: CallOptions): Promise<Answer<Job>>;
  /** Changes the roles of a user, or whether its tokens work. `PATCH /v1/users/{name}` */
  changeUser(request: {
    /** Of a user */
    readonly name: string;
    readonly body: ChangeUser;
  }, options?: CallOptions): Promise<Answer<User>>;
  /** Check a plan without trusting the optimiser. `POST /v1/check` */
  checkPlan(request: {
    readonly body: CheckRequest;
  }, options?: CallOptions): Promise<Answer<CheckAnswer>>;
  /** Ask the rules about one purchase or lease. `GET /v1/rules/check` */
  checkRules(request: {
    /** A system of the catalog */
    readonly system: string;
    /** A site of the catalog, or a country of two capital letters */
    readonly to: string;
    /** Who orders: a party of the catalog */
    readonly buyer: string;
    /** What it is for */
    readonly use: 'training' | 'inference';
    /** Day whose law is asked for */
    readonly on: string;
    /** Day whose knowledge is used (default: `on`) */
    readonly 'known-on'?: string | undefined;
    /** The capacity is rented from this party, which owns and operates it */
    readonly 'lease-from'?: string | undefined;
    /** Who runs the machines, if not the buyer */
    readonly operator?: string | undefined;
  }, options?: CallOptions): Promise<Answer<Judgement>>;
  /** Classify an accelerator on a date. `GET /v1/rules/classify` */
  classify(request: {
    /** An accelerator of the catalog, or a system for the one inside */
    readonly accelerator: string;
    /** Day whose law is asked for */
    readonly on: string;
    /** Destination (default CN) */
    readonly to?: string | undefined;
  }, options?: CallOptions): Promise<Answer<Classification>>;
  /** The same model and service level on several systems, most tokens per chip first. `GET /v1/rates/compare` */
  compareRates(request: {
    /** A model of the catalog */
    readonly model: string;
    /** Systems, separated by commas (default: all of the catalog) */
    readonly systems?: string | undefined;
    /** Service level (default ttft=2s,tpot=50ms) */
    readonly slo?: string | undefined;
    /** Input tokens per request (default 2000) */
    readonly isl?: string | undefined;
    /** Output tokens per request (default 500) */
    readonly osl?: string | undefined;
    /** 4-bit formats permitted for the weights, beside those of 8 and 16 bits: fp4, mxfp4, int4 */
    readonly formats?: string | undefined;
    /** Part of the input found in the prefix cache, at most 0.99 (default 0) */
    readonly cached?: string | undefined;
  }, options?: CallOptions): Promise<Answer<RateComparison>>;
  /** Starts a record that has no versions yet. `POST /v1/records` */
  createRecord(request: {
    readonly body: CreateRecord;
  }, options?: CallOptions): Promise<Answer<Record>>;
  /** What differs between two plans: lines, rules, numbers, money, service. `POST /v1/diff` */
  diffPlans(request: {
    readonly body: DiffRequest;
  }, options?: CallOptions): Promise<Answer<PlanDiff>>;
  /** What differs between two versions: lines, rules, numbers, money, service. `GET /v1/records/{record}/diff` */
  diffVersions(request: {
    /** Of a record */
    readonly record: string;
    /** Number of a version */
    readonly from: number;
    /** Number of a version */
    readonly to: number;
  }, options?: CallOptions): Promise<Answer<PlanDiff>>;
  /** What a diagnostic means and what to do. `GET /v1/diagnostics/{code}` */
  explainDiagnostic(request: {
    /** Of a diagnostic */
    readonly code: string;
  }, options?: CallOptions): Promise<Answer<DiagnosticExplained>>;
  /** Why a plan is as it is, in sentences. `POST /v1/explain` */
  explainPlan(request: {
    readonly body: ExplainRequest;
  }, options?: CallOptions): Promise<Answer<Explanation>>;
  /** Hand a plan over: workbook, tables, quotas, commitments, purchase requests. `POST /v1/export` */
  exportPlan(request: {
    readonly body: ExportRequest;
  }, options?: CallOptions): Promise<Answer<Export>>;
  /** Where the sites of a scenario are, for maps. `POST /v1/places` */
  findPlaces(request: {
    readonly body: PlacesRequest;
  }, options?: CallOptions): Promise<Answer<PlaceList>>;
  /** Entries and rules that name an entry or a source by its id. `GET /v1/used-by/{id}` */
  findUsers(request: {
    /** Of an entry, or a key of a source */
    readonly id: string;
  }, options?: CallOptions): Promise<Answer<{
    readonly items: readonly (CatalogUser)[];
  }>>;
  /** What happens here, as server-sent events. `GET /v1/events` */
  followEvents(request?: {
    /** Id of the last event you have */
    readonly 'last-event-id'?: string | undefined;
  }, options?: CallOptions): Promise<AsyncIterable<ServerEvent>>;
  /** Progress of a job as server-sent events. `GET /v1/jobs/{id}/events` */
  followJob(request: {
    /** Of a job */
    readonly id: string;
    /** Id of the last event you have */
    readonly 'last-event-id'?: string | undefined;
  }, options?: CallOptions): Promise<AsyncIterable<ServerEvent>>;
  /** Says that a line is ordered: replanning leaves it alone. `POST /v1/records/{record}/frozen` */
  freezeLine(request: {
    /** Of a record */
    readonly record: string;
    /** ETag of the record you read: refused where it has changed since */
    readonly 'if-match'?: string | undefined;
    readonly body: FreezeLine;
  }, options?: CallOptions): Promise<Answer<Record>>;
  /** Holds a plan against every shock: what breaks first, what is stranded, the cheapest repair. `POST /v1/shocks` */
  holdAgainstShocks(request: {
    /** The same key and the same request give the same job */
    readonly 'idempotency-key'?: string | undefined;
    readonly body: ShockRequest;
  }, options?: CallOptions): Promise<Answer<Job>>;
  /** The process answers. `GET /healthz` */
  isAlive(options?: CallOptions): Promise<Answer<Health>>;
  /** The server can do its work: facts read, record open, not stopping. `GET /readyz` */
  isReady(options?: CallOptions): Promise<Answer<Health>>;
  /** Writes the plan of a job into the workspace as `NAME.plan.json`. `POST /v1/plan-files` */
  keepPlan(request: {
    /** ETag of the document you read */
    readonly 'if-match'?: string | undefined;
    /** `*`: only where there is none */
    readonly 'if-none-match'?: string | undefined;
    readonly body: KeepPlanRequest;
  }, options?: CallOptions): Promise<Answer<KeptPlan>>;
  /** Entries of a kind, by id. `GET /v1/catalog/{kind}` */
  listCatalogEntries(request: {
    /** A kind of entry */
    readonly kind: 'accelerators' | 'systems' | 'offers' | 'models' | 'sites' | 'parties' | 'events' | 'series' | 'programmes' | 'costs' | 'countryGroups' | 'fx' | 'sources';
    /** Items of a page */
    readonly limit?: number | undefined;
    /** `next` of the page before */
    readonly cursor?: string | undefined;
    /** Only those whose id or name contains this */
    readonly q?: string | undefined;
  }, options?: CallOptions): Promise<Answer<CatalogPage>>;
  /** Kinds of entries, with how many there are. `GET /v1/catalog` */
  listCatalogKinds(options?: CallOptions): Promise<Answer<CatalogOverview>>;
  /** Ways to hand a plan over. `GET /v1/formats` */
  listFormats(options?: CallOptions): Promise<Answer<FormatList>>;
  /** Jobs, newest first. `GET /v1/jobs` */
  listJobs(request?: {
    /** Items of a page */
    readonly limit?: number | undefined;
    /** `next` of the page before */
    readonly cursor?: string | undefined;
    /** Only those in this state */
    readonly state?: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled' | undefined;
    /** Only those of this kind */
    readonly kind?: 'plan' | 'replan' | 'simulate' | 'stress' | 'backtest' | 'shock' | undefined;
  }, options?: CallOptions): Promise<Answer<JobPage>>;
  /** Plan files (`*.plan.json`) in the workspace and the folders directly below it, newest first. `GET /v1/plan-files` */
  listPlanFiles(options?: CallOptions): Promise<Answer<PlanFileList>>;
  /** Plans of record, by name. `GET /v1/records` */
  listRecords(request?: {
    /** Items of a page */
    readonly limit?: number | undefined;
    /** `next` of the page before */
    readonly cursor?: string | undefined;
  }, options?: CallOptions): Promise<Answer<RecordPage>>;
  /** Rules by id, with dates, predicates and sources. `GET /v1/rules` */
  listRules(request?: {
    /** Items of a page */
    readonly limit?: number | undefined;
    /** `next` of the page before */
    readonly cursor?: string | undefined;
  }, options?: CallOptions): Promise<Answer<RulePage>>;
  /** Scenarios of the workspace, by name. `GET /v1/scenarios` */
  listScenarios(request?: {
    /** Items of a page */
    readonly limit?: number | undefined;
    /** `next` of the page before */
    readonly cursor?: string | undefined;
  }, options?: CallOptions): Promise<Answer<ScenarioPage>>;
  /** Tokens of a user, without their secrets. `GET /v1/users/{name}/tokens` */
  listTokens(request: {
    /** Of a user */
    readonly name: string;
  }, options?: CallOptions): Promise<Answer<TokenList>>;
  /** Users, by name. `GET /v1/users` */
  listUsers(request?: {
    /** Items of a page */
    readonly limit?: number | undefined;
    /** `next` of the page before */
    readonly cursor?: string | undefined;
  }, options?: CallOptions): Promise<Answer<UserPage>>;
  /** A signed bundle of a plan and everything it was made from, for whoever trusts neither you nor the optimiser. `POST /v1/evidence` */
  makeEvidence(request: {
    readonly body: MakeEvidence;
  }, options?: CallOptions): Promise<Answer<EvidenceBundle>>;
  /** Makes the key that evidence is signed with, where this server may keep one and has none yet. `POST /v1/evidence/key` */
  makeEvidenceKey(options?: CallOptions): Promise<Answer<EvidenceKey>>;
  /** A plan as one page with the charts of the studio: read-only, opens from disk, can be mailed. `POST /v1/page` */
  makePage(request: {
    readonly body: PageRequest;
  }, options?: CallOptions): Promise<Answer<string>>;
  /** Plans a scenario: what to buy or rent, where, when and for which work. `POST /v1/plan` */
  plan(request: {
    /** The same key and the same request give the same job */
    readonly 'idempotency-key'?: string | undefined;
    readonly body: PlanRequest;
  }, options?: CallOptions): Promise<Answer<Job>>;
  /** Proposes a version for approval. `POST /v1/records/{record}/versions/{version}/propose` */
  proposeVersion(request: {
    /** Of a record */
    readonly record: string;
    /** Number of a version */
    readonly version: number;
    /** ETag of the record you read: refused where it has changed since */
    readonly 'if-match'?: string | undefined;
    readonly body: ProposeVersion;
  }, options?: CallOptions): Promise<Answer<Record>>;
  /** What one system does for one model within a service level, and where the time goes. `GET /v1/rates` */
  rate(request: {
    /** A model of the catalog */
    readonly model: string;
    /** A system of the catalog */
    readonly system: string;
    /** Service level (default ttft=2s,tpot=50ms) */
    readonly slo?: string | undefined;
    /** Input tokens per request (default 2000) */
    readonly isl?: string | undefined;
    /** Output tokens per request (default 500) */
    readonly osl?: string | undefined;
    /** 4-bit formats permitted for the weights, beside those of 8 and 16 bits: fp4, mxfp4, int4 */
    readonly formats?: string | undefined;
    /** Part of the input found in the prefix cache, at most 0.99 (default 0) */
    readonly cached?: string | undefined;
  }, options?: CallOptions): Promise<Answer<Rate>>;
  /** How fast a model trains, at the fastest split found. `GET /v1/rates/training` */
  rateTraining(request: {
    /** A model of the catalog */
    readonly model: string;
    /** A system of the catalog */
    readonly system: string;
    /** Accelerators at work (default 1024) */
    readonly count?: string | undefined;
    /** Sequences per step (default: two per accelerator, at most 63 million tokens) */
    readonly batch?: string | undefined;
    /** Tokens per sequence (default 4096) */
    readonly sequence?: string | undefined;
  }, options?: CallOptions): Promise<Answer<TrainingRate>>;
  /** An attached file, byte for byte. `GET /v1/records/{record}/attachments/{hash}` */
  readAttachment(request: {
    /** Of a record */
    readonly record: string;
    /** `content` of the attachment */
    readonly hash: string;
  }, options?: CallOptions): Promise<Answer<string>>;
  /** Every change somebody asked for, newest first. `GET /v1/audit` */
  readAudit(request?: {
    /** Items of a page */
    readonly limit?: number | undefined;
    /** `next` of the page before */
    readonly cursor?: string | undefined;
  }, options?: CallOptions): Promise<Answer<AuditPage>>;
  /** An entry with the source of every figure. `GET /v1/catalog/{kind}/{id}` */
  readCatalogEntry(request: {
    /** A kind of entry */
    readonly kind: 'accelerators' | 'systems' | 'offers' | 'models' | 'sites' | 'parties' | 'events' | 'series' | 'programmes' | 'costs' | 'countryGroups' | 'fx' | 'sources';
    /** Of the entry; of a system also an alias */
    readonly id: string;
  }, options?: CallOptions): Promise<Answer<CatalogEntryDetail>>;
  /** The public key that evidence of this server is signed with. `GET /v1/evidence/key` */
  readEvidenceKey(options?: CallOptions): Promise<Answer<EvidenceKey>>;
  /** Every entry of a kind, field by field with its evidence: a table at once. `GET /v1/facts/{kind}` */
  readFacts(request: {
    /** A kind of entry */
    readonly kind: 'accelerators' | 'systems' | 'offers' | 'models' | 'sites' | 'parties' | 'events' | 'series' | 'programmes' | 'costs' | 'countryGroups' | 'fx' | 'sources';
  }, options?: CallOptions): Promise<Answer<{
    readonly items: readonly (CatalogFacts)[];
  }>>;
  /** Every version judged by what came, and how errors grow with how far ahead it looked. `GET /v1/records/{record}/forecasts` */
  readForecasts(request: {
    /** Of a record */
    readonly record: string;
  }, options?: CallOptions): Promise<Answer<Forecasts>>;
  /** What happened to a record, oldest first. `GET /v1/records/{record}/history` */
  readHistory(request: {
    /** Of a record */
    readonly record: string;
    /** Items of a page */
    readonly limit?: number | undefined;
    /** `next` of the page before */
    readonly cursor?: string | undefined;
  }, options?: CallOptions): Promise<Answer<HistoryPage>>;
  /** Where a job stands. `GET /v1/jobs/{id}` */
  readJob(request: {
    /** Of a job */
    readonly id: string;
  }, options?: CallOptions): Promise<Answer<Job>>;
  /** What a job gave: a plan file, or a report of futures, of the past or of shocks. `GET /v1/jobs/{id}/result` */
  readJobResult(request: {
    /** Of a job */
    readonly id: string;
  }, options?: CallOptions): Promise<Answer<Plan | StressReport | BacktestReport | ShockReport>>;
  /** Counters and gauges for Prometheus. `GET /metrics` */
  readMetrics(options?: CallOptions): Promise<Answer<string>>;
  /** A plan file of the workspace. `GET /v1/plan-file` */
  readPlanFile(request: {
    /** Path below the workspace without `.plan.json` */
    readonly name: string;
  }, options?: CallOptions): Promise<Answer<Plan>>;
  /** A record as it stands: versions, decisions, signatures, frozen lines, notes. `GET /v1/records/{record}` */
  readRecord(request: {
    /** Of a record */
    readonly record: string;
  }, options?: CallOptions): Promise<Answer<Record>>;
  /** One rule. `GET /v1/rules/{id}` */
  readRule(request: {
    /** Of the rule */
    readonly id: string;
  }, options?: CallOptions): Promise<Answer<Rule>>;
  /** The text of a scenario. `GET /v1/scenarios/{name}` */
  readScenario(request: {
    /** File name without `.yaml` */
    readonly name: string;
  }, options?: CallOptions): Promise<Answer<string>>;
  /** JSON Schema of the scenario or the plan file, for editors. `GET /v1/schemas/{name}` */
  readSchema(request: {
    readonly name: 'scenario' | 'plan';
  }, options?: CallOptions): Promise<Answer<{ readonly [name: string]: unknown }>>;
  /** A commented scenario that plans as it stands, to begin with. `GET /v1/starter` */
  readStarter(options?: CallOptions): Promise<Answer<string>>;
  /** A version beside what came: deliveries, spend and load, by line, site, service and quarter. `GET /v1/records/{record}/variance` */
  readVariance(request: {
    /** Of a record */
    readonly record: string;
    /** Number of a version */
    readonly version?: number | undefined;
  }, options?: CallOptions): Promise<Answer<Variance>>;
  /** The plan of a version, byte for byte. `GET /v1/records/{record}/versions/{version}/plan` */
  readVersionPlan(request: {
    /** Of a record */
    readonly record: string;
    /** Number of a version */
    readonly version: number;
  }, options?: CallOptions): Promise<Answer<Plan>>;
  /** The scenario a version was made from, byte for byte. `GET /v1/records/{record}/versions/{version}/scenario` */
  readVersionScenario(request: {
    /** Of a record */
    readonly record: string;
    /** Number of a version */
    readonly version: number;
  }, options?: CallOptions): Promise<Answer<string>>;
  /** Rejects a proposed version. `POST /v1/records/{record}/versions/{version}/reject` */
  rejectVersion(request: {
    /** Of a record */
    readonly record: string;
    /** Number of a version */
    readonly version: number;
    /** ETag of the record you read: refused where it has changed since */
    readonly 'if-match'?: string | undefined;
    readonly body: RejectVersion;
  }, options?: CallOptions): Promise<Answer<Record>>;
  /** Lets replanning change a frozen line again. `POST /v1/records/{record}/released` */
  releaseLine(request: {
    /** Of a record */
    readonly record: string;
    /** ETag of the record you read: refused where it has changed since */
    readonly 'if-match'?: string | undefined;
    readonly body: ReleaseLine;
  }, options?: CallOptions): Promise<Answer<Record>>;
  /** Takes a source of actuals back; the history keeps it. `POST /v1/records/{record}/actuals-removed` */
  removeActuals(request: {
    /** Of a record */
    readonly record: string;
    /** ETag of the record you read: refused where it has changed since */
    readonly 'if-match'?: string | undefined;
    readonly body: RemoveActuals;
  }, options?: CallOptions): Promise<Answer<Record>>;
  /** Forgets a job that has ended, and its result. `DELETE /v1/jobs/{id}` */
  removeJob(request: {
    /** Of a job */
    readonly id: string;
  }, options?: CallOptions): Promise<Answer<undefined>>;
  /** Removes a scenario. `DELETE /v1/scenarios/{name}` */
  removeScenario(request: {
    /** File name without `.yaml` */
    readonly name: string;
    /** ETag of the document you read */
    readonly 'if-match'?: string | undefined;
    /** `*`: only where there is none */
    readonly 'if-none-match'?: string | undefined;
  }, options?: CallOptions): Promise<Answer<undefined>>;
  /** Plans anew from a plan: what was ordered stays, what lies ahead is planned again. `POST /v1/replan` */
  replan(request: {
    /** The same key and the same request give the same job */
    readonly 'idempotency-key'?: string | undefined;
    readonly body: ReplanRequest;
  }, options?: CallOptions): Promise<Answer<Job>>;
  /** Replicas the plan in force wants of a deployment now, for an AIBrix autoscaler. `GET /metrics/{namespace}/{deployment}` */
  replicaMetrics(request: {
    /** Of the deployment */
    readonly namespace: string;
    /** Of the deployment */
    readonly deployment: string;
  }, options?: CallOptions): Promise<Answer<string>>;
  /** A plan as one page that opens from disk. `POST /v1/report` */
  reportPlan(request: {
    readonly body: ReportRequest;
  }, options?: CallOptions): Promise<Answer<string>>;
  /** Ends a token at once. `DELETE /v1/tokens/{id}` */
  revokeToken(request: {
    readonly id: string;
  }, options?: CallOptions): Promise<Answer<undefined>>;
  /** How the answer for a chip and a buyer changed. `GET /v1/rules/timeline` */
  ruleTimeline(request: {
    /** An accelerator of the catalog, or a system for the one inside */
    readonly accelerator: string;
    /** Who orders: a party of the catalog */
    readonly buyer: string;
    /** Destination (default: the country of the buyer) */
    readonly to?: string | undefined;
    /** The capacity is rented from this party, which owns and operates it */
    readonly 'lease-from'?: string | undefined;
  }, options?: CallOptions): Promise<Answer<Timeline>>;
  /** Answers by name for a licence that is assumed or a verdict that is not clear, until a day. `POST /v1/records/{record}/versions/{version}/sign-offs` */
  signOff(request: {
    /** Of a record */
    readonly record: string;
    /** Number of a version */
    readonly version: number;
    /** ETag of the record you read: refused where it has changed since */
    readonly 'if-match'?: string | undefined;
    readonly body: SignOff;
  }, options?: CallOptions): Promise<Answer<Record>>;
  /** Prove the service levels of a plan, request by request. `POST /v1/simulate` */
  simulatePlan(request: {
    /** The same key and the same request give the same job */
    readonly 'idempotency-key'?: string | undefined;
    readonly body: SimulateRequest;
  }, options?: CallOptions): Promise<Answer<Job>>;
  /** Draws futures: what the first orders may cost, what is likely met, what drives it. `POST /v1/stress` */
  stress(request: {
    /** The same key and the same request give the same job */
    readonly 'idempotency-key'?: string | undefined;
    readonly body: StressRequest;
  }, options?: CallOptions): Promise<Answer<Job>>;
  /** Takes the version in force out of force, with none in its place. `POST /v1/records/{record}/versions/{version}/supersede` */
  supersedeVersion(request: {
    /** Of a record */
    readonly record: string;
    /** Number of a version */
    readonly version: number;
    /** ETag of the record you read: refused where it has changed since */
    readonly 'if-match'?: string | undefined;
    readonly body: SupersedeVersion;
  }, options?: CallOptions): Promise<Answer<Record>>;
  /** Every problem of a scenario at once, with line and hint. `POST /v1/validate` */
  validate(request: {
    readonly body: ValidateRequest;
  }, options?: CallOptions): Promise<Answer<Validation>>;
  /** Verifies a bundle: signature, hashes, and the checker run again on what is in it. `POST /v1/evidence/verify` */
  verifyEvidence(request: {
    readonly body: VerifyEvidence;
  }, options?: CallOptions): Promise<Answer<EvidenceVerdict>>;
  /** Whether anything in the record was altered since it was written. `GET /v1/records/{record}/verify` */
  verifyRecord(request: {
    /** Of a record */
    readonly record: string;
  }, options?: CallOptions): Promise<Answer<VerifiedRecord>>;
  /** Who asks, and with which roles. `GET /v1/me` */
  whoAmI(options?: CallOptions): Promise<Answer<Me>>;
  /** Takes back a draft or a proposal. `POST /v1/records/{record}/versions/{version}/withdraw` */
  withdrawVersion(request: {
    /** Of a record */
    readonly record: string;
    /** Number of a version */
    readonly version: number;
    /** ETag of the record you read: refused where it has changed since */
    readonly 'if-match'?: string | undefined;
    readonly body: WithdrawVersion;
  }, options?: CallOptions): Promise<Answer<Record>>;
  /** Writes a scenario, whole or not at all. `PUT /v1/scenarios/{name}` */
  writeScenario(request: {
    /** File name without `.yaml` */
    readonly name: string;
    /** ETag of the document you read */
    readonly 'if-match'?: string | undefined;
    /** `*`: only where there is none */
    readonly 'if-none-match'?: string | undefined;
    readonly body: string;
  }, options?: CallOptions): Promise<Answer<ScenarioEntry>>;
}

/** How each operation is called. */
export const operationTable: OperationTable<keyof Operations> = {
  about: { method: 'GET', path: '/v1', places: {}, body: undefined, answer: 'json' },
  addActuals: { method: 'POST', path: '/v1/records/{record}/actuals', places: { record: 'path', 'if-match': 'header' }, body: 'application/json', answer: 'json' },
  addNote: { method: 'POST', path: '/v1/records/{record}/notes', places: { record: 'path', 'if-match': 'header' }, body: 'application/json', answer: 'json' },
  addToken: { method: 'POST', path: '/v1/users/{name}/tokens', places: { name: 'path' }, body: 'application/json', answer: 'json' },
  addUser: { method: 'POST', path: '/v1/users', places: {}, body: 'application/json', answer: 'json' },
  addVersion: { method: 'POST', path: '/v1/records/{record}/versions', places: { record: 'path', 'if-match': 'header' }, body: 'application/json', answer: 'json' },
  approveVersion: { method: 'POST', path: '/v1/records/{record}/versions/{version}/approve', places: { record: 'path', version: 'path', 'if-match': 'header' }, body: 'application/json', answer: 'json' },
  askWhatIf: { method: 'POST', path: '/v1/what-if', places: {}, body: 'application/json', answer: 'json' },
  attachFile: { method: 'POST', path: '/v1/records/{record}/attachments', places: { record: 'path', 'if-match': 'header' }, body: 'application/json', answer: 'json' },
  backtest: { method: 'POST', path: '/v1/backtest', places: { 'idempotency-key': 'header' }, body: 'application/json', answer: 'json' },
  cancelJob: { method: 'POST', path: '/v1/jobs/{id}/cancel', places: { id: 'path' }, body: undefined, answer: 'json' },
  changeUser: { method: 'PATCH', path: '/v1/users/{name}', places: { name: 'path' }, body: 'application/json', answer: 'json' },
  checkPlan: { method: 'POST', path: '/v1/check', places: {}, body: 'application/json', answer: 'json' },
  checkRules: { method: 'GET', path: '/v1/rules/check', places: { system: 'query', to: 'query', buyer: 'query', use: 'query', on: 'query', 'known-on': 'query', 'lease-from': 'query', operator: 'query' }, body: undefined, answer: 'json' },
  classify: { method: 'GET', path: '/v1/rules/classify', places: { accelerator: 'query', on: 'query', to: 'query' }, body: undefined, answer: 'json' },
  compareRates: { method: 'GET', path: '/v1/rates/compare', places: { model: 'query', systems: 'query', slo: 'query', isl: 'query', osl: 'query', formats: 'query', cached: 'query' }, body: undefined, answer: 'json' },
  createRecord: { method: 'POST', path: '/v1/records', places: {}, body: 'application/json', answer: 'json' },
  diffPlans: { method: 'POST', path: '/v1/diff', places: {}, body: 'application/json', answer: 'json' },
  diffVersions: { method: 'GET', path: '/v1/records/{record}/diff', places: { record: 'path', from: 'query', to: 'query' }, body: undefined, answer: 'json' },
  explainDiagnostic: { method: 'GET', path: '/v1/diagnostics/{code}', places: { code: 'path' }, body: undefined, answer: 'json' },
  explainPlan: { method: 'POST', path: '/v1/explain', places: {}, body: 'application/json', answer: 'json' },
  exportPlan: { method: 'POST', path: '/v1/export', places: {}, body: 'application/json', answer: 'json' },
  findPlaces: { method: 'POST', path: '/v1/places', places: {}, body: 'application/json', answer: 'json' },
  findUsers: { method: 'GET', path: '/v1/used-by/{id}', places: { id: 'path' }, body: undefined, answer: 'json' },
  followEvents: { method: 'GET', path: '/v1/events', places: { 'last-event-id': 'header' }, body: undefined, answer: 'events' },
  followJob: { method: 'GET', path: '/v1/jobs/{id}/events', places: { id: 'path', 'last-event-id': 'header' }, body: undefined, answer: 'events' },
  freezeLine: { method: 'POST', path: '/v1/records/{record}/frozen', places: { record: 'path', 'if-match': 'header' }, body: 'application/json', answer: 'json' },
  holdAgainstShocks: { method: 'POST', path: '/v1/shocks', places: { 'idempotency-key': 'header' }, body: 'application/json', answer: 'json' },
  isAlive: { method: 'GET', path: '/healthz', places: {}, body: undefined, answer: 'json' },
  isReady: { method: 'GET', path: '/readyz', places: {}, body: undefined, answer: 'json' },
  keepPlan: { method: 'POST', path: '/v1/plan-files', places: { 'if-match': 'header', 'if-none-match': 'header' }, body: 'application/json', answer: 'json' },
  listCatalogEntries: { method: 'GET', path: '/v1/catalog/{kind}', places: { kind: 'path', limit: 'query', cursor: 'query', q: 'query' }, body: undefined, answer: 'json' },
  listCatalogKinds: { method: 'GET', path: '/v1/catalog', places: {}, body: undefined, answer: 'json' },
  listFormats: { method: 'GET', path: '/v1/formats', places: {}, body: undefined, answer: 'json' },
  listJobs: { method: 'GET', path: '/v1/jobs', places: { limit: 'query', cursor: 'query', state: 'query', kind: 'query' }, body: undefined, answer: 'json' },
  listPlanFiles: { method: 'GET', path: '/v1/plan-files', places: {}, body: undefined, answer: 'json' },
  listRecords: { method: 'GET', path: '/v1/records', places: { limit: 'query', cursor: 'query' }, body: undefined, answer: 'json' },
  listRules: { method: 'GET', path: '/v1/rules', places: { limit: 'query', cursor: 'query' }, body: undefined, answer: 'json' },
  listScenarios: { method: 'GET', path: '/v1/scenarios', places: { limit: 'query', cursor: 'query' }, body: undefined, answer: 'json' },
  listTokens: { method: 'GET', path: '/v1/users/{name}/tokens', places: { name: 'path' }, body: undefined, answer: 'json' },
  listUsers: { method: 'GET', path: '/v1/users', places: { limit: 'query', cursor: 'query' }, body: undefined, answer: 'json' },
  makeEvidence: { method: 'POST', path: '/v1/evidence', places: {}, body: 'application/json', answer: 'json' },
  makeEvidenceKey: { method: 'POST', path: '/v1/evidence/key', places: {}, body: undefined, answer: 'json' },
  makePage: { method: 'POST', path: '/v1/page', places: {}, body: 'application/json', answer: 'text' },
  plan: { method: 'POST', path: '/v1/plan', places: { 'idempotency-key': 'header' }, body: 'application/json', answer: 'json' },
  proposeVersion: { method: 'POST', path: '/v1/records/{record}/versions/{version}/propose', places: { record: 'path', version: 'path', 'if-match': 'header' }, body: 'application/json', answer: 'json' },
  rate: { method: 'GET', path: '/v1/rates', places: { model: 'query', system: 'query', slo: 'query', isl: 'query', osl: 'query', formats: 'query', cached: 'query' }, body: undefined, answer: 'json' },
  rateTraining: { method: 'GET', path: '/v1/rates/training', places: { model: 'query', system: 'query', count: 'query', batch: 'query', sequence: 'query' }, body: undefined, answer: 'json' },
  readAttachment: { method: 'GET', path: '/v1/records/{record}/attachments/{hash}', places: { record: 'path', hash: 'path' }, body: undefined, answer: 'text' },
  readAudit: { method: 'GET', path: '/v1/audit', places: { limit: 'query', cursor: 'query' }, body: undefined, answer: 'json' },
  readCatalogEntry: { method: 'GET', path: '/v1/catalog/{kind}/{id}', places: { kind: 'path', id: 'path' }, body: undefined, answer: 'json' },
  readEvidenceKey: { method: 'GET', path: '/v1/evidence/key', places: {}, body: undefined, answer: 'json' },
  readFacts: { method: 'GET', path: '/v1/facts/{kind}', places: { kind: 'path' }, body: undefined, answer: 'json' },
  readForecasts: { method: 'GET', path: '/v1/records/{record}/forecasts', places: { record: 'path' }, body: undefined, answer: 'json' },
  readHistory: { method: 'GET', path: '/v1/records/{record}/history', places: { record: 'path', limit: 'query', cursor: 'query' }, body: undefined, answer: 'json' },
  readJob: { method: 'GET', path: '/v1/jobs/{id}', places: { id: 'path' }, body: undefined, answer: 'json' },
  readJobResult: { method: 'GET', path: '/v1/jobs/{id}/result', places: { id: 'path' }, body: undefined, answer: 'json' },
  readMetrics: { method: 'GET', path: '/metrics', places: {}, body: undefined, answer: 'text' },
  readPlanFile: { method: 'GET', path: '/v1/plan-file', places: { name: 'query' }, body: undefined, answer: 'json' },
  readRecord: { method: 'GET', path: '/v1/records/{record}', places: { record: 'path' }, body: undefined, answer: 'json' },
  readRule: { method: 'GET', path: '/v1/rules/{id}', places: { id: 'path' }, body: undefined, answer: 'json' },
  readScenario: { method: 'GET', path: '/v1/scenarios/{name}', places: { name: 'path' }, body: undefined, answer: 'text' },
  readSchema: { method: 'GET', path: '/v1/schemas/{name}', places: { name: 'path' }, body: undefined, answer: 'json' },
  readStarter: { method: 'GET', path: '/v1/starter', places: {}, body: undefined, answer: 'text' },
  readVariance: { method: 'GET', path: '/v1/records/{record}/variance', places: { record: 'path', version: 'query' }, body: undefined, answer: 'json' },
  readVersionPlan: { method: 'GET', path: '/v1/records/{record}/versions/{version}/plan', places: { record: 'path', version: 'path' }, body: undefined, answer: 'json' },
  readVersionScenario: { method: 'GET', path: '/v1/records/{record}/versions/{version}/scenario', places: { record: 'path', version: 'path' }, body: undefined, answer: 'text' },
  rejectVersion: { method: 'POST', path: '/v1/records/{record}/versions/{version}/reject', places: { record: 'path', version: 'path', 'if-match': 'header' }, body: 'application/json', answer: 'json' },
  releaseLine: { method: 'POST', path: '/v1/records/{record}/released', places: { record: 'path', 'if-match': 'header' }, body: 'application/json', answer: 'json' },
  removeActuals: { method: 'POST', path: '/v1/records/{record}/actuals-removed', places: { record: 'path', 'if-match': 'header' }, body: 'application/json', answer: 'json' },
  removeJob: { method: 'DELETE', path: '/v1/jobs/{id}', places: { id: 'path' }, body: undefined, answer: 'none' },
  removeScenario: { method: 'DELETE', path: '/v1/scenarios/{name}', places: { name: 'path', 'if-match': 'header', 'if-none-match': 'header' }, body: undefined, answer: 'none' },
  replan: { method: 'POST', path: '/v1/replan', places: { 'idempotency-key': 'header' }, body: 'application/json', answer: 'json' },
  replicaMetrics: { method: 'GET', path: '/metrics/{namespace}/{deployment}', places: { namespace: 'path', deployment: 'path' }, body: undefined, answer: 'text' },
  reportPlan: { method: 'POST', path: '/v1/report', places: {}, body: 'application/json', answer: 'text' },
  revokeToken: { method: 'DELETE', path: '/v1/tokens/{id}', places: { id: 'path' }, body: undefined, answer: 'none' },
  ruleTimeline: { method: 'GET', path: '/v1/rules/timeline', places: { accelerator: 'query', buyer: 'query', to: 'query', 'lease-from': 'query' }, body: undefined, answer: 'json' },
  signOff: { method: 'POST', path: '/v1/records/{record}/versions/{version}/sign-offs', places: { record: 'path', version: 'path', 'if-match': 'header' }, body: 'application/json', answer: 'json' },
  simulatePlan: { method: 'POST', path: '/v1/simulate', places: { 'idempotency-key': 'header' }, body: 'application/json', answer: 'json' },
  stress: { method: 'POST', path: '/v1/stress', places: { 'idempotency-key': 'header' }, body: 'application/json', answer: 'json' },
  supersedeVersion: { method: 'POST', path: '/v1/records/{record}/versions/{version}/supersede', places: { record: 'path', version: 'path', 'if-match': 'header' }, body: 'application/json', answer: 'json' },
  validate: { method: 'POST', path: '/v1/validate', places: {}, body: 'application/json', answer: 'json' },
  verifyEvidence: { method: 'POST', path: '/v1/evidence/verify', places: {}, body: 'application/json', answer: 'json' },
  verifyRecord: { method: 'GET', path: '/v1/records/{record}/verify', places: { record: 'path' }, body: undefined, answer: 'json' },
  whoAmI: { method: 'GET', path: '/v1/me', places: {}, body: undefined, answer: 'json' },
  withdrawVersion: { method: 'POST', path: '/v1/records/{record}/versions/{version}/withdraw', places: { record: 'path', version: 'path', 'if-match': 'header' }, body: 'application/json', answer: 'json' },
  writeScenario: { method: 'PUT', path: '/v1/scenarios/{name}', places: { name: 'path', 'if-match': 'header', 'if-none-match': 'header' }, body: 'application/yaml', answer: 'json' },
};
