/** How a cell should be read at a glance; always said in words too, never by colour alone. */
export type Tone = 'good' | 'warn' | 'bad';

/** One cell of a table. */
export interface Cell {
  readonly text: string;
  readonly tone?: Tone;
  /** Paths of the assumptions the figure rests on (`offers.h20-server.price`); the page links to their sources. */
  readonly rests?: readonly string[];
  /** The full value, where `text` is rounded. */
  readonly full?: string;
}

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/** A table with its heading: what both the terminal and the page show. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly intro?: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** What to say when there are no rows. */
  readonly empty: string;
}

/** A cell of plain text. */
export function cell(text: string, more: Omit<Cell, 'text'> = {}): Cell {
  return { text, ...more };
}
