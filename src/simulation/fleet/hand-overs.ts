import type { Request } from '../engine/request.ts';
import type { Fleet } from './fleet.ts';
import { SharedLink } from './shared-link.ts';

/** The links on which KV caches go from prefill to decode pools: one per prefill pool. */
export class HandOvers {
  /** When the next transfer ends, and on the link of which pool: Infinity while nothing is under way. */
  nextAt = Infinity;
  pool = -1;
  private readonly fleet: Fleet;
  private readonly links: readonly (SharedLink | undefined)[];

  constructor(fleet: Fleet) {
    this.fleet = fleet;
    this.links = fleet.pools.map(
      ({ handOver }) => handOver && new SharedLink(handOver.bytesPerSecond, handOver.mostPerTransfer),
    );
  }

  begin(request: Request, pool: number, time: number): void {
    const bytes = request.input * (this.fleet.pools[pool]?.handOver?.bytesPerToken ?? 0);
    this.links[pool]?.begin(request, request.number, bytes, time);
    this.look();
  }

  /** Takes the transfer that ends next off its link. */
  end(): Request | undefined {
    const request = this.links[this.pool]?.end();
    this.look();
    return request;
  }

  private look(): void {
    this.nextAt = Infinity;
    for (const [pool, link] of this.links.entries()) {
      const next = link?.nextAt ?? Infinity;
      if (next >= this.nextAt) continue;
      this.nextAt = next;
      this.pool = pool;
    }
  }
}
