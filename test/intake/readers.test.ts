import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDeviceNames } from '../../src/handoff/index.ts';
import {
  readDeliveries,
  readFleetCsv,
  readLoad,
  readNodes,
  readSpend,
  siteLabels,
  type Intake,
  type RequestsOptions,
} from '../../src/intake/index.ts';
import { readWorld } from '../../src/pipeline/index.ts';

const { catalog } = readWorld();
const at = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const { names } = readDeviceNames('catalog/device-names.yaml', at('catalog/device-names.yaml'));
if (names === undefined) throw new Error('the table of device names cannot be read');
const table = names;

function nodes(text: string, systems: Readonly<Record<string, string>> = {}): ReturnType<typeof readNodes> {
  return readNodes('nodes.json', text, {
    table,
    catalog,
    systems: new Map(Object.entries(systems)),
    site: undefined,
    siteLabels,
  });
}

/** One node that offers `capacity` of something. */
function node(labels: Readonly<Record<string, string>>, capacity: Readonly<Record<string, string>>): string {
  return JSON.stringify({ items: [{ metadata: { labels }, status: { capacity } }] });
}

const plain: RequestsOptions = { services: new Map(), service: 'chat', start: undefined };
const codes = ({ diagnostics }: Intake<unknown>): readonly string[] => diagnostics.map(({ code }) => code);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const series = (name: string | undefined, values: readonly (readonly [number, string])[]): unknown => ({
  metric: { ...(name !== undefined && { __name__: name }), model_name: 'm' },
  values,
});

const range = (...result: readonly unknown[]): string =>
  JSON.stringify({ status: 'success', data: { resultType: 'matrix', result } });

describe('nodes', () => {
  const read = nodes(at('test/fixtures/intake/nodes.json'));

  it('counts packages of five vendors, sharing undone and dies put together', () => {
    expect(read.entries.map(({ system, site, systems }) => [system, site, systems])).toEqual([
      ['atlas-800t-a2-910b2', 'west', 1],
      ['atlas-800t-a3', 'west', 2],
      ['hgx-h20-96', 'coast', 4],
      ['mi300x-server', 'norway', 1],
      ['mlu370-x8-server', 'west', 1],
    ]);
  });

  it('reports labels that nobody knows, and parts of systems, and guesses neither', () => {
    expect(read).toMatchObject({ rows: 12, rejected: 2 });
    const messages = read.diagnostics.map(({ message }) => message).join('\n');
    expect(messages).toContain('`NVIDIA-R300`');
    expect(messages).toContain('`huawei.com/Ascend910`');
    expect(messages).toContain('4 NVIDIA-L20 at coast are 0 l20-server of 8 and 4 besides');
  });

  it('takes the word of the user for a label, and for that label alone', () => {
    const told = nodes(at('test/fixtures/intake/nodes.json'), {
      'huawei.com/Ascend910': 'atlas-800t-a2-910b3',
    });
    const ascend = told.entries.filter(({ system }) => system.includes('910b'));
    expect(ascend.map(({ system }) => system)).toEqual(['atlas-800t-a2-910b2', 'atlas-800t-a2-910b3']);
  });

  it('asks which system it is where the catalog has several and the node does not tell', () => {
    const read384 = nodes(node({}, { 'huawei.com/Ascend910C': '12' }));
    expect(read384.entries).toEqual([]);
    expect(codes(read384)).toContain('FW-INT-0203');
  });

  it('knows every accelerator that the table names', () => {
    const named = Object.values(table.products ?? {}).map(({ accelerator }) => accelerator);
    expect(named.filter((id) => !catalog.accelerators.has(id))).toEqual([]);
  });

  it.each(['', '{', '[]', '{"items": 3}', '{"items": [null, 7, {"status": {"capacity": "x"}}]}'])(
    'survives %s',
    (text) => {
      expect(nodes(text)).toMatchObject({ entries: [] });
      expect(codes(nodes(text)).some((code) => code === 'FW-INT-0001' || code === 'FW-INT-0004')).toBe(true);
    },
  );
});

describe('tables of fleets and deliveries', () => {
  it('finds columns by name, and tells each reason for a row left out once, with its line', () => {
    const read = readFleetCsv(
      'fleet.csv',
      'Site,Server,Count,owner\ncoast,hgx-h20-96,10,x\ncoast,hgx-h20-69,10,x\ncoast,hgx-h100,1.5,x\ncoast,hgx-h200,-1,x\n',
      catalog,
    );
    expect(read.entries).toMatchObject([
      { id: 'hgx-h20-96-coast', systems: 10, accelerators: 80, from: { file: 'fleet.csv', line: 2 } },
    ]);
    expect(read).toMatchObject({ rows: 4, rejected: 3 });
    expect(read.diagnostics.map(({ message, span }) => [span?.line, message])).toEqual([
      [
        3,
        '1 of 4 rows left out, the first here: the catalog has no system `hgx-h20-69`; did you mean `hgx-h20-96`?',
      ],
      [4, '2 of 4 rows left out, the first here: its count is not a whole number'],
    ]);
  });

  it('names the columns that are missing', () => {
    expect(codes(readFleetCsv('x.csv', 'a,b\n1,2\n', catalog))).toEqual([
      'FW-INT-0003',
      'FW-INT-0003',
      'FW-INT-0003',
    ]);
    expect(readDeliveries('x.csv', 'systems,status,quarter\n1,open,2025Q1\n').diagnostics).toMatchObject([
      { message: 'x.csv has no column `order` or `line` or `id` or `purchase order` or `po`' },
    ]);
  });

  it('reads what became of orders, by date or quarter, in the words of suppliers', () => {
    const read = readDeliveries(
      'd.csv',
      'order,systems,status,date\na@b@2025Q1,10,Received,2025-04-02\na@b@2025Q1,2,late,2025Q3\na@b@2025Q1,1,lost,2025Q3\n',
    );
    expect(read.entries).toMatchObject([
      { order: 'a@b@2025Q1', systems: 10, status: 'delivered', quarter: '2025Q2', date: '2025-04-02' },
      { systems: 2, status: 'open', quarter: '2025Q3', date: undefined },
    ]);
    expect(read.rejected).toBe(1);
  });
});

