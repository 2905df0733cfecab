import type { MessageBook } from '../diagnostics/index.ts';

/** Why a pair of system and work has no rate, by code. */
export const performanceMessages: MessageBook = {
  'FW-PRF-0001': {
    title: 'The chip is not known well enough',
    explain:
      'A rate needs the memory size, the memory bandwidth and at least one dense rate of the accelerator. Give the missing figure in ' +
      'the catalog or override it in the scenario, with its source or as an assumption.',
  },
  'FW-PRF-0002': {
    title: 'The model is not known well enough',
    explain:
      'A rate needs the dimensions of the model, or at least its number of layers and its parameters in all and active. Name a model of ' +
      'the catalog that is complete, or give the missing figures.',
  },
  'FW-PRF-0003': {
    title: 'The model does not fit',
    explain:
      'Weights, activations and the KV cache of one request must fit in the memory of a system, or of a few systems joined by a ' +
      'network of known bandwidth.',
  },
  'FW-PRF-0004': {
    title: 'The service level cannot be met',
    explain:
      'In no configuration tried does the predicted time to first token and per output token stay within 85 % of the level, even with ' +
      'one request at a time. Relax the level, or serve this work on faster systems.',
  },
  'FW-PRF-0005': {
    title: 'The gang is too small for the run',
    explain:
      'Weights, gradients and optimiser state of the model need about 16 bytes per parameter, spread over the accelerators of the run. ' +
      'Raise the most accelerators that may work on it, or use systems with more memory.',
  },
  'FW-PRF-0006': {
    title: 'The chip has no arithmetic in this format',
    explain:
      'The catalog has no dense rate of the accelerator in the number format asked for. Ask for one that it has, or give the rate in the ' +
      'catalog with its source.',
  },
};

/** A reason for having no rate: a code of `performanceMessages` and the case at hand. */
export interface Reason {
  readonly code: string;
  readonly why: string;
}

export const reasons = {
  chipUnknown: (accelerator: string, missing: readonly string[]): Reason => ({
    code: 'FW-PRF-0001',
    why: `${accelerator}: ${missing.join(', ')} unknown`,
  }),
  modelUnknown: (model: string, why: string): Reason => ({ code: 'FW-PRF-0002', why: `${model}: ${why}` }),
  doesNotFit: (model: string, system: string, systems: number): Reason => ({
    code: 'FW-PRF-0003',
    why: `${model} does not fit in ${systems} ${system}`,
  }),
  /** `unit`: the accelerator or system whose links to the next are unknown. */
  cannotSpan: (model: string, unit: string): Reason => ({
    code: 'FW-PRF-0003',
    why: `${model} does not fit in one ${unit}, and the bandwidth of its links to others is unknown`,
  }),
  levelUnreachable: (service: string, system: string): Reason => ({
    code: 'FW-PRF-0004',
    why: `no configuration of ${system} meets the service level of ${service} with its margin`,
  }),
  noFormat: (accelerator: string, format: string): Reason => ({
    code: 'FW-PRF-0006',
    why: `${accelerator}: no dense rate in ${format} is known`,
  }),
  gangTooSmall: (model: string, accelerators: number, needed: number): Reason => ({
    code: 'FW-PRF-0005',
    why: `${model} needs at least ${needed} accelerators for its state, the run allows ${accelerators}`,
  }),
};
