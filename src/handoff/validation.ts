import type { Diagnostic } from '../diagnostics/index.ts';
import type { ExportedFile } from './format.ts';
import { handoffProblem } from './messages.ts';

/** Documents that an export lacks, has twice, or has too many. */
export function checkFileNames(
  files: readonly ExportedFile[],
  expected: readonly string[],
): readonly Diagnostic[] {
  const names = files.map(({ path }) => path);
  return [
    ...expected
      .filter((name) => !names.includes(name))
      .map((name) => handoffProblem('FW-HND-0001', [name], `${name} is missing`)),
    ...names
      .filter((name, index) => !expected.includes(name) || names.indexOf(name) !== index)
      .map((name) =>
        handoffProblem(
          'FW-HND-0002',
          [name],
          expected.includes(name) ? `${name} is there twice` : `${name} does not belong to this export`,
        ),
      ),
  ];
}

/** The text of a document, or undefined where it is not UTF-8. */
export function textOf({ content }: ExportedFile): string | undefined {
  if (typeof content === 'string') return content;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return undefined;
  }
}

/** The bytes of a document. */
export function bytesOf({ content }: ExportedFile): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}
