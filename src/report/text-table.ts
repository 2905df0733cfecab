import Table from 'cli-table3';
import type { Section, Tone } from './section.ts';

/** Paints words for a terminal; identity functions where colours are off. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly red: (text: string) => string;
}

/** One section as a table for a terminal. Long texts wrap where the terminal is too narrow. */
export function textTable(section: Section, paint: Paint, width: number): string {
  const heading = [
    paint.bold(section.title),
    ...(section.intro === undefined ? [] : [paint.dim(section.intro)]),
  ];
  if (section.rows.length === 0) return [...heading, section.empty].join('\n');
  const tones: Readonly<Record<Tone, (text: string) => string>> = {
    good: paint.green,
    warn: paint.yellow,
    bad: paint.red,
  };
  const table = new Table({
    head: section.columns.map(({ title }) => title),
    colAligns: section.columns.map(({ align }) => align ?? 'left'),
    colWidths: columnWidths(section, width),
    wordWrap: true,
    chars: lines,
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 1 },
  });
  for (const row of section.rows) {
    table.push(row.map(({ text, tone }) => (tone === undefined ? text : tones[tone](text))));
  }
  return [...heading, table.toString().replace(/[ \t]+$/gmu, '')].join('\n');
}

const lines = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '─',
  'mid-mid': '─',
  right: '',
  'right-mid': '',
  middle: ' ',
};

/** Words up to this length are never broken: ids are to be copied. */
const longestWord = 34;

/** Natural widths where they fit; otherwise the widest columns give way, but never below their longest word. */
function columnWidths(section: Section, width: number): number[] {
  const natural = section.columns.map(
    ({ title }, index) =>
      Math.max(title.length, ...section.rows.map((row) => row[index]?.text.length ?? 0)) + 1,
  );
  const least = section.columns.map(({ title }, index) => {
    const words = [title, ...section.rows.map((row) => row[index]?.text ?? '')].flatMap((text) =>
      text.split(' '),
    );
    return Math.min(longestWord, Math.max(11, ...words.map((word) => word.length))) + 1;
  });
  const gaps = section.columns.length - 1;
  let over = natural.reduce((sum, one) => sum + one, gaps) - width;
  while (over > 0) {
    const spares = natural.map((wide, index) => wide - (least[index] ?? 0));
    const spare = Math.max(...spares);
    const widest = spares.indexOf(spare);
    if (spare <= 0) break;
    const cut = Math.min(over, Math.max(1, Math.ceil(spare / 4)));
    natural[widest] = (natural[widest] ?? 0) - cut;
    over -= cut;
  }
  return natural;
}
