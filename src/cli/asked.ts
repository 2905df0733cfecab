import type { Accelerator } from '../catalog/index.ts';
import { didYouMean, type Diagnostic } from '../diagnostics/index.ts';
import { isIsoDate } from '../quantity/index.ts';
import type { Use } from '../rules/index.ts';
import { exitCodes, type Arguments } from './command.ts';
import { complaint } from './messages.ts';
import type { Terminal } from './terminal.ts';
import type { World } from '../pipeline/index.ts';

/** Kinds of catalog entries that options name. */
const kinds: Readonly<Record<string, string>> = {
  accelerator: 'accelerators',
  system: 'systems',
  buyer: 'parties',
  operator: 'parties',
  'lease-from': 'parties',
};

/** Reads the options of a question and collects what is wrong with all of them. */
export class Asked {
  readonly problems: Diagnostic[] = [];
  readonly #flags: Arguments['flags'];
  readonly #world: World;

  constructor({ flags }: Arguments, world: World) {
    this.#flags = flags;
    this.#world = world;
    this.problems.push(...world.diagnostics.filter(({ severity }) => severity === 'error'));
  }

  /** An accelerator by its id, or the one inside the system that is named instead. */
  accelerator(name: string): Accelerator | undefined {
    const { accelerators, systems } = this.#world.catalog;
    const id = String(this.#flags[name]);
    const system = systems.get(id) ?? [...systems.values()].find(({ aliases }) => aliases?.includes(id));
    const inside =
      accelerators.has(id) || system === undefined ? undefined : accelerators.get(system.accelerator);
    return inside ?? this.entry(name, accelerators);
  }

  entry<T>(name: string, entries: ReadonlyMap<string, T>): T | undefined {
    const id = String(this.#flags[name]);
    const found = entries.get(id);
    if (found === undefined) {
      const guess = didYouMean(id, entries.keys());
      this.problems.push(
        complaint(
          'FW-CLI-0008',
          name,
          `--${name}: the catalog has no \`${id}\``,
          guess === undefined
            ? `see fleetwright catalog list ${kinds[name] ?? ''}`
            : `did you mean \`${guess}\`?`,
        ),
      );
    }
    return found;
  }

  date(name: string): string {
    const written = String(this.#flags[name]);
    if (!isIsoDate(written))
      this.problems.push(
        complaint('FW-CLI-0004', name, `--${name} ${written}: expected a date`, 'for example 2025-01-20'),
      );
    return written;
  }

  use(name: string): Use {
    const written = String(this.#flags[name]);
    if (written === 'training' || written === 'inference') return written;
    this.problems.push(
      complaint('FW-CLI-0004', name, `--${name} ${written}: expected training or inference`),
    );
    return 'inference';
  }

  country(name: string, fallback: string, others: Iterable<string> = []): string {
    const written = this.#flags[name] ?? fallback;
    if (typeof written === 'string' && isCountry(written)) return written;
    const guess = didYouMean(String(written), others);
    this.problems.push(
      complaint(
        'FW-CLI-0004',
        name,
        `--${name} ${String(written)}: expected a country of two capital letters${[...others].length > 0 ? ' or a site of the catalog' : ''}`,
        guess === undefined ? 'for example CN' : `did you mean \`${guess}\`?`,
      ),
    );
    return fallback;
  }
}

/** Prints what is wrong with a question. */
export function refuse(problems: readonly Diagnostic[], terminal: Terminal): typeof exitCodes.badInput {
  terminal.diagnostics(problems);
  return exitCodes.badInput;
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
