import { z } from 'zod';
import type { Path } from './yaml-document.ts';

/** The keys that an object schema at `path` knows, for did-you-mean; empty where any key may stand. */
export function knownKeys(schema: z.ZodType, path: Path): readonly string[] {
  const keys = new Set<string>();
  for (const candidate of schemasAt([schema], path)) {
    if (candidate instanceof z.ZodObject) for (const key of Object.keys(candidate.shape)) keys.add(key);
  }
  return [...keys].toSorted();
}

/** Every schema that may describe the value at `path`, through optionals, unions, records and lists. */
function schemasAt(schemas: readonly z.core.$ZodType[], path: Path): readonly z.core.$ZodType[] {
  const open = schemas.flatMap(unwrap);
  const [step, ...rest] = path;
  if (step === undefined) return open;
  const below = open.flatMap((schema): readonly z.core.$ZodType[] => {
    if (schema instanceof z.ZodObject) {
      const member = (schema.shape as Readonly<Record<string, z.core.$ZodType>>)[String(step)];
      return member ? [member] : [];
    }
    if (schema instanceof z.ZodRecord) return [schema.valueType];
    if (schema instanceof z.ZodArray) return [schema.element];
    return [];
  });
  return schemasAt(below, rest);
}

function unwrap(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodReadonly
  ) {
    return unwrap(schema.unwrap());
  }
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(unwrap);
  if (schema instanceof z.ZodLazy) return unwrap(schema.unwrap());
  if (schema instanceof z.ZodPipe) return unwrap(schema.in);
  return [schema];
}