describe('spend', () => {
  const csv =
    'ChargePeriodStart,BillingCurrency,BilledCost,EffectiveCost,RegionId,Tags,x_CostKind,x_Forecast\n' +
    '2025-03-31T00:00:00Z,USD,100,60,us-west,"{""fleetwright/line"":""l1"",""fleetwright/site"":""johor""}",lease,false\n' +
    '2025-04-01T00:00:00Z,USD,-5,-5,johor,,,\n2025-04-01T00:00:00Z,XXX,1,1,,,,\nsoon,USD,1,1,,,,\n';

  it('takes the cost that was asked for, and lines and sites where a row names them', async () => {
    const billed = await readSpend('f.csv', bytes(csv), { basis: 'billed', lines: new Set(['l1']) });
    expect(billed.entries).toMatchObject([
      { quarter: '2025Q1', amount: 100, line: 'l1', site: 'johor', kind: 'lease' },
      { quarter: '2025Q2', amount: -5, line: undefined, site: 'johor' },
    ]);
    expect(billed).toMatchObject({ rows: 4, rejected: 2 });
    const effective = await readSpend('f.csv', bytes(csv), { basis: 'effective', lines: new Set() });
    expect(effective.entries[0]).toMatchObject({ amount: 60, line: undefined });
  });

  it('says which column is missing, and survives what is no Parquet', async () => {
    const options = { basis: 'billed', lines: new Set<string>() } as const;
    expect(codes(await readSpend('f.csv', bytes('a\n1\n'), options))).toContain('FW-INT-0003');
    expect(codes(await readSpend('f.parquet', bytes('PAR1garbage'), options))).toContain('FW-INT-0001');
  });
});

describe('served load', () => {
  const start = Date.parse('2025-03-31T23:00:00Z') / 1000;

  it('adds up what counters grew by, over resets and across quarters', () => {
    const read = readLoad(
      'r.json',
      range(
        series('vllm:prompt_tokens_total', [
          [start, '100'],
          [start + 1800, '300'],
          [start + 7200, '50'],
        ]),
        series('vllm:request_success_total', [
          [start, '1'],
          [start + 1800, '3'],
        ]),
        series('vllm:e2e_request_latency_seconds_count', [
          [start, '1'],
          [start + 1800, '99'],
        ]),
        series(undefined, []),
        series('node_cpu_seconds_total', []),
      ),
      { ...plain, services: new Map([['m', 'chat']]) },
    );
    expect(read.entries).toMatchObject([
      { service: 'chat', quarter: '2025Q1', inputTokens: 200, requests: 2, seconds: 1800 },
      { service: 'chat', quarter: '2025Q2', inputTokens: 50 },
    ]);
    expect(read).toMatchObject({ rows: 5, rejected: 2 });
    expect(read.diagnostics.find(({ code }) => code === 'FW-INT-0005')?.message).toBe(
      'taken: vllm:prompt_tokens_total as input, vllm:request_success_total as requests',
    );
  });

  it('reads spend logs of LiteLLM, and leaves out what was not answered', () => {
    const log =
      'request_id,model_group,prompt_tokens,completion_tokens,startTime,status\n' +
      '1,qwen,10,5,2025-02-01 10:00:00.123456,success\n2,qwen,20,5,2025-02-01T13:00:00+00:00,success\n3,qwen,9,0,2025-02-01T13:00:00Z,failure\n';
    const read = readLoad('log.csv', log, plain);
    expect(read.entries).toMatchObject([
      { service: 'qwen', quarter: '2025Q1', requests: 2, inputTokens: 30, outputTokens: 10 },
    ]);
    expect(read.entries[0]?.seconds).toBeCloseTo(10_799.877, 3);
    expect(read.entries[0]?.peakRequestsPerSecond).toBeCloseTo(1 / 3600, 9);
    expect(read.rejected).toBe(1);
  });

  it('needs a start for times that count from one, and knows the unit of Mooncake', () => {
    const trace =
      '{"timestamp": 1000, "input_length": 4, "output_length": 2, "hash_ids": [1]}\n{"timestamp": 3000, "input_length": 4, "output_length": 2, "hash_ids": [1]}\n';
    expect(readLoad('t.jsonl', trace, plain)).toMatchObject({ entries: [], rejected: 2 });
    expect(readLoad('t.jsonl', trace, { ...plain, start }).entries).toMatchObject([
      { service: 'chat', seconds: 2, requests: 2 },
    ]);
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        readLoad('x', text, plain);
        readLoad('x', `timestamp,input_tokens,output_tokens\n${text},1,1`, { ...plain, start: 1e9 });
        nodes(text);
        readFleetCsv('x', text, catalog);
        readDeliveries('x', text);
      }),
      { numRuns: Number(process.env.FLEETWRIGHT_RUNS ?? 200), seed: 3 },
    );
  });
});
