import {
  isMap,
  isNode,
  isPair,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type YAMLError,
} from 'yaml';
import { hasErrors, type Diagnostic, type Span } from '../diagnostics/index.ts';
import { reading } from './messages.ts';

/** Keys and indexes from the root of a document to a value. */
export type Path = readonly (string | number)[];

/** A file read as YAML (and so also JSON): plain data, and where each part of it stands. */
export interface YamlDocument {
  readonly file: string;
  /** Plain objects, arrays, strings, numbers, booleans; `undefined` when the file could not be read. */
  readonly data: unknown;
  readonly diagnostics: readonly Diagnostic[];
  /** Place of the value at `path`, or of its nearest parent that exists; with `key`, the place of its key. */
  span(path: Path, part?: 'value' | 'key'): Span;
}

const largestText = 5_000_000;
const mostAliases = 100;

/**
 * Reads one YAML document safely: size, NUL bytes, alias bombs and deep nesting are diagnostics, never crashes.
 * All syntax errors are reported at once. JSON is YAML, so plan files are read the same way.
 *
 * @param limit most characters accepted; machine-written files may be larger than what people write
 */
export function readYaml(file: string, text: string, limit: number = largestText): YamlDocument {
  const start: Span = { file, line: 1, column: 1 };
  const failed = (...diagnostics: readonly Diagnostic[]): YamlDocument => ({
    file,
    data: undefined,
    diagnostics,
    span: () => start,
  });

  if (text.length > limit) {
    const found = `the file holds ${Math.round(text.length / 1e6)} MB of text; at most ${limit / 1e6} MB is read`;
    return failed(reading('FW-READ-0001', [], start, found, 'is this the file you meant?'));
  }
  const binary = text.search(/[\0\uFFFD]/u);
  if (binary >= 0) {
    const place = placeIn(file, text, binary);
    const found = text[binary] === '\0' ? 'a NUL byte' : 'a byte sequence that is not UTF-8';
    return failed(
      reading(
        'FW-READ-0002',
        [],
        place,
        `${found} stands here; expected text`,
        'save the file as UTF-8 text',
      ),
    );
  }

  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'error', prettyErrors: false });
  const at = (range: readonly number[] | null | undefined): Span => spanOf(file, lines, range);
  const syntax = syntaxDiagnostics(document, at);
  if (hasErrors(syntax)) return failed(...syntax);

  try {
    const data: unknown = document.toJS({ maxAliasCount: mostAliases });
    if (data === null) {
      return failed(
        reading(
          'FW-READ-0007',
          [],
          start,
          'the file is empty; expected a mapping of keys',
          'start with `fleetwright init`',
        ),
      );
    }
    return { file, data, diagnostics: [], span: (path, part = 'value') => at(locate(document, path, part)) };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    const found = `its aliases expand too far; at most ${mostAliases} expansions are read`;
    return failed(reading('FW-READ-0005', [], start, found, 'write the repeated parts out'));
  }
}

const hints: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'indent with spaces',
  DUPLICATE_KEY: 'remove one of the two, or merge them',
  BLOCK_AS_IMPLICIT_KEY: 'put text that contains `: ` in quotes',
  TAG_RESOLVE_FAILED: 'remove the tag; plain values are enough',
  BAD_ALIAS: 'set the anchor (&name) before the alias (*name), and outside of it',
};

function syntaxDiagnostics(
  document: Document,
  at: (range: readonly number[]) => Span,
): readonly Diagnostic[] {
  const exhausted = document.errors.find((error) => error.code === 'RESOURCE_EXHAUSTION');
  if (exhausted) {
    return [
      reading(
        'FW-READ-0006',
        [],
        at(exhausted.pos),
        'the nesting is too deep to be one of our files',
        'is a bracket not closed?',
      ),
    ];
  }
  const problems: readonly YAMLError[] = [...document.errors, ...document.warnings];
  const found = problems.map((problem) =>
    problem.code === 'MULTIPLE_DOCS'
      ? reading(
          'FW-READ-0004',
          [],
          at(problem.pos),
          'a second document starts here; expected one document',
          'remove the `---` line',
        )
      : reading(
          'FW-READ-0003',
          [],
          at(problem.pos),
          `this is not valid YAML: ${problem.message}`,
          hints[problem.code],
        ),
  );
  visit(document, {
    Alias(_, alias, ancestors) {
      const target = alias.resolve(document);
      if (target !== undefined && !ancestors.includes(target)) return;
      const wrong =
        target === undefined ? 'has no anchor before it' : 'repeats the part it stands in, without end';
      const message = `this is not valid YAML: the alias *${alias.source} ${wrong}`;
      found.push(reading('FW-READ-0003', [], at(alias.range ?? [0, 0]), message, hints.BAD_ALIAS));
    },
  });
  return found;
}

/** Offsets of the value (or key) at `path`; of the nearest parent when the path leads nowhere. */
function locate(document: Document, path: Path, part: 'value' | 'key'): readonly number[] | null | undefined {
  let node: unknown = document.contents;
  let found = isNode(node) ? node.range : undefined;
  for (const [depth, step] of path.entries()) {
    if (isMap(node)) {
      const pair = node.items.find(
        (item) => isPair(item) && isNode(item.key) && String(item.key) === String(step),
      );
      if (!pair) return found;
      const last = depth === path.length - 1;
      const wanted = last && part === 'key' ? pair.key : (pair.value ?? pair.key);
      node = pair.value;
      found = isNode(wanted) ? wanted.range : found;
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      if (!isNode(node)) return found;
      found = node.range;
    } else {
      return found;
    }
  }
  return found;
}

function spanOf(file: string, lines: LineCounter, range: readonly number[] | null | undefined): Span {
  const from = lines.linePos(range?.[0] ?? 0);
  const to = lines.linePos(range?.[1] ?? range?.[0] ?? 0);
  return {
    file,
    line: Math.max(1, from.line),
    column: Math.max(1, from.col),
    endLine: to.line,
    endColumn: to.col,
  };
}

function placeIn(file: string, text: string, offset: number): Span {
  const before = text.slice(0, offset);
  return { file, line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
