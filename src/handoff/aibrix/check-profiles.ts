import type { z } from 'zod';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { checkShape, readYaml } from '../../reading/index.ts';
import type { ExportedFile } from '../format.ts';
import { handoffProblem } from '../messages.ts';
import { textOf } from '../validation.ts';
import { keysShape, profileShape, type Keys } from './shapes.ts';

type Read<T> =
  | { readonly value: T; readonly diagnostics: readonly [] }
  | { readonly value?: undefined; readonly diagnostics: readonly Diagnostic[] };

/** The list of Redis keys and the files of their profiles, or what is wrong with it. */
export function readKeys(file: ExportedFile): {
  readonly keys?: Keys;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { value, diagnostics } = readJson(file, keysShape);
  return value === undefined ? { diagnostics } : { keys: value, diagnostics };
}

/** Everything wrong with one profile: shape, tables that do not fit its lengths, a deployment that is not its file's. */
export function checkProfile(file: ExportedFile): readonly Diagnostic[] {
  const { value, diagnostics } = readJson(file, profileShape);
  if (value === undefined) return diagnostics;
  const { gpu, tputs, e2e, ttft, indexes } = value;
  const name = file.path.slice(file.path.lastIndexOf('/') + 1, -'.json'.length);
  const stranger = handoffProblem('FW-HND-0805', [file.path], `${file.path} is of ${gpu}, not of ${name}`);
  return [
    ...Object.entries({ tputs, e2e, ttft })
      .filter(
        ([, table]) =>
          table.length !== indexes[0].length || table.some((row) => row.length !== indexes[1].length),
      )
      .map(([table]) =>
        handoffProblem(
          'FW-HND-0803',
          [file.path],
          `${file.path}: ${table} is not ${indexes[0].length} output lengths by ${indexes[1].length} input lengths`,
        ),
      ),
    ...(gpu === name ? [] : [stranger]),
  ];
}

function readJson<T>(file: ExportedFile, shape: z.ZodType<T>): Read<T> {
  const text = textOf(file);
  if (text === undefined)
    return { diagnostics: [handoffProblem('FW-HND-0003', [file.path], 'not UTF-8 text')] };
  const document = readYaml(file.path, text);
  if (document.data === undefined) return { diagnostics: document.diagnostics };
  const shaped = checkShape(shape, document);
  return shaped.ok
    ? { value: shaped.value, diagnostics: [] }
    : { diagnostics: shaped.diagnostics.map((one) => ({ ...one, path: [file.path, ...one.path] })) };
}
