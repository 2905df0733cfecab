import type { Size } from './generate.ts';

/** The instances of the bench, with what is aimed for: proven gap within seconds. */
export const instances: readonly {
  readonly name: string;
  readonly size: Size;
  readonly gap: number;
  readonly seconds: number;
}[] = [
  { name: 'small', size: { sites: 3, systems: 8, quarters: 8, workloads: 4 }, gap: 0.01, seconds: 1 },
  { name: 'medium', size: { sites: 6, systems: 16, quarters: 12, workloads: 10 }, gap: 0.01, seconds: 10 },
  { name: 'large', size: { sites: 12, systems: 24, quarters: 20, workloads: 20 }, gap: 0.02, seconds: 60 },
];
