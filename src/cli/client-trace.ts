import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  clientArrivals,
  type ClientLengths,
  lengthsByClient,
  noLengths,
  pooledLengths,
  readClientRates,
  type ReplayOptions,
  ratesNote,
  rowsOf,
} from '../simulation/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { unpackPacked } from './packed-trace.ts';
import type { Trace } from './trace-files.ts';

/**
 * A load drawn from ServeGen's rates of clients. Lengths are looked for beside the file: `NAME.client-length-stats.csv` by client,
 * `NAME.length-histogram.csv` for the others, packed or not.
 *
 * @param path of the file as the user named it; `text` is what is in it
 */
export async function clientTrace(
  path: string,
  text: string,
  options: ReplayOptions,
  seed: number,
): Promise<Trace | { readonly problems: readonly Diagnostic[] }> {
  const { rates, remarks } = readClientRates(path, text);
  const [name = ''] = basename(path).split('.');
  const beside = async (kind: string): Promise<string | undefined> => {
    const found = ['.csv', '.csv.gz']
      .map((end) => join(dirname(path), `${name}.${kind}${end}`))
      .find(existsSync);
    if (found === undefined) return undefined;
    const unpacked = await unpackPacked(found);
    const read = readFileSync(unpacked?.path ?? found, 'utf8');
    unpacked?.remove();
    return read;
  };
  const statistics = await beside('client-length-stats');
  const histogram = await beside('length-histogram');
  const byClient =
    statistics === undefined ? new Map<string, ClientLengths>() : lengthsByClient(rowsOf(statistics));
  const pooled = histogram === undefined ? undefined : pooledLengths(rowsOf(histogram));
  const bare = [...rates.clients.keys()].filter((id) => !byClient.has(id));
  const fallback = pooled ?? [...byClient.values()][0];
  if (fallback === undefined || (bare.length > 0 && pooled === undefined))
    return { problems: [noLengths(path, name, bare)] };
  const note = ratesNote(path, rates, options, bare.length);
  if (note.severity === 'error') return { problems: [note, ...remarks] };
  let opened = 0;
  return {
    remarks: [note, ...remarks],
    open: () => {
      opened += 1;
      return {
        source: clientArrivals(rates, (id) => byClient.get(id) ?? fallback, options, seed + opened - 1),
        seconds: Math.max(1e-9, Math.min(rates.seconds - options.from, options.seconds)),
      };
    },
    close() {},
  };
}
