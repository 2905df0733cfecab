import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TraceReader, type TraceRequest } from '../../src/simulation/load/trace-reader.ts';

function read(
  text: string,
  piece = 7,
): { readonly requests: readonly TraceRequest[]; readonly remarks: readonly string[] } {
  const reader = new TraceReader('trace');
  const requests: TraceRequest[] = [];
  const drain = (): void => {
    for (let request = reader.next(); request !== undefined; request = reader.next()) requests.push(request);
  };
  for (let at = 0; at < text.length; at += piece) {
    reader.feed(text.slice(at, at + piece));
    drain();
  }
  reader.feed(undefined);
  drain();
  return {
    requests,
    remarks: reader.remarks().map(({ code, span, message }) => `${span?.line} ${code} ${message}`),
  };
}

const brief = ({ time, input, output }: TraceRequest): string => `${time.toFixed(3)} ${input} ${output}`;

describe('traces', () => {
  it.each([
    [
      'Azure',
      'TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:15:46.6805900,374,44\n2023-11-16 18:15:50.9951690,396,109\n',
      4.315,
    ],
    [
      'BurstGPT',
      'Timestamp,Session ID,Model,Request tokens,Response tokens,Total tokens\n5,1,ChatGPT,374,44,418\n9,,GPT-4,396,109,505\n',
      4,
    ],
    [
      'Mooncake',
      '{"timestamp": 0, "input_length": 374, "output_length": 44, "hash_ids": [1,2]}\n{"timestamp": 3000, "input_length": 396, "output_length": 109, "hash_ids": [1]}\n',
      3,
    ],
    ['ShareGPT', 'arrival_time_ns,input_tokens,output_tokens\n46926808,374,44\n347938951,396,109\n', 0.301],
    ['Vidur', 'arrived_at,num_prefill_tokens,num_decode_tokens\n0.0,374,44\n4.314579,396,109\n', 4.315],
    ['quoted', '"time","prompt_tokens","completion_tokens"\r\n"1","374","44"\r\n"2","396","109"', 1],
    ['semicolons', 'time;input;output\n1,5;374;44\n2,5;396;109', 1],
    ['tabs', 'time\tinput\toutput\n1\t374\t44\n2\t396\t109', 1],
  ])('reads %s', (_, text, second) => {
    const { requests, remarks } = read(text);
    expect(remarks).toEqual([]);
    expect(requests.map(brief)).toEqual(['0.000 374 44', `${second.toFixed(3)} 396 109`]);
  });

  it('reads the same whatever the pieces', () => {
    const text = `time,input,output\n${Array.from({ length: 50 }, (_, row) => `${row},${row + 1},5`).join('\n')}`;
    expect(read(text, 1)).toEqual(read(text, 1000));
  });

  it('keeps sessions and block hashes', () => {
    const { requests } = read(
      '{"timestamp":1,"input_length":9,"output_length":2,"hash_ids":[4,5],"session_id":"a"}\n',
    );
    expect(requests[0]).toMatchObject({ chain: [4, 5] });
    const names = ['a', 'b', 'a', '', '17', 'conversation-000001', 'conversation-000002', '17', 'b'];
    const rows = names.map((name, row) => `${row},${name},1,1`).join('\n');
    const ids = read(`time,session,input,output\n${rows}\n`).requests.map(({ session }) => session);
    expect(ids.map((id) => ids.indexOf(id))).toEqual([0, 1, 0, 3, 4, 5, 6, 4, 1]);
    expect(ids[3]).toBe(-1);
    expect(
      new Set(
        Array.from(
          { length: 20_000 },
          (_, row) => read(`time,session,input,output\n1,user ${row},1,1\n`).requests[0]?.session,
        ),
      ).size,
    ).toBe(20_000);
  });

  it('counts what it leaves out, by reason, with the first line of each', () => {
    const rows = [
      'time,input,output',
      '0,10,5',
      '1,-3,5',
      '2,x,5',
      'soon,3,5',
      '3,10,0',
      '4,10,5',
      '5,1',
      '6,-1,5',
      '7,99999999999,1',
      '8,1,1',
      '9,1,1,',
      '10,1,1,7',
    ];
    const { requests, remarks } = read(rows.join('\n'));
    expect(requests.length).toBe(4);
    expect(remarks).toEqual([
      '3 FW-SIM-0002 2 rows of 12 left out, the first here: a token count is negative',
      '4 FW-SIM-0002 1 row of 12 left out, the first here: its token counts are not whole numbers',
      '5 FW-SIM-0002 1 row of 12 left out, the first here: it has no time',
      '6 FW-SIM-0002 1 row of 12 left out, the first here: it has no answer tokens',
      '8 FW-SIM-0002 1 row of 12 left out, the first here: it cannot be read',
      '10 FW-SIM-0002 1 row of 12 left out, the first here: it has more tokens than any model takes',
      '13 FW-SIM-0002 1 row of 12 left out, the first here: it has more cells than the header',
    ]);
  });

  it('puts small disorder in order and leaves out what lies far back', () => {
    const { requests, remarks } = read('time,input,output\n100,1,1\n130,2,1\n110,3,1\n300,4,1\n150,5,1\n');
    expect(requests.map(({ input }) => input)).toEqual([1, 3, 2, 4]);
    expect(remarks).toEqual([
      '6 FW-SIM-0002 1 row of 5 left out, the first here: it lies more than a minute back in time',
      '4 FW-SIM-0003 1 row put in order, the first here',
    ]);
  });

  it('says which columns are missing, where zones mix, where a gap is and when nothing is there', () => {
    expect(read('id,input,answer\n1,2,3\n').remarks).toEqual([
      '1 FW-SIM-0001 no column for the time, answer tokens among id, input, answer',
    ]);
    expect(
      read('time,input,output\n2024-01-01 00:00:00Z,1,1\n2024-01-01T01:00:01+01:00,1,1\n').remarks,
    ).toEqual(['3 FW-SIM-0004 times are written in several ways: Z, +01:00']);
    expect(read('time,input,output\n0,1,1\n90000,1,1\n').remarks).toEqual([
      '3 FW-SIM-0005 nothing arrives for 25.0 hours before this row',
    ]);
    expect(read('time,input,output\n').remarks).toEqual(['1 FW-SIM-0006 no request in 0 rows']);
    expect(read('').remarks).toEqual(['1 FW-SIM-0006 no request in 0 rows']);
  });
});

