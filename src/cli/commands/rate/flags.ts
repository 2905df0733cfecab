import { permittedFormats } from '../../../performance/index.ts';
import type { Flag } from '../../command.ts';

/** Flags that several of the commands about rates share. */
export const modelFlag: Flag = {
  name: 'model',
  value: 'ID',
  summary: 'A model of the catalog',
  required: true,
};
export const systemFlag: Flag = {
  name: 'system',
  value: 'ID',
  summary: 'A system of the catalog',
  required: true,
};
export const loadFlags: readonly Flag[] = [
  { name: 'slo', value: 'LEVEL', summary: 'Service level (default ttft=2s,tpot=50ms)' },
  { name: 'isl', value: 'TOKENS', summary: 'Input tokens per request (default 2000)' },
  { name: 'osl', value: 'TOKENS', summary: 'Output tokens per request (default 500)' },
  { name: 'cached', value: 'PART', summary: 'Part of the input found in the prefix cache (default 0)' },
  {
    name: 'formats',
    value: 'LIST',
    summary: `4-bit formats permitted for the weights, beside those of 8 and 16 bits: ${permittedFormats.join(', ')} (default: none but that of published weights)`,
    complete: permittedFormats,
  },
];
