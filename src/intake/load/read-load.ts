import type { Intake, ServedLoad } from '../types.ts';
import { readPrometheus } from './prometheus.ts';
import { readRequests, type RequestsOptions } from './requests.ts';

/**
 * Reads what was served: the answer of Prometheus to `query_range` over counters of vLLM, or a log with one row per
 * request (LiteLLM's spend logs, published traces), CSV or JSON.
 */
export function readLoad(file: string, text: string, options: RequestsOptions): Intake<ServedLoad> {
  return readPrometheus(file, text, options.services) ?? readRequests(file, text, options);
}
