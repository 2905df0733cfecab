import { useSyncExternalStore } from 'react';

/** Colours and motion of a chart; the same drawing serves both themes, paper and people who want no motion. */
export interface Look {
  readonly dark: boolean;
  readonly ink: string;
  readonly dim: string;
  readonly line: string;
  readonly card: string;
  readonly accent: string;
  readonly good: string;
  readonly warn: string;
  readonly bad: string;
  /** What is there but not used: caps, ceilings. */
  readonly mute: string;
  readonly palette: readonly string[];
  readonly still: boolean;
  /** It is drawn for a sheet, `paperWidth` wide. */
  readonly paper: boolean;
}

/** Width of a drawing on paper: the column of an A4 sheet inside its margins and frame, in CSS pixels. */
export const paperWidth = 640;

/** After Okabe and Ito (2008), which colour-blind readers can tell apart; evened out for light ground. */
const onLight = [
  '#0072b2',
  '#d07c00',
  '#00866a',
  '#b3508f',
  '#3d9bd3',
  '#bf4a12',
  '#6b6f76',
  '#8a7d00',
  '#5b4b8a',
  '#2b7676',
];
const onDark = [
  '#4aa5e0',
  '#e8a43f',
  '#35bb95',
  '#d98cbb',
  '#86c9ee',
  '#e67f52',
  '#9ba1a9',
  '#c6ba3e',
  '#9d90d2',
  '#63b4b4',
];

/** The two looks of the studio. */
export const looks: Readonly<Record<'light' | 'dark', Look>> = {
  light: {
    dark: false,
    ink: '#1c2024',
    dim: '#4e5661',
    line: '#e4e1da',
    card: '#ffffff',
    accent: '#0b5c7a',
    good: '#0c6548',
    warn: '#7f4f00',
    bad: '#a12d1b',
    mute: '#d9d5cc',
    palette: onLight,
    still: true,
    paper: false,
  },
  dark: {
    dark: true,
    ink: '#e9e7e2',
    dim: '#b1b6bc',
    line: '#2a2e32',
    card: '#181b1e',
    accent: '#74bfde',
    good: '#63c9a1',
    warn: '#e4b557',
    bad: '#f29484',
    mute: '#3b4147',
    palette: onDark,
    still: true,
    paper: false,
  },
};

const darkQuery = '(prefers-color-scheme: dark)';
const stillQuery = '(prefers-reduced-motion: reduce)';

function subscribe(onChange: () => void): () => void {
  const queries = [darkQuery, stillQuery, 'print'].map((query) => matchMedia(query));
  const watcher = new MutationObserver(onChange);
  watcher.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  for (const query of queries) query.addEventListener('change', onChange);
  return () => {
    watcher.disconnect();
    for (const query of queries) query.removeEventListener('change', onChange);
  };
}

function current(): string {
  const theme = document.documentElement.dataset.theme;
  const paper = matchMedia('print').matches;
  const dark = !paper && (theme === 'dark' || (theme !== 'light' && matchMedia(darkQuery).matches));
  const still = paper || matchMedia(stillQuery).matches;
  return `${dark ? 'dark' : 'light'} ${still ? 'still' : 'moving'} ${paper ? 'paper' : 'screen'}`;
}

/** The look of this moment; follows the theme, the system and the printer. */
export function useLook(): Look {
  const now = useSyncExternalStore(subscribe, current, () => 'light still screen');
  const [ground, motion, medium] = now.split(' ');
  return {
    ...(ground === 'dark' ? looks.dark : looks.light),
    still: motion === 'still',
    paper: medium === 'paper',
  };
}

/** One colour per id, the same wherever the id is drawn: by its place in the sorted list of all ids. */
export function colourOf(id: string, all: readonly string[], look: Look): string {
  const index = Math.max(0, all.toSorted().indexOf(id));
  return look.palette[index % look.palette.length] ?? look.accent;
}