describe('traces that cannot be read as they are', () => {
  it.each([
    ['[{"timestamp":1,"input_length":3}]', 'the trace is one JSON array'],
    ['time,input,input,output\n1,2,3,4\n', 'two columns are called input'],
    ['\u0003\u0001PK\uFFFD,\uFFFD\n', 'this is not text'],
    [
      `${'x'.repeat(100)},b\n`,
      `no column for the time, prompt tokens, answer tokens among ${'x'.repeat(40)} …, b`,
    ],
    ['ts_s,total_rate_rps\n0,1\n', 'no column for prompt tokens, answer tokens among ts_s, total_rate_rps'],
  ])('%j', (text, message) => {
    expect(read(text).remarks).toEqual([`1 FW-SIM-0001 ${message}`]);
  });

  it('takes times too large for seconds since 1970 for parts of a second, and says so', () => {
    const found = read('time,input,output\n1700000000000,1,1\n1700000001500,1,1\n');
    expect(found.requests.map(({ time }) => time)).toEqual([0, 1.5]);
    expect(found.remarks).toEqual(['2 FW-SIM-0007 times are read as milliseconds']);
  });

  it('holds no more than a million requests, should they all come at once', () => {
    const reader = new TraceReader('trace');
    reader.feed('time,input,output\n');
    let out = 0;
    let most = 0;
    for (let piece = 0; piece < 15; piece += 1) {
      reader.feed('7,1,1\n'.repeat(100_000));
      while (reader.next() !== undefined) out += 1;
      most = Math.max(most, reader.accepted - out);
    }
    expect(most).toBeLessThan(1_000_000);
    reader.feed(undefined);
    while (reader.next() !== undefined) out += 1;
    expect(out).toBe(1_500_000);
    expect(reader.remarks()).toEqual([]);
  });

  it('holds no row that has no end', () => {
    const reader = new TraceReader('trace');
    reader.feed('time,input,output\n');
    for (let piece = 0; piece < 50; piece += 1) reader.feed('x'.repeat(1_000_000));
    reader.feed('\n1,2,3\n2,2,3\n');
    reader.feed(undefined);
    expect(reader.remarks().map(({ span, message }) => `${span?.line} ${message}`)).toEqual([
      '2 1 row of 3 left out, the first here: it is longer than any row',
    ]);
    expect(reader.accepted).toBe(2);
  });
});

const traces = new URL('../../../shared/traces/', import.meta.url);

describe.skipIf(!existsSync(traces))('published traces, where they are at hand', () => {
  it.each([
    ['azure2023_conv.csv', 19_366],
    ['azure2023_code.csv', 8819],
    ['mooncake_conversation.jsonl', 12_031],
    ['mooncake_synthetic.jsonl', 3993],
  ])('%s is read whole', (name, count) => {
    const { requests, remarks } = read(readFileSync(new URL(name, traces), 'utf8'), 65_536);
    expect(requests.length).toBe(count);
    expect(remarks).toEqual([]);
  });
});
