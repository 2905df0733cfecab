import { watch } from 'node:fs';
import type { Feed } from '../events/feed.ts';
import type { Workspace } from './workspace.ts';

/** What a workspace event says. */
export interface ScenarioEvent {
  readonly name: string;
  /** Null when it was removed. */
  readonly etag: string | null;
}

/** Milliseconds of quiet before the folder is looked at again: editors write in several steps. */
const quiet = 60;

/**
 * Publishes `scenario.created`, `scenario.changed` and `scenario.removed` whenever a document differs from what was last
 * seen, whoever wrote it. Ends when `stop` is aborted.
 */
export async function watchWorkspace(workspace: Workspace, feed: Feed, stop: AbortSignal): Promise<void> {
  let seen = await snapshot(workspace);
  let timer: NodeJS.Timeout | undefined;
  let looking = Promise.resolve();
  const look = async (): Promise<void> => {
    const now = await snapshot(workspace);
    for (const [name, etag] of now) {
      const before = seen.get(name);
      if (before === undefined) feed.publish('scenario.created', { name, etag } satisfies ScenarioEvent);
      else if (before !== etag) feed.publish('scenario.changed', { name, etag } satisfies ScenarioEvent);
    }
    for (const name of seen.keys()) {
      if (!now.has(name)) feed.publish('scenario.removed', { name, etag: null } satisfies ScenarioEvent);
    }
    seen = now;
  };
  const watcher = watch(workspace.folder, { signal: stop }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      // A folder that is gone or may no longer be read has nothing to tell; reading it says so.
      looking = looking.then(look).catch(() => undefined);
    }, quiet);
  });
  watcher.on('error', () => undefined);
  stop.addEventListener('abort', () => clearTimeout(timer));
}

async function snapshot(workspace: Workspace): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const name of await workspace.names()) {
    const file = await workspace.read(name);
    if (file !== undefined) found.set(name, file.etag);
  }
  return found;
}
