import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { afterAll, describe, expect, it } from 'vitest';
import { requestColumnsFile } from './request-columns-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'request-columns-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('Parquet of requests', () => {
  it('holds every request, in groups, with nothing where there is nothing', async () => {
    const path = join(folder, 'requests.parquet');
    const file = requestColumnsFile(path);
    for (let row = 0; row < 100_002; row += 1) {
      file.take(
        row === 1
          ? [1, 'turned-away', 0, '', null, 0.5, 10, 5, null, null, null, null, 0]
          : [row, 'finished', 1, 'a @ b', 3, row / 4, 10, 5, 0, 0.25, 0.125, 1.5, 2],
      );
    }
    file.close();
    const bytes = readFileSync(path);
    const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    expect(parquetMetadata(buffer).row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([100_000, 2]);
    const rows = await parquetReadObjects({ file: buffer });
    expect(rows[1]).toMatchObject({ outcome: 'turned-away', replica: null, ttft_s: null, arrival_s: 0.5 });
    expect(rows[100_001]).toMatchObject({ request: 100_001, pool: 'a @ b', replica: 3, end_to_end_s: 1.5 });
  });
});
