/** Tables of the HTTP interface: long work, and who may ask for what. */
export interface ServerTables {
  /** Long work, waiting, running and ended. */
  readonly jobs: {
    /** Sorts by time. */
    readonly id: string;
    readonly kind: string;
    readonly state: string;
    readonly title: string;
    /** User; null where there is no login. */
    readonly created_by: string | null;
    readonly created_at: string;
    readonly started_at: string | null;
    readonly finished_at: string | null;
    /** How often it began to run. */
    readonly starts: number;
    /** JSON. */
    readonly progress: string | null;
    readonly summary: string | null;
    readonly problem: string | null;
    /** All that is needed to run it, JSON. */
    readonly input: string;
    /** SHA-256 of what was sent. */
    readonly input_hash: string;
    /** Whose idempotency keys these are; empty where there is no login. */
    readonly key_owner: string;
    readonly idempotency_key: string | null;
    /** The server that runs it, and until when it is sure to: it renews this as long as it lives. */
    readonly held_by: string | null;
    readonly held_until: string | null;
    readonly result: string | null;
    /** 1: the server that runs it is asked to end it. */
    readonly cancel_asked: number;
  };
  /** People and programs that may sign in. */
  readonly users: {
    readonly name: string;
    /** JSON array of roles. */
    readonly roles: string;
    /** 1: none of its tokens works. */
    readonly disabled: number;
    readonly created_at: string;
    readonly created_by: string;
  };
  /** What users sign in with; the secret itself is shown once and kept nowhere. */
  readonly tokens: {
    readonly id: string;
    readonly user_name: string;
    readonly label: string;
    /** scrypt of the secret, with salt and cost. */
    readonly hash: string;
    readonly created_at: string;
    readonly created_by: string;
    readonly expires_at: string | null;
    readonly revoked_at: string | null;
  };
  /** Every write somebody asked for, whether it was done or refused; only ever added to. */
  readonly audit: {
    /** Sorts by time. */
    readonly id: string;
    readonly at: string;
    readonly user_name: string;
    readonly token: string | null;
    /** Operation of the interface, e.g. `writeScenario`. */
    readonly action: string;
    /** Path of the request, or what a command was about. */
    readonly target: string;
    /** HTTP status; 0 for a command. */
    readonly status: number;
    readonly request: string;
  };
}
