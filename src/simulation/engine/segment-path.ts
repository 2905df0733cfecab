import type { RequestTable } from './request-table.ts';

/** What the segments of a request's prompt are called and where they end: shared prompt, then session; or links of a block chain. */
export class SegmentPath {
  private readonly requests: RequestTable;
  private readonly chainTokens: number;

  constructor(requests: RequestTable, chainTokens: number) {
    this.requests = requests;
    this.chainTokens = chainTokens;
  }

  count(request: number): number {
    const { chain, shared, session } = this.requests;
    const links = chain[request];
    if (links !== undefined) return links.length;
    return ((shared[request] ?? -1) >= 0 ? 1 : 0) + ((session[request] ?? -1) >= 0 ? 1 : 0);
  }

  /** Key of a segment: its id with its kind in the last two bits. */
  key(request: number, index: number): number {
    const { chain, shared, session } = this.requests;
    const links = chain[request];
    if (links !== undefined) return (links[index] ?? 0) * 4 + 2;
    const prompt = shared[request] ?? -1;
    return index === 0 && prompt >= 0 ? prompt * 4 : (session[request] ?? 0) * 4 + 1;
  }

  /** Prompt tokens up to the end of a segment. */
  end(request: number, index: number): number {
    const { chain, shared, sharedTokens, input } = this.requests;
    const all = input[request] ?? 0;
    if (chain[request] !== undefined) return Math.min(all, (index + 1) * this.chainTokens);
    return index === 0 && (shared[request] ?? -1) >= 0 ? Math.min(all, sharedTokens[request] ?? 0) : all;
  }

  /** Whether the last segment goes on with the answer: a session's does. */
  grows(request: number): boolean {
    return this.requests.chain[request] === undefined && (this.requests.session[request] ?? -1) >= 0;
  }
}
