import { secondsPerQuarter } from '../quantity/index.ts';
import type { ResolvedService } from '../scenario/index.ts';
import type { Check, CheckContext } from './context.ts';
import { expectEqual, expectFields, remainder } from './compare.ts';
import type { Violation } from './violation.ts';

/** Demand that is met and missed in one quarter, worked out from the placements. */
export interface Service {
  readonly service: ResolvedService;
  /** Requests per second, by quarter of the horizon. */
  readonly served: readonly number[];
  readonly unmet: readonly number[];
}

/** Adds up what is placed for each service: at most its peak counts as served. */
export function servicesOf({ plan, scenario }: CheckContext): readonly Service[] {
  return scenario.services.map((service) => {
    const served = scenario.quarters.map((quarter, q) => {
      const placed = plan.placements
        .filter(({ kind, work, quarter: at }) => kind === 'service' && work === service.id && at === quarter)
        .reduce((sum, placement) => sum + placement.systems * placement.rate, 0);
      return Math.min(service.peak[q] ?? 0, placed);
    });
    return { service, served, unmet: served.map((rate, q) => (service.peak[q] ?? 0) - rate) };
  });
}

/** Input and output tokens of a mean request. */
function tokensPerRequest(service: ResolvedService): number {
  return service.classes.reduce((sum, part) => sum + part.share * (part.inputTokens + part.outputTokens), 0);
}

/** Tokens of quarter `q` when `part` (0 to 1) of its demand is served. */
export function tokensOf(service: ResolvedService, q: number, part: number): number {
  return part * (service.mean[q] ?? 0) * secondsPerQuarter * tokensPerRequest(service);
}

/** Each service is listed, and what the plan says it serves and misses is what is placed for it. */
export const checkServices: Check = (context) =>
  servicesOf(context).flatMap(({ service, served, unmet }) => {
    const listed = context.plan.services.find((candidate) => candidate.id === service.id);
    if (!listed) return expectEqual('FW-CHK-0034', service.id, 'service', 'listed', null);
    const header = expectFields('FW-CHK-0034', service.id, {
      name: [service.name, listed.name],
      model: [service.model, listed.model],
      quarters: [context.scenario.quarters.join(' '), listed.quarters.map((one) => one.quarter).join(' ')],
    });
    const quarters = listed.quarters.flatMap((found, q) => {
      const peak = service.peak[q] ?? 0;
      return expectFields('FW-CHK-0035', `${service.id}:${found.quarter}`, {
        peak: [peak, found.peak],
        served: [served[q] ?? 0, found.served],
        'served and unmet': [peak, found.served + found.unmet],
        unmet: [remainder(unmet[q] ?? 0, peak), remainder(found.unmet, peak)],
        tokens: [tokensOf(service, q, peak === 0 ? 0 : (served[q] ?? 0) / peak), found.tokens],
      });
    });
    return [...header, ...quarters, ...listedRates(context, service.id, listed.rates)];
  });

type ListedRates = CheckContext['plan']['services'][number]['rates'];

function listedRates({ rates }: CheckContext, service: string, listed: ListedRates): readonly Violation[] {
  return listed.flatMap((found) => {
    const where = `${service} on ${found.system}`;
    const rate = rates.services.find((one) => one.service === service && one.system === found.system);
    if (!rate) return expectEqual('FW-CHK-0033', where, 'rate', null, 'a rate');
    return expectFields('FW-CHK-0033', where, {
      'requests per second': [rate.requestsPerSecond.value, found.requestsPerSecond.value],
      'lowest requests per second': [rate.requestsPerSecond.low, found.requestsPerSecond.low],
      'highest requests per second': [rate.requestsPerSecond.high, found.requestsPerSecond.high],
      'output tokens per second': [rate.outputTokensPerSecond, found.outputTokensPerSecond],
      'time to first token': [rate.ttft.value, found.ttft],
      'time per output token': [rate.tpot.value, found.tpot],
      'bound by': [rate.boundBy, found.boundBy],
      'systems of a split unit': [rate.configuration.prefill?.unit ?? null, found.split?.unit ?? null],
      'part on prompts': [rate.configuration.prefill?.part ?? null, found.split?.prefillPart ?? null],
      'cache handed over': [rate.configuration.prefill?.handOverBytes ?? null, found.split?.handOver ?? null],
    });
  });
}
