import type { ExportedFile } from './format.ts';
import { bytesOf, textOf } from './validation.ts';
import { workbookLines } from './workbook/index.ts';

/** How one document of an export differs from the last one. */
export interface FileDifference {
  readonly path: string;
  readonly change: 'added' | 'removed' | 'changed' | 'same';
  /** Lines only the new document has, and lines only the old one has; none for documents that are not text. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Compares two exports, document by document, in the order of their names. Workbooks are compared cell by cell. */
export async function compareExports(
  before: readonly ExportedFile[],
  after: readonly ExportedFile[],
): Promise<readonly FileDifference[]> {
  const paths = [...new Set([...before, ...after].map(({ path }) => path))].toSorted();
  return Promise.all(
    paths.map(async (path): Promise<FileDifference> => {
      const [old, now] = [
        before.find((file) => file.path === path),
        after.find((file) => file.path === path),
      ];
      if (old !== undefined && now !== undefined && sameBytes(bytesOf(old), bytesOf(now))) {
        return { path, change: 'same', added: [], removed: [] };
      }
      const [oldLines, newLines] = [await linesOf(old), await linesOf(now)];
      return {
        path,
        change: old === undefined ? 'added' : now === undefined ? 'removed' : 'changed',
        added: without(newLines, oldLines),
        removed: without(oldLines, newLines),
      };
    }),
  );
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

async function linesOf(file: ExportedFile | undefined): Promise<readonly string[]> {
  if (file === undefined) return [];
  if (file.path.endsWith('.xlsx')) return workbookLines(bytesOf(file));
  if (file.path.endsWith('.parquet')) return [];
  return (textOf(file) ?? '').split(/\r?\n/u);
}

/** Lines of one text that another lacks, each as often as it is missing. */
function without(lines: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    if (count > 0) left.set(line, count - 1);
    return count === 0;
  });
}
