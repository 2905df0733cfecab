import type { z } from 'zod';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { checkShape, readYaml } from '../../reading/index.ts';
import type { ExportedFile } from '../format.ts';
import { handoffProblem } from '../messages.ts';
import { textOf } from '../validation.ts';

/** An object that was read back, and where from. */
export interface FoundObject<T> {
  readonly file: string;
  readonly object: T;
}

/**
 * Reads the objects of a YAML file with several documents. Each must be of a known kind and have its shape; problems
 * carry line and column.
 *
 * @param shapes by `apiVersion kind`
 */
export function readObjects<T>(
  file: ExportedFile,
  shapes: Readonly<Record<string, z.ZodType<T>>>,
): { readonly objects: readonly FoundObject<T>[]; readonly diagnostics: readonly Diagnostic[] } {
  const text = textOf(file);
  if (text === undefined) {
    return { objects: [], diagnostics: [handoffProblem('FW-HND-0003', [file.path], 'not UTF-8 text')] };
  }
  const objects: FoundObject<T>[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const part of documentsIn(text)) {
    const document = readYaml(file.path, part);
    diagnostics.push(...document.diagnostics);
    if (document.data === undefined || document.data === null) continue;
    const kind = kindOf(document.data);
    const shape = Object.hasOwn(shapes, kind) ? shapes[kind] : undefined;
    if (shape === undefined) {
      diagnostics.push(
        handoffProblem('FW-HND-0601', [file.path], `\`${kind}\` is not a kind of this export`),
      );
      continue;
    }
    const shaped = checkShape(shape, document);
    if (shaped.ok) objects.push({ file: file.path, object: shaped.value });
    else diagnostics.push(...shaped.diagnostics.map((one) => ({ ...one, path: [file.path, ...one.path] })));
  }
  return { objects, diagnostics };
}

/** The documents of a text, each with as many empty lines before it as it takes to keep its line numbers. */
function documentsIn(text: string): readonly string[] {
  const parts: string[] = [];
  let line = 0;
  for (const part of text.split(/^---[ \t]*\n/mu)) {
    if (part.replaceAll(/^\s*#.*$/gmu, '').trim() !== '') parts.push('\n'.repeat(line) + part);
    line += part.split('\n').length;
  }
  return parts;
}

function kindOf(data: unknown): string {
  if (typeof data !== 'object' || data === null) return 'no object';
  const { apiVersion, kind } = data as { readonly apiVersion?: unknown; readonly kind?: unknown };
  return `${String(apiVersion)} ${String(kind)}`;
}
