import { z } from 'zod';

/** Key of a catalog entry, source, party or rule: letters, digits, single hyphens, dots, colons or underscores, e.g. `nvidia-h20-96`, `epoch_hw`, `Qwen3-8B`, `D:5`. */
export const idSchema = z
  .string()
  .regex(/^[A-Za-z0-9]+([-_.:][A-Za-z0-9]+)*$/, 'letters, digits and single hyphens, e.g. `nvidia-h20-96`');

/** ISO 3166-1 alpha-2 code. */
export const countrySchema = z.string().regex(/^[A-Z]{2}$/, 'a country code of two capitals, e.g. `CN`');

/** A full calendar date. */
export const dateSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date, e.g. `2025-01-20`');

/** `2025`, `2025-03` or `2025-03-20`: as exact as the source is. */
export const looseDateSchema = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'a date or its beginning, e.g. `2025-03`');

/** A calendar month. */
export const monthSchema = z.string().regex(/^\d{4}-\d{2}$/, 'a month, e.g. `2025-03`');

/** Plain remarks, one sentence each. */
export const notesSchema = z.array(z.string().min(1)).optional();

/** Figures that are whole and exact by nature (layers, accelerators in a box): not claims. */
export const countSchema = z.number().int().positive();
