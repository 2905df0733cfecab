import type { Logger } from 'pino';
import type { KeyPair } from '../attest/index.ts';
import type { World } from '../pipeline/index.ts';
import type { Audit } from './access/audit.ts';
import type { Team } from './access/team.ts';
import type { Compute } from './compute/compute.ts';
import type { Store } from '../store/index.ts';
import type { Feed } from './events/feed.ts';
import type { BodyLimits } from './guards/body.ts';
import type { Neighbours } from './guards/local.ts';
import type { JobQueue } from './jobs/job-queue.ts';
import type { Metrics } from './observe/metrics.ts';
import type { Workspace } from './workspace/workspace.ts';

/** All that the routes answer from. */
export interface Services {
  readonly world: World;
  readonly workspace: Workspace;
  /** Events of the workspace: `scenario.created`, `scenario.changed`, `scenario.removed`. */
  readonly happenings: Feed;
  /** Plans of record, and whatever else must last. */
  readonly store: Store;
  readonly jobs: JobQueue;
  readonly compute: Compute;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** Users and their tokens; undefined: no login, everybody on this machine may do everything. */
  readonly team: Team | undefined;
  /** Every change somebody asked for; kept where there is a team. */
  readonly audit: Audit | undefined;
  readonly settings: Settings;
  readonly now: () => Date;
  /** Aborted when the server stops: ends streams. */
  readonly stop: AbortSignal;
}

/** How the server was started. */
export interface Settings extends Neighbours, BodyLimits {
  /** Record whose plan in force tells autoscalers how many replicas to run. */
  readonly replicasOf?: string | undefined;
  /** Key that evidence is signed with; undefined: none is made here. */
  readonly evidenceKey?: KeyPair | undefined;
  /** Where a key may be made when there is none; undefined: nowhere. */
  readonly evidenceKeyFile?: string | undefined;
  /** Requests answered at a time. */
  readonly mostAtOnce: number;
}

/** What a server takes when nobody says otherwise. */
export const defaultLimits = { mostBytes: 16_000_000, mostTime: 30_000, mostAtOnce: 200 } as const;
