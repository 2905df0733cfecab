import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/quantity/index.ts';
import {
  createRecord,
  openStore,
  readHistory,
  verifyStore,
  type StoreLocation,
} from '../../src/store/index.ts';
import { databases, freshFolder, openFresh } from '../fixtures/databases.ts';
import { act, done } from './sample-record.ts';

/** How often the writer is killed on each database; `FLEETWRIGHT_CRASHES=200` for a long look. */
const crashes = Number(process.env.FLEETWRIGHT_CRASHES ?? 4);
const seed = Number(process.env.FLEETWRIGHT_SEED ?? 20_261_127);
const longestLife = 250;

describe.each(databases)('a writer that is killed, on $kind', ({ fresh }) => {
  it(
    `loses nothing that was acknowledged, ${crashes} times (FLEETWRIGHT_SEED=${seed})`,
    async () => {
      const random = randomStream(seed);
      const place = await fresh();
      const folder = freshFolder();
      done(await createRecord(await openFresh(place), act(), 'Crash'));
      let acknowledged = 0;
      for (let crash = 0; crash < crashes; crash++) {
        const told = await writeUntilKilled(place, folder, random.next() * longestLife);
        acknowledged += told.size;
        const store = await openFresh(place, { mustExist: true });
        const history = await readHistory(store, 'r');
        if ('code' in history) throw new Error(history.message);
        const rows = await store.db.selectFrom('history').select(['seq', 'hash']).execute();
        const kept = new Map(rows.map(({ seq, hash }) => [seq, hash]));
        for (const [seq, hash] of told) expect(kept.get(seq)).toBe(hash);
        expect(await verifyStore(store)).toMatchObject({ ok: true });
        await store.close();
      }
      expect(acknowledged).toBeGreaterThan(crashes);
      // A backup has its name only when it is whole.
      for (const name of readdirSync(folder).filter((one) => /^backup-\d+-\d+$/u.test(one))) {
        const backup = await openStore({ kind: 'sqlite', path: join(folder, name) }, { mustExist: true });
        if ('code' in backup) throw new Error(backup.message);
        expect(await verifyStore(backup)).toMatchObject({ ok: true });
        await backup.close();
      }
    },
    60_000 + crashes * 10_000,
  );
});

/** Starts a writer, kills it some time after its first acknowledged write, and gives the ends it acknowledged. */
async function writeUntilKilled(
  place: StoreLocation,
  folder: string,
  milliseconds: number,
): Promise<ReadonlyMap<number, string>> {
  const script = fileURLToPath(new URL('crash-writer.ts', import.meta.url));
  const child = spawn(process.execPath, [script, JSON.stringify(place), folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: string[] = [];
  const errors: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  const ended = new Promise<NodeJS.Signals | null>((resolve) =>
    child.on('close', (_, signal) => resolve(signal)),
  );
  const first = new Promise((resolve) => child.stdout.once('data', resolve));
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  await Promise.race([first, ended]);
  await setTimeout(milliseconds);
  child.kill('SIGKILL');
  if ((await ended) !== 'SIGKILL') throw new Error(`the writer ended by itself: ${errors.join('')}`);
  // What follows the last line break was cut off by the kill and was not acknowledged.
  const lines = chunks.join('').split('\n').slice(0, -1);
  return new Map(
    lines.map((line) => {
      const [seq = '', hash = ''] = line.split(' ');
      return [Number(seq), hash];
    }),
  );
}
