import { z } from 'zod';
import { system as id } from './words.ts';

/** A system that the plan names: what charts and hand-offs must know of it without the catalog. */
export const system = z.object({
  id,
  name: z.string().describe('For people'),
  accelerator: z.string().describe('Id of the accelerator in it'),
  accelerators: z.number().int().describe('Accelerators (packages) in one system'),
  vendor: z.string().describe('Party id of its maker'),
  vendorCountry: z.string().describe('Country of the maker of the accelerator, ISO 3166-1 alpha-2'),
});
