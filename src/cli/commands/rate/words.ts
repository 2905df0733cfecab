import type { RateAnswer, RateQuestion, ServingWay } from '../../../performance/index.ts';
import { formatQuantity } from '../../../quantity/index.ts';
import { exitCodes, type ExitCode } from '../../command.ts';
import type { Terminal } from '../../terminal.ts';

/** A rate in lines of text. */
export function summary(
  { system, model, inputTokens, outputTokens }: RateQuestion,
  answer: RateAnswer,
): readonly string[] {
  const { rate: one, memory } = answer;
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
    ...otherWay(answer),
  ];
}

/** What serving the other way would do: on replicas that prompts and answers share, or on replicas of their own. */
function otherWay({ rate: { configuration }, shared, split: apart }: RateAnswer): readonly string[] {
  const other = configuration.aggregated ? apart : shared;
  if (other === undefined)
    return [
      `other way         ${configuration.aggregated ? 'prompts and answers apart' : 'a shared replica'} cannot meet the level`,
    ];
  const [way, why] = configuration.aggregated
    ? ['apart', ' (taken where it does a tenth more, and no less where times turn out slow)']
    : ['together', ''];
  return [
    `${way.padEnd(18)}${other.requestsPerSecond.toFixed(2)} requests/s per system: ${split(other.configuration)}${why}`,
  ];
}

function time(seconds: number): string {
  return formatQuantity(seconds, 'duration');
}

/** How a service runs on a system, in words. */
function split(configuration: ServingWay['configuration']): string {
  const { prefill } = configuration;
  if (prefill === undefined) return replicaWords(configuration);
  const where = prefill.unit === 1 ? 'of one system' : `of ${prefill.unit} systems`;
  return `${Math.round(prefill.part * 100)} % ${where} on prompts (${replicaWords(prefill)}), the rest on answers (${replicaWords(configuration)})`;
}

/** The same in a few words, for a column of a table. */
export function splitInBrief(configuration: ServingWay['configuration']): string {
  const { precision, acceleratorsPerReplica: chips, prefill } = configuration;
  return prefill === undefined
    ? replicaWords(configuration)
    : `apart, ${precision}: ${Math.round(prefill.part * 100)} % on prompts, ${prefill.acceleratorsPerReplica} chips a replica; answers ${chips}`;
}

function replicaWords({
  precision,
  expertPrecision,
  tensorParallel,
  acceleratorsPerReplica,
  expertParallel,
  pipelineParallel,
}: ServingWay['configuration'] | NonNullable<ServingWay['configuration']['prefill']>): string {
  const chips = acceleratorsPerReplica === 1 ? 'one chip' : `${acceleratorsPerReplica} chips`;
  return `${precision}${expertPrecision === undefined ? '' : ` with experts in ${expertPrecision}`}, ${chips} a replica, tensor ${tensorParallel}${expertParallel > 1 ? `, expert ${expertParallel}` : ''}${pipelineParallel === undefined ? '' : `, pipeline ${pipelineParallel}`}`;
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
