import { didYouMean, type Diagnostic } from '../diagnostics/index.ts';
import { valueAt, type Path, type YamlDocument } from '../reading/index.ts';
import { fromSmallest } from './circles.ts';
import { say, type Place } from './messages.ts';
import type { RawScenario } from './shape.ts';

type Tree = Readonly<Record<string, unknown>>;

/** One part of the file that is laid over what comes before it. */
interface Layer {
  readonly at: Path;
  readonly data: unknown;
}

/** Names that `--variant` accepts, in the order of the file. */
export function variantNames(raw: RawScenario): readonly string[] {
  return Object.keys(raw.variants ?? {});
}

/**
 * The scenario with a variant laid over it, as a document of its own whose places still point into the file.
 *
 *     base ← overrides and variants it includes, in order, depth first ← what it sets itself
 *
 * Maps are merged key by key; lists, plain values and claims (maps with a `value`) replace; `null` removes.
 */
export function withVariant(
  document: YamlDocument,
  raw: RawScenario,
  name: string | undefined,
): { readonly document: YamlDocument; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const place = (path: Path): Place => ({ path, span: document.span(path) });
  const layers = name === undefined ? [] : collect(document, raw, name, diagnostics);
  const { variants: _variants, overrides: _overrides, ...base } = document.data as Tree;
  let merged: unknown = base;
  for (const layer of layers) {
    merged = merge(merged, layer.data, [], (path) =>
      diagnostics.push(say.removesNothing(place([...layer.at, ...path]))),
    );
  }
  const overBase: readonly Layer[] = [{ at: [], data: base }, ...layers];
  return {
    document: {
      file: document.file,
      data: merged,
      diagnostics: document.diagnostics,
      span: (path, part) => document.span(origin(overBase, path), part),
    },
    diagnostics,
  };
}

function collect(
  document: YamlDocument,
  raw: RawScenario,
  name: string,
  diagnostics: Diagnostic[],
): readonly Layer[] {
  const known = [...Object.keys(raw.overrides ?? {}), ...variantNames(raw)];
  const place = (path: Path): Place => ({ path, span: document.span(path) });
  // Each part is laid once, where it is first included: repeated includes cannot multiply.
  const laid = new Set<string>();
  const layersOf = (id: string, referredAt: Path, trail: readonly string[]): readonly Layer[] => {
    if (trail.includes(id)) {
      const circle = fromSmallest(trail.slice(trail.indexOf(id)));
      diagnostics.push(say.circle(place(['variants', circle[0] ?? id]), 'variants', circle));
      return [];
    }
    if (laid.has(id)) return [];
    laid.add(id);
    const override = own(raw.overrides, id);
    if (override) return [{ at: ['overrides', id], data: override }];
    const variant = own(raw.variants, id);
    if (!variant) {
      diagnostics.push(
        say.unknownId(place(referredAt), 'override or variant', id, didYouMean(id, known), known),
      );
      return [];
    }
    const included = (variant.include ?? []).flatMap((other, index) =>
      layersOf(other, ['variants', id, 'include', index], [...trail, id]),
    );
    return variant.set ? [...included, { at: ['variants', id, 'set'], data: variant.set }] : included;
  };
  return layersOf(name, ['variants'], []);
}

function own<T>(map: Readonly<Record<string, T>> | undefined, id: string): T | undefined {
  return map !== undefined && Object.hasOwn(map, id) ? map[id] : undefined;
}

function merge(base: unknown, patch: unknown, path: Path, removesNothing: (path: Path) => void): unknown {
  if (!isTree(patch)) return patch;
  const whole = !isTree(base) || isClaim(base) || isClaim(patch);
  const result = new Map(Object.entries(whole ? {} : base));
  for (const [key, value] of Object.entries(patch)) {
    const below = [...path, key];
    if (value !== null) result.set(key, merge(result.get(key), value, below, removesNothing));
    else if (!result.delete(key)) removesNothing(below);
  }
  return Object.fromEntries(result);
}

/** A claim in its long form is replaced whole, so that no value keeps the source of another. */
function isClaim(tree: Tree): boolean {
  return Object.hasOwn(tree, 'value');
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Path in the file of what the merged scenario has at `path`: in the last layer that holds the longest part of it. */
function origin(layers: readonly Layer[], path: Path): Path {
  for (let length = path.length; length > 0; length -= 1) {
    const head = path.slice(0, length);
    const layer = layers.findLast(({ data }) => valueAt(data, head) !== undefined);
    if (layer) return [...layer.at, ...path];
  }
  return path;
}
