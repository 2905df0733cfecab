import type { BuiltProgram } from './layout.ts';

/** A name for every column and row of a program. Programs of like scenarios share the names of what they share. */
export interface ProgramNames {
  readonly columns: readonly string[];
  readonly rows: readonly string[];
}

/**
 * Names by meaning, so that a basis, or a decision, can be carried from one program to another whose columns differ:
 * orders by offer, site and quarter, stock by pool and quarter, work by pools and what is done.
 */
export function namesOf({ program, layout }: BuiltProgram): ProgramNames {
  const columns = Array.from<string | undefined>({ length: program.columns });
  const rows = Array.from<string | undefined>({ length: program.rows });
  const seen = new Map<string, number>();
  const unique = (name: string): string => {
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return before === 0 ? name : `${name}#${before}`;
  };
  const poolNames = layout.pools.map(({ system, site, uses }) => `${system.id}@${site.id}:${uses.join('+')}`);
  for (const { candidate, column } of layout.lines) columns[column] = lineName(candidate.id);
  for (const [index, { stock }] of layout.pools.entries()) {
    for (const [q, column] of stock.entries()) {
      if (column !== undefined) columns[column] = `stock:${poolNames[index]}:${q}`;
    }
  }
  const classNames = layout.classes.map(({ system, services }) => `${system.id}:${services.join('+')}`);
  for (const { class: index, service, quarter, column } of layout.servicePlacements)
    columns[column] = `serve:${classNames[index]}:${service.id}:${quarter}`;
  for (const { run, system, site, column } of layout.choices)
    columns[column] = `choice:${run.id}:${system.id}@${site.id}`;
  for (const { pool, run, quarter, column } of layout.runPlacements)
    columns[column] = `train:${poolNames[pool]}:${run.id}:${quarter}`;
  for (const { row, limit } of layout.limits) rows[row] = unique(`limit:${limit}`);
  for (const { pools, quarter, row } of layout.capacityRows)
    rows[row] = unique(`capacity:${poolNames[pools[0] ?? 0]}:${quarter}`);
  // What has no name of its own is called after what it hangs on: the stock row after the newest stock in it, unmet work after its row.
  for (let column = 0; column < program.columns; column += 1) {
    const name = columns[column];
    for (let at = program.starts[column] ?? 0; at < (program.starts[column + 1] ?? 0); at += 1) {
      const row = program.indices[at] ?? 0;
      if (name?.startsWith('stock:') === true && rows[row] === undefined && (program.values[at] ?? 0) > 0)
        rows[row] = unique(`row:${name}`);
      else if (name === undefined && rows[row] !== undefined) columns[column] ??= unique(`on:${rows[row]}`);
    }
  }
  return {
    columns: columns.map((name) => name ?? unique('column')),
    rows: rows.map((name) => name ?? unique('row')),
  };
}

/** Name of the column that orders a line, by the line's id. */
export function lineName(line: string): string {
  return `line:${line}`;
}
