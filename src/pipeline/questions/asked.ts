import type { Accelerator } from '../../catalog/index.ts';
import { didYouMean, type Diagnostic } from '../../diagnostics/index.ts';
import { isIsoDate } from '../../quantity/index.ts';
import type { Use } from '../../rules/index.ts';
import type { World } from '../world.ts';
import { wrongWord, type Words } from './words.ts';

/** Kinds of catalog entries that words name. */
const kinds: Readonly<Record<string, string>> = {
  accelerator: 'accelerators',
  system: 'systems',
  model: 'models',
  buyer: 'parties',
  operator: 'parties',
  'lease-from': 'parties',
};

/** Reads the words of a question and collects what is wrong with all of them. */
export class Asked {
  readonly problems: Diagnostic[] = [];
  readonly #words: Words;
  readonly #world: World;

  constructor(words: Words, world: World) {
    this.#words = words;
    this.#world = world;
    this.problems.push(...world.diagnostics.filter(({ severity }) => severity === 'error'));
  }

  has(name: string): boolean {
    return this.#words[name] !== undefined;
  }

  /** An accelerator by its id, or the one inside the system that is named instead. */
  accelerator(name: string): Accelerator | undefined {
    const { accelerators, systems } = this.#world.catalog;
    const id = String(this.#words[name]);
    const system = systems.get(id) ?? [...systems.values()].find(({ aliases }) => aliases?.includes(id));
    const inside =
      accelerators.has(id) || system === undefined ? undefined : accelerators.get(system.accelerator);
    return inside ?? this.entry(name, accelerators);
  }

  entry<T>(name: string, entries: ReadonlyMap<string, T>): T | undefined {
    const id = String(this.#words[name] ?? '');
    const found = entries.get(id);
    if (found === undefined) {
      const guess = didYouMean(id, entries.keys());
      this.problems.push(
        wrongWord(
          'FW-PIPE-0002',
          name,
          `${name}: the catalog has no \`${id}\``,
          guess === undefined
            ? `see fleetwright catalog list ${kinds[name] ?? ''}`.trimEnd()
            : `did you mean \`${guess}\`?`,
        ),
      );
    }
    return found;
  }

  date(name: string): string {
    const written = String(this.#words[name]);
    if (!isIsoDate(written)) this.wrong(name, written, 'a date', 'for example 2025-01-20');
    return written;
  }

  use(name: string): Use {
    const written = String(this.#words[name]);
    if (written === 'training' || written === 'inference') return written;
    this.wrong(name, written, 'training or inference');
    return 'inference';
  }

  country(name: string, fallback: string, others: Iterable<string> = []): string {
    const written = this.#words[name] ?? fallback;
    if (typeof written === 'string' && isCountry(written)) return written;
    const guess = didYouMean(String(written), others);
    this.wrong(
      name,
      String(written),
      `a country of two capital letters${[...others].length > 0 ? ' or a site of the catalog' : ''}`,
      guess === undefined ? 'for example CN' : `did you mean \`${guess}\`?`,
    );
    return fallback;
  }

  /** A number from `least` to `most`; commas may group its digits. */
  number(name: string, fallback: number, most = Infinity, least = 0): number {
    const written = this.#words[name];
    if (typeof written !== 'string') return fallback;
    const value = written.trim() === '' ? Number.NaN : Number(written.replaceAll(',', ''));
    if (value >= least && value <= most && value < Infinity) return value;
    this.wrong(name, written, `a number from ${least}${most === Infinity ? ' up' : ` to ${most}`}`);
    return fallback;
  }

  /** Notes that a word is not what was expected. */
  wrong(name: string, written: string, expected: string, hint?: string): void {
    this.problems.push(wrongWord('FW-PIPE-0003', name, `${name} ${written}: expected ${expected}`, hint));
  }
}

const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** An ISO 3166-1 code in use: two capitals that name a region, and no alias of another code. */
function isCountry(code: string): boolean {
  return (
    /^[A-Z]{2}$/u.test(code) &&
    code !== 'ZZ' &&
    regions.of(code) !== undefined &&
    new Intl.Locale(`und-${code}`).region === code
  );
}
