import { z } from 'zod';
import type { Catalog } from '../catalog/index.ts';
import { didYouMean, sortDiagnostics, type Diagnostic } from '../diagnostics/index.ts';
import { canonicalJson, sha256Hex } from '../evidence/index.ts';
import { checkShape, readYaml, type YamlDocument } from '../reading/index.ts';
import { buildRule } from './build-rule.ts';
import { ruleDiagnostic } from './messages.ts';
import type { Expression } from './predicate/expression.ts';
import { parsePredicate, type Terms } from './predicate/parse.ts';
import { strangeNames } from './names.ts';
import { ruleSchema, termSchema } from './rule-schema.ts';
import type { Rule, Rulebook, Term } from './types.ts';

/** A file of rules: its path and its text. A file called `terms.yaml` holds defined terms. */
export interface RuleFile {
  readonly path: string;
  readonly text: string;
}

export interface ParsedRules {
  readonly rulebook: Rulebook;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the rulebook from the text of `catalog/rules/*.yaml`. Pure; the order of files does not matter. Broken entries
 * are left out and reported, all at once.
 *
 *     files ─ YAML ─ terms: shape, predicate ─ rules: shape, predicate, names, sources, dates ─ what they supersede ─ hash
 */
export function parseRules(files: readonly RuleFile[], catalog: Catalog): ParsedRules {
  const diagnostics: Diagnostic[] = [];
  const documents = files
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .map((file) => readYaml(file.path, file.text));
  diagnostics.push(...documents.flatMap((document) => document.diagnostics));
  const desk: Desk = { catalog, diagnostics, terms: new Map() };
  const terms = documents.filter(holdsTerms).flatMap((document) => readTerms(document, desk));
  const entries = documents
    .filter((document) => !holdsTerms(document))
    .flatMap((document) => readRules(document, desk));
  const byId = new Map<string, ReadRule>();
  for (const entry of entries) {
    if (!byId.has(entry.rule.id)) byId.set(entry.rule.id, entry);
    else
      report(
        desk,
        'FW-RUL-0001',
        entry.document,
        [entry.rule.id],
        `the rule \`${entry.rule.id}\` is written twice`,
      );
  }
  const kept = [...byId.values()].toSorted((a, b) => (a.rule.id < b.rule.id ? -1 : 1));
  kept.forEach((entry) => checkSuperseded(entry, byId, desk));
  const rules = kept.map(({ rule }) => rule);
  return {
    rulebook: {
      rules,
      predicates: new Map(kept.map(({ rule, predicate }) => [rule.id, predicate])),
      terms,
      hash: sha256Hex(
        canonicalJson({ rules: kept.map(({ rule, raw }) => ({ id: rule.id, ...raw })), terms }),
      ),
    },
    diagnostics: sortDiagnostics(diagnostics),
  };
}

/** What every step of the reading shares: the catalog, the list of trouble, the terms so far. */
interface Desk {
  readonly catalog: Catalog;
  readonly diagnostics: Diagnostic[];
  readonly terms: Map<string, Expression>;
}

interface ReadRule {
  readonly rule: Rule;
  readonly raw: object;
  readonly predicate: Expression;
  readonly document: YamlDocument;
}

function holdsTerms(document: YamlDocument): boolean {
  return /(^|[\\/])terms\.ya?ml$/.test(document.file);
}

const fileSchema = z.record(z.string(), z.unknown());

/** Ids (or names) of the entries of a file, none when it could not be read or is no mapping. */
function entriesOf(document: YamlDocument, desk: Desk): readonly string[] {
  if (document.data === undefined) return [];
  const shaped = checkShape(fileSchema, document);
  desk.diagnostics.push(...shaped.diagnostics);
  return shaped.ok ? Object.keys(shaped.value) : [];
}

function readTerms(document: YamlDocument, desk: Desk): readonly Term[] {
  return entriesOf(document, desk).flatMap((name) => {
    const shaped = checkShape(termSchema, document, [name]);
    desk.diagnostics.push(...shaped.diagnostics);
    if (!shaped.ok) return [];
    const { means, sources, notes = [] } = shaped.value;
    checkSources(sources, document, [name, 'sources'], desk);
    const body = readPredicate(means, desk.terms, document, [name, 'means'], desk);
    if (body === undefined) return [];
    if (desk.terms.has(name))
      report(desk, 'FW-RUL-0001', document, [name], `the term "${name}" is defined twice`);
    desk.terms.set(name, body);
    return [{ name, means, sources, notes }];
  });
}

function readRules(document: YamlDocument, desk: Desk): readonly ReadRule[] {
  return entriesOf(document, desk).flatMap((id) => {
    const shaped = checkShape(ruleSchema, document, [id]);
    desk.diagnostics.push(...shaped.diagnostics);
    if (!shaped.ok) return [];
    const raw = shaped.value;
    const { rule, diagnostics } = buildRule(id, raw, document);
    desk.diagnostics.push(...diagnostics);
    checkSources(raw.sources, document, [id, 'sources'], desk);
    checkDates(rule, document, desk);
    const predicate = readPredicate(rule.when, desk.terms, document, [id, 'when'], desk);
    return predicate === undefined ? [] : [{ rule, raw, predicate, document }];
  });
}

function readPredicate(
  text: string,
  terms: Terms,
  document: YamlDocument,
  path: readonly string[],
  desk: Desk,
): Expression | undefined {
  const parsed = parsePredicate(text, terms);
  if (!parsed.ok) {
    const { offset, message, hint } = parsed.problem;
    const place = `at character ${offset + 1} (\`${text.slice(offset, offset + 20)}\`)`;
    report(desk, 'FW-RUL-0002', document, path, `${message}, ${place}`, hint);
    return undefined;
  }
  for (const { name, what, known } of strangeNames(parsed.expression, desk.catalog)) {
    const guess = didYouMean(name, known);
    const hint = guess === undefined ? undefined : `did you mean \`${guess}\`?`;
    report(desk, 'FW-RUL-0003', document, path, `\`${name}\` is not one of the ${what} of the catalog`, hint);
  }
  return parsed.expression;
}

function checkSources(
  sources: readonly string[],
  document: YamlDocument,
  path: readonly string[],
  desk: Desk,
): void {
  if (sources.length === 0) report(desk, 'FW-RUL-0007', document, path, 'no source is given');
  for (const [index, source] of sources.entries()) {
    if (desk.catalog.sources.has(source)) continue;
    const guess = didYouMean(source, desk.catalog.sources.keys());
    const hint = guess === undefined ? undefined : `did you mean \`${guess}\`?`;
    report(
      desk,
      'FW-RUL-0004',
      document,
      [...path, index],
      `\`${source}\` is not a source of the catalog`,
      hint,
    );
  }
}

function checkDates({ id, published, until }: Rule, document: YamlDocument, desk: Desk): void {
  if (until === undefined || until.published >= published) return;
  const message = `the end became known on ${until.published}, before the rule itself on ${published}`;
  report(desk, 'FW-RUL-0006', document, [id, 'until', 'published'], message);
}

function checkSuperseded({ rule, document }: ReadRule, all: ReadonlyMap<string, ReadRule>, desk: Desk): void {
  for (const [index, id] of rule.supersedes.entries()) {
    if (all.has(id)) continue;
    const guess = didYouMean(id, all.keys());
    const hint = guess === undefined ? undefined : `did you mean \`${guess}\`?`;
    report(desk, 'FW-RUL-0005', document, [rule.id, 'supersedes', index], `there is no rule \`${id}\``, hint);
  }
}

function report(
  desk: Desk,
  code: Parameters<typeof ruleDiagnostic>[0],
  document: YamlDocument,
  path: readonly (string | number)[],
  message: string,
  hint?: string,
): void {
  desk.diagnostics.push(ruleDiagnostic(code, path, document.span(path), message, { hint }));
}
