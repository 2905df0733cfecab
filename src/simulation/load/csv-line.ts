/** What parts the cells of a CSV file: a comma, a tab or a semicolon, whichever its header has, looked for in this order. */
export function markOf(header: string): string {
  return [',', '\t', ';'].find((mark) => header.includes(mark)) ?? ',';
}

/** Cells of a CSV line, with double quotes around those that hold a mark. Where semicolons part cells, commas within one are decimal points. */
export function splitCsv(text: string, mark: string): readonly string[] {
  if (!text.includes('"')) {
    const cells = text.split(mark).map((each) => each.trim());
    return mark === ';' ? cells.map((each) => each.replace(/^(-?\d+),(\d+)$/u, '$1.$2')) : cells;
  }
  const cell = new RegExp(`(?:^|${mark})(?:"((?:[^"]|"")*)"|([^${mark}]*))`, 'gu');
  return [...text.matchAll(cell)].map(([, quoted, bare]) =>
    quoted === undefined ? (bare ?? '').trim() : quoted.replaceAll('""', '"'),
  );
}
