import type { Chart } from './chart-kit.ts';
import type { Cell, Section } from './section.ts';
import { pageStyle } from './style.ts';

/** A page that opens from disk: no script, no request leaves the machine. `header`, `nav` and `main` are HTML. */
export function page(
  title: string,
  {
    header,
    contents = [],
    main,
  }: {
    readonly header: readonly string[];
    readonly contents?: readonly Pick<Section, 'id' | 'title'>[];
    readonly main: readonly string[];
  },
): string {
  const links = contents.map(
    (section) => `<li><a href="#${section.id}">${escapeHtml(section.title)}</a></li>`,
  );
  const nav = links.length === 0 ? [] : [`<nav aria-label="Contents"><ul>${links.join('')}</ul></nav>`];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
${['<header>', ...header, '</header>', ...nav, '<main>', ...main, '</main>'].join('\n')}
</body>
</html>
`;
}

/** A picture with its title; what it shows is said for those who cannot see it. */
export function figure({ id, title, description, svg }: Chart): string {
  return `<figure id="chart-${id}"><figcaption><strong>${escapeHtml(title)}</strong> ${escapeHtml(description)}</figcaption>
<div role="img" aria-label="${escapeHtml(`${title}. ${description}`)}">${svg}</div></figure>`;
}

/**
 * A section as a table that scrolls by itself where it is wide.
 *
 * @param how `folded` hides the rows until asked for; `content` and `rowId` say what a cell holds and how a row can be linked to
 */
export function sectionTable(
  section: Section,
  how: {
    readonly folded?: boolean;
    readonly content?: (one: Cell) => string;
    readonly rowId?: (row: readonly Cell[]) => string;
  } = {},
): string {
  const { folded = false, content = ({ text }: Cell) => escapeHtml(text), rowId = () => '' } = how;
  const head = section.columns
    .map(
      ({ title, align }) =>
        `<th scope="col"${align === 'right' ? ' class="number"' : ''}>${escapeHtml(title)}</th>`,
    )
    .join('');
  const rows = section.rows.map((row) => {
    const cells = row.map(
      (one, index) => `<td${classes(one, section.columns[index]?.align)}${tooltip(one)}>${content(one)}</td>`,
    );
    return `<tr${rowId(row)}>${cells.join('')}</tr>`;
  });
  const intro = section.intro === undefined ? '' : `<p>${escapeHtml(section.intro)}</p>`;
  const body =
    section.rows.length === 0
      ? `<p>${escapeHtml(section.empty)}</p>`
      : `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(section.title)}"><table><thead><tr>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`;
  const shown = folded ? `<details><summary>${section.rows.length} rows</summary>${body}</details>` : body;
  return `<section id="${section.id}"><h2>${escapeHtml(section.title)}</h2>${intro}${shown}</section>`;
}

function classes(one: Cell, align: 'left' | 'right' | undefined): string {
  const names = [align === 'right' ? 'number' : '', one.tone ?? ''].filter((name) => name !== '');
  return names.length === 0 ? '' : ` class="${names.join(' ')}"`;
}

function tooltip(one: Cell): string {
  return one.full === undefined || one.full === one.text ? '' : ` title="${escapeHtml(one.full)}"`;
}

/** Text as HTML shows it as it is. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
