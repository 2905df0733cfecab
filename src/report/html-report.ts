import type { PlanFile } from '../plan/index.ts';
import { explainPlan } from './explain.ts';
import { headline } from './headline.ts';
import { assumptionSection } from './evidence-section.ts';
import { limitSection, powerSection } from './limit-sections.ts';
import { verdictSection } from './order-sections.ts';
import { escapeHtml, figure, page, sectionTable } from './page-parts.ts';
import type { Cell, Section } from './section.ts';
import { sections } from './sections.ts';
import { placementSection } from './work-sections.ts';

/**
 * The plan as one page that opens from disk: no script, no request leaves the machine.
 *
 * ```
 * headline → charts → answer tables → explanation → evidence (verdicts, cash, power, placement, assumptions) → how to check it
 * ```
 *
 * Figures link to the row of the assumption they rest on; the full value shows on hover.
 */
export async function htmlReport(plan: PlanFile): Promise<string> {
  // The chart library is large, and only this page needs it.
  const { charts } = await import('./charts.ts');
  const answer = sections(plan);
  const evidence = [
    placementSection(plan),
    powerSection(plan),
    limitSection(plan),
    verdictSection(plan),
    assumptionSection(plan),
  ].filter((section) => section.rows.length > 0);
  const [first = '', ...rest] = headline(plan);
  const paths = new Set(plan.assumptions.map(({ path }) => path));
  return page(`${plan.title}: plan as of ${plan.asOf}`, {
    header: [
      `<p class="status ${plan.status}">${plan.status}</p>`,
      `<h1>${escapeHtml(first)}</h1>`,
      rest.map((sentence) => `<p>${escapeHtml(sentence)}</p>`).join('\n'),
    ],
    contents: [...answer, ...evidence],
    main: [
      charts(plan).map(figure).join('\n'),
      answer.map((section) => table(section, paths)).join('\n'),
      explanation(plan),
      remarks(plan),
      evidence.map((section) => table(section, paths)).join('\n'),
      colophon(plan),
    ],
  });
}

function table(section: Section, paths: ReadonlySet<string>): string {
  return sectionTable(section, {
    folded: long.has(section.id),
    content: (one) => content(one, section, paths),
    rowId: (row) => rowId(section, row),
  });
}

/** Long tables are folded until asked for; the sources stay open, as every figure links to them. */
const long: ReadonlySet<string> = new Set(['all-limits', 'verdicts', 'power', 'placements']);

/** Rows of the assumptions table can be linked to. */
function rowId(section: Section, row: readonly Cell[]): string {
  const path = section.id === 'assumptions' ? row[0]?.rests?.[0] : undefined;
  return path === undefined ? '' : ` id="on-${escapeHtml(path)}"`;
}

function content(one: Cell, section: Section, paths: ReadonlySet<string>): string {
  const shown = escapeHtml(one.text);
  if (section.id === 'assumptions') {
    return one.full !== undefined && /^https?:/u.test(one.full)
      ? `<a href="${escapeHtml(one.full.split(' ; ')[0] ?? '')}" rel="noreferrer">${shown}</a>`
      : shown;
  }
  const target = one.rests?.map((path) => nearest(path, paths)).find((path) => path !== undefined);
  return target === undefined ? shown : `<a href="#on-${escapeHtml(target)}">${shown}</a>`;
}

/** The assumption at a path, or the first below it. */
function nearest(path: string, paths: ReadonlySet<string>): string | undefined {
  if (paths.has(path)) return path;
  return [...paths].find((one) => one.startsWith(`${path}.`));
}

function explanation(plan: PlanFile): string {
  const told = new Set(headline(plan));
  const sentences = explainPlan(plan).filter((sentence) => !told.has(sentence) && sentence !== '');
  const items = sentences.map((sentence) =>
    sentence.startsWith('  ')
      ? `<p class="indent">${escapeHtml(sentence.trim())}</p>`
      : `<p><strong>${escapeHtml(sentence)}</strong></p>`,
  );
  return `<section id="why"><h2>Why</h2>${items.join('\n')}</section>`;
}

function remarks(plan: PlanFile): string {
  if (plan.diagnostics.length === 0) return '';
  const items = plan.diagnostics.map(
    ({ severity, code, message, hint }) =>
      `<li><strong>${severity} ${code}</strong> ${escapeHtml(message)}${hint === null ? '' : ` <em>${escapeHtml(hint)}</em>`}</li>`,
  );
  return `<section id="remarks"><h2>What does not add up, and other remarks</h2><ul>${items.join('\n')}</ul></section>`;
}

function colophon(plan: PlanFile): string {
  const facts = [
    ['Scenario', plan.scenarioHash],
    ['Catalog', plan.catalogHash],
    ['Rule set', `${plan.ruleSet.hash} (as of ${plan.ruleSet.asOf})`],
    ['Engine', `fleetwright ${plan.engine.fleetwright}, ${plan.engine.solver}`],
    ['Seed', String(plan.seed)],
    ['Bound and gap', `${plan.bound ?? 'none'} / ${plan.gap ?? 'none'}`],
  ];
  return `<section id="colophon"><h2>How to check this</h2>
<p>Run <code>fleetwright check PLAN.json</code>: it re-adds every budget, rule and capacity without the optimiser.</p>
<dl>${facts.map(([name = '', value = '']) => `<dt>${name}</dt><dd><code>${escapeHtml(value)}</code></dd>`).join('')}</dl></section>`;
}
