import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parquetWriteFile } from 'hyparquet-writer';
import { plainDraft } from '../../src/simulation/load/arrival-source.ts';
import { openTrace } from '../../src/cli/trace-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'parquet-'));
afterAll(() => rmSync(folder, { recursive: true }));
const unpacked = (): number =>
  readdirSync(tmpdir()).filter((name) => name.startsWith('fleetwright-trace-')).length;

/** Rows of a trace to generate; millions with `TRACE_ROWS=5000000 npx vitest run test/simulation/parquet-trace.test.ts`. */
const rows = Number(process.env.TRACE_ROWS ?? 120_000);

const at = (row: number): number => row / 1000;
const input = (row: number): number => 1 + ((row * 7919) % 4000);
const output = (row: number): number => 1 + ((row * 104_729) % 500);

async function replayed(path: string) {
  const trace = await openTrace(path, {});
  if ('problems' in trace) throw new Error(JSON.stringify(trace.problems));
  const { source, seconds } = trace.open();
  const draft = plainDraft();
  let count = 0;
  let sum = 0;
  for (; source.nextAt < Infinity; count += 1) {
    source.read(draft);
    sum += draft.input + draft.output;
  }
  trace.close();
  return { count, sum, seconds, last: draft.arrival, remarks: trace.remarks.map(({ message }) => message) };
}

describe('traces in Parquet', () => {
  it(`reads ${rows} rows by the names of their columns, as it reads the same rows in CSV`, async () => {
    const index = Array.from({ length: rows }, (_, row) => row);
    const parquet = join(folder, 'big.parquet');
    parquetWriteFile({
      filename: parquet,
      columnData: [
        { name: 'Timestamp', data: index.map(at), type: 'DOUBLE' },
        { name: 'Request tokens', data: index.map((row) => BigInt(input(row))), type: 'INT64' },
        { name: 'Response tokens', data: index.map(output), type: 'INT32' },
      ],
    });
    const csv = join(folder, 'big.csv');
    writeFileSync(
      csv,
      `Timestamp,Request tokens,Response tokens\n${index.map((row) => `${at(row)},${input(row)},${output(row)}`).join('\n')}\n`,
    );
    const before = unpacked();
    const found = await replayed(parquet);
    expect(found).toEqual(await replayed(csv));
    expect(found.count).toBe(rows);
    expect(unpacked()).toBe(before);
  }, 600_000);

  it('reads times with a type of their own, and says which rows it leaves out', async () => {
    const path = join(folder, 'dates.parquet');
    const day = Date.UTC(2026, 0, 1);
    parquetWriteFile({
      filename: path,
      columnData: [
        {
          name: 'time',
          data: [day, day + 5000, day + 9000].map((each) => new Date(each)),
          type: 'TIMESTAMP',
        },
        { name: 'prompt_tokens', data: [10, -3, 20], type: 'INT32' },
        { name: 'completion_tokens', data: [1, 2, 3], type: 'INT32' },
      ],
    });
    const found = await replayed(path);
    expect(found).toMatchObject({ count: 2, sum: 34, seconds: 9 });
    expect(found.remarks).toEqual(['1 row of 3 left out, the first here: a token count is negative']);
  });

  it('says what is wrong with a file that is none, and leaves nothing behind', async () => {
    const path = join(folder, 'none.parquet');
    writeFileSync(path, 'time,input,output\n1,2,3\n');
    const before = unpacked();
    const trace = await openTrace(path, {});
    expect('problems' in trace && trace.problems[0]?.message).toContain('none.parquet');
    expect(unpacked()).toBe(before);
    expect(existsSync(path)).toBe(true);
  });
});
