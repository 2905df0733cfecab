import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { openTrace, type TraceWish } from '../../src/cli/trace-files.ts';
import { plainDraft } from '../../src/simulation/load/arrival-source.ts';

const folder = mkdtempSync(join(tmpdir(), 'clients-'));
afterAll(() => rmSync(folder, { recursive: true }));

const header = 'client,ts_s,rate_rps,cv,pattern,param1,param2\n';
const lengths = 'field,tokens,weight\ninput_tokens,100,1\ninput_tokens,300,3\noutput_tokens,10,1\n';

/** Writes the files of one trace, named by it and packed where asked for; gives the path of its rates. */
function written(
  name: string,
  rates: string,
  histogram?: string,
  statistics?: string,
  packed = false,
): string {
  const write = (kind: string, text: string): string => {
    const path = join(folder, `${name}.${kind}.csv${packed ? '.gz' : ''}`);
    writeFileSync(path, packed ? gzipSync(text) : text);
    return path;
  };
  if (histogram !== undefined) write('length-histogram', histogram);
  if (statistics !== undefined) write('client-length-stats', statistics);
  return write('client-rates', rates);
}

async function drawn(path: string, wish: TraceWish = {}) {
  const trace = await openTrace(path, wish);
  if ('problems' in trace)
    return {
      problems: trace.problems.map(({ code, span, message }) => `${span?.line} ${code} ${message}`),
      times: [],
      inputs: [],
      outputs: [],
      seconds: 0,
      remarks: [],
      again: [],
    };
  const draft = plainDraft();
  const read = () => {
    const { source, seconds } = trace.open();
    const times: number[] = [];
    const inputs: number[] = [];
    const outputs: number[] = [];
    while (source.nextAt < Infinity) {
      source.read(draft);
      times.push(draft.arrival);
      inputs.push(draft.input);
      outputs.push(draft.output);
    }
    return { times, inputs, outputs, seconds };
  };
  const first = read();
  const again = read().times;
  trace.close();
  const remarks = trace.remarks.map(({ code, span, message }) => `${span?.line} ${code} ${message}`);
  return { ...first, again, remarks, problems: [] };
}
const mean = (list: readonly number[]): number => list.reduce((sum, each) => sum + each, 0) / list.length;
/** Standard deviation over mean of the gaps between times. */
function variation(times: readonly number[]): number {
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  const middle = mean(gaps);
  return Math.sqrt(mean(gaps.map((gap) => (gap - middle) ** 2))) / middle;
}

