import type { RateAnswer, RateQuestion } from '../../../performance/index.ts';
import { formatQuantity } from '../../../quantity/index.ts';
import { exitCodes, type ExitCode } from '../../command.ts';
import type { Terminal } from '../../terminal.ts';

/** A rate in lines of text. */
export function summary(
  { system, model, inputTokens, outputTokens }: RateQuestion,
  answer: RateAnswer,
): readonly string[] {
  const { rate: one, memory, split: pools } = answer;
  const { requestsPerSecond: requests } = one;
  return [
    `${model.id} on ${system.id}, ${inputTokens} tokens in, ${outputTokens} out: ${round(answer.perAccelerator)} token/s per chip, ${round(one.outputTokensPerSecond)} per system`,
    `requests/s        ${requests.value.toFixed(2)} (80 % interval ${requests.low.toFixed(2)} to ${requests.high.toFixed(2)}), bound by ${one.boundBy}`,
    `time per token    ${time(one.tpot.value)} (${time(one.tpot.low)} to ${time(one.tpot.high)})`,
    `first token       ${time(one.ttft.value)} (${time(one.ttft.low)} to ${time(one.ttft.high)})`,
    `configuration     ${split(one.configuration)}, ${one.configuration.batch} requests at once`,
    `memory per rank   ${formatQuantity(memory.weights, 'data')} of weights, ${formatQuantity(memory.cache, 'data')} for caches`,
    ...(system.power.value === undefined
      ? []
      : [
          `power             ${formatQuantity(system.power.value, 'power')} per system at most, ${round(one.outputTokensPerSecond / (system.power.value / 1000))} token/s per kW`,
        ]),
    `trust             level ${one.level} of 2`,
    ...(pools === undefined
      ? []
      : [
          `split pools       ${pools.requestsPerSecond.toFixed(2)} requests/s per system, ${Math.round(pools.prefillPart * 100)} % of them on prompts`,
        ]),
  ];
}

function time(seconds: number): string {
  return formatQuantity(seconds, 'duration');
}

/** How a replica is split, in words. */
export function split({
  precision,
  tensorParallel,
  acceleratorsPerReplica,
  expertParallel,
  pipelineParallel,
}: RateAnswer['rate']['configuration']): string {
  const chips = acceleratorsPerReplica === 1 ? 'one chip' : `${acceleratorsPerReplica} chips`;
  return `${precision}, ${chips} a replica, tensor ${tensorParallel}${expertParallel > 1 ? `, expert ${expertParallel}` : ''}${pipelineParallel === undefined ? '' : `, pipeline ${pipelineParallel}`}`;
}

/** What was asked, in words. */
export function title({ model, system, inputTokens, outputTokens }: RateQuestion): string {
  return `${model.id} on ${system.id}, ${inputTokens} in, ${outputTokens} out`;
}

/** A figure with as many digits as it deserves. */
export function round(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(1);
}

/** Says why there is no rate. */
export function no(code: string, why: string, terminal: Terminal): ExitCode {
  terminal.result(
    () => `${code}: ${why}`,
    () => ({ code, why }),
  );
  return exitCodes.no;
}
