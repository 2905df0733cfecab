// Writes to a store until it is killed: `node crash-writer.ts LOCATION FOLDER`. Says on stdout what was acknowledged.
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { addEvent, attachFile, backupStore, openStore, type StoreLocation } from '../../src/store/index.ts';

const [location = '', folder = ''] = process.argv.slice(2);
const store = await openStore(JSON.parse(location) as StoreLocation);
if ('code' in store) throw new Error(store.message);
const doing = { record: 'r', author: `writer ${process.pid}`, at: '2026-11-27T12:00:00.000Z' };
for (let count = 1; ; count++) {
  const made =
    count % 3 === 0
      ? await attachFile(store, doing, {
          name: 'f',
          bytes: new Uint8Array(40_000).fill(count),
          version: null,
        })
      : await addEvent(store, doing, { kind: 'noted', text: `note ${count}`, version: null, line: null });
  if (!('state' in made)) throw new Error(made[0]?.message);
  writeSync(1, `${made.state.head.seq} ${made.state.head.hash}\n`);
  if (count % 8 === 0) await backupStore(store, join(folder, `backup-${process.pid}-${count}`));
}