describe('client rates of ServeGen', () => {
  it('draws each client at its own rate, window by window, silent where it has none', async () => {
    const path = written(
      'two',
      `${header}a,0,10,1,Gamma,1,0\na,600,1,1,Gamma,1,0\na,1800,20,1,Gamma,1,0\nb,1200,5,1,,,\n`,
      lengths,
    );
    const { times, inputs, outputs, seconds, remarks } = await drawn(path);
    expect(seconds).toBe(2400);
    expect(remarks).toEqual([
      '1 FW-SIM-0009 about 21600 requests of 2 clients in 0.7 hours are drawn, with lengths of all together for 2 of them',
    ]);
    const per = [0, 1, 2, 3].map(
      (window) => times.filter((time) => Math.floor(time / 600) === window).length,
    );
    expect(Math.abs((per[0] ?? 0) / 6000 - 1)).toBeLessThan(0.05);
    expect(Math.abs((per[1] ?? 0) / 600 - 1)).toBeLessThan(0.15);
    expect(Math.abs((per[2] ?? 0) / 3000 - 1)).toBeLessThan(0.07);
    expect(Math.abs((per[3] ?? 0) / 12_000 - 1)).toBeLessThan(0.04);
    expect(times.every((time, index) => time >= (times[index - 1] ?? 0))).toBe(true);
    expect(mean(inputs)).toBeGreaterThan(248);
    expect(mean(inputs)).toBeLessThan(252);
    expect(new Set(outputs)).toEqual(new Set([10]));
  });

  it.each([
    ['Gamma', 0.25, 2],
    ['Weibull', 0.5, Math.sqrt(5)],
    ['Gamma', 4, 0.5],
  ])('%s gaps of shape %d vary by %d', async (pattern, shape, truth) => {
    const { times } = await drawn(written('gaps', `${header}a,0,100,9,${pattern},${shape},7\n`, lengths));
    expect(Math.abs(times.length / 60_000 - 1)).toBeLessThan(0.06);
    expect(Math.abs(variation(times) / truth - 1)).toBeLessThan(0.06);
  });

  it('takes a part of the time, scales rates and lengths, and draws anew each time', async () => {
    const path = written('part', `${header}a,0,10,1,Gamma,1,0\na,600,30,1,Gamma,1,0\n`, lengths);
    const wish = { from: 600, seconds: 300, rate: 2, inputScale: 2, outputScale: 0.1 };
    const { times, again, inputs, outputs, seconds } = await drawn(path, wish);
    expect(seconds).toBe(300);
    expect(Math.abs(times.length / 18_000 - 1)).toBeLessThan(0.03);
    expect(Math.max(...times)).toBeLessThan(300);
    expect(new Set(inputs)).toEqual(new Set([200, 600]));
    expect(new Set(outputs)).toEqual(new Set([1]));
    expect(again).not.toEqual(times);
    expect((await drawn(path, wish)).times).toEqual(times);
  });

  it('gives each client the lengths of its own statistics, packed files too', async () => {
    const statistics =
      'client,requests_est,input_tokens_mean,input_tokens_p50,input_tokens_p90,input_tokens_p99,output_tokens_mean,output_tokens_p50,output_tokens_p90,output_tokens_p99\n' +
      'a,1,322,269,331,1218,108,70,174,704\n';
    const path = written('own', `${header}a,0,100,1,Gamma,1,0\n`, undefined, statistics, true);
    const { inputs, remarks } = await drawn(path);
    expect(remarks[0]).toContain('with lengths of each');
    const sorted = inputs.toSorted((a, b) => a - b);
    const at = (part: number): number => sorted[Math.floor(part * sorted.length)] ?? 0;
    expect(Math.abs(at(0.5) / 269 - 1)).toBeLessThan(0.02);
    expect(Math.abs(at(0.9) / 331 - 1)).toBeLessThan(0.02);
    expect(Math.abs(at(0.99) / 1218 - 1)).toBeLessThan(0.1);
    expect(Math.abs(mean(inputs) / 322 - 1)).toBeLessThan(0.03);
  });

  it('counts rows that say nothing, and says what is missing', async () => {
    const rows = ['a,0,1,1,Gamma,1,0', 'a,x,1,1,Gamma,1,0', 'a,600,-1,1,Gamma,1,0', 'a,600,1,1,Pareto,1,0'];
    const more = ['a,600,1,1,Weibull,0,0', 'a,0,2,1,Gamma,1,0', 'a,1200,1,,,,', 'a,1800,-2,1,,,'];
    const { remarks } = await drawn(written('bad', header + [...rows, ...more].join('\n'), lengths));
    expect(remarks.slice(1)).toEqual([
      '3 FW-SIM-0002 1 row of 8 left out, the first here: its time is not a number',
      '4 FW-SIM-0002 2 rows of 8 left out, the first here: its rate is not a number from 0 on',
      '5 FW-SIM-0002 1 row of 8 left out, the first here: its pattern is neither Gamma nor Weibull',
      '6 FW-SIM-0002 1 row of 8 left out, the first here: its shape is not a positive number',
      '7 FW-SIM-0002 1 row of 8 left out, the first here: its client has a row for this time already',
      '8 FW-SIM-0002 1 row of 8 left out, the first here: its gaps have no variation',
    ]);
    expect((await drawn(written('bare', `${header}a,0,1,1,Gamma,1,0\n`))).problems).toEqual([
      '1 FW-SIM-0008 no lengths of requests for client a',
    ]);
    expect((await drawn(written('none', header, lengths))).problems).toEqual([
      '1 FW-SIM-0006 no client sends anything in this time',
    ]);
  });
});

const published = new URL('../../../shared/traces/servegen/', import.meta.url).pathname;

describe.skipIf(!existsSync(published))('published client rates, where they are at hand', () => {
  it.each([
    ['deepseek-r1', 3600 * 24],
    ['m-large', 3600],
    ['m-mid', 3600],
    ['m-small', 3600],
    ['mm-image', 3600 * 24],
  ])('%s is drawn as often as its rates say', async (name, seconds) => {
    const { times, remarks } = await drawn(`${published}${name}.client-rates.csv.gz`, {
      from: 36_000,
      seconds,
      rate: 0.1,
    });
    expect(remarks.length).toBe(1);
    const expected = Number(/about (\d+) requests/u.exec(remarks[0] ?? '')?.[1]);
    expect(expected).toBeGreaterThan(1000);
    expect(Math.abs(times.length / expected - 1)).toBeLessThan(0.06);
  });
});
