import type { Estimate, StressReport } from '../stress/index.ts';
import { moneyCell, percent } from './figures.ts';
import { escapeHtml, figure, page, sectionTable } from './page-parts.ts';
import { cell, type Section } from './section.ts';
import { stressSections } from './stress-sections.ts';
import type { Chart } from './chart-kit.ts';
import type { RangeRow } from './range-charts.ts';

type Ranges = typeof import('./range-charts.ts');

/** Rows of a picture; its table has more. */
const shown = 12;
const estimateWords = { figure: 'estimate', range: '95 % interval' } as const;

/** A stress test as one page that opens from disk: no script, no request leaves the machine. Every picture stands before the table it shows. */
export async function stressPage(report: StressReport): Promise<string> {
  // The chart library is large, and only this page needs it.
  const ranges = await import('./range-charts.ts');
  const pictures = new Map(chartsOf(ranges, report));
  const sections = stressSections(report);
  const heading = `${report.title}: ${report.draws} futures`;
  const partly = report.end === 'done' ? '' : ` The run was ${report.end} before all were drawn.`;
  const block = (section: Section): string =>
    [...(pictures.get(section.id) ?? []).map(figure), sectionTable(section)].join('\n');
  return page(heading, {
    header: [
      `<h1>${escapeHtml(heading)}</h1>`,
      `<p>As of ${report.asOf}; ${report.quantities} quantities and ${report.events.length} events drawn (${report.sampler}, seed ${report.seed}).${partly}</p>`,
      '<p>Ranges of most claims and all probabilities are assumed; what is drawn is said in the scenario and its catalog.</p>',
    ],
    contents: sections,
    main: [sections.map(block).join('\n'), notDrawn(report)],
  });
}

function notDrawn({ undrawn }: StressReport): string {
  if (undrawn.length === 0) return '';
  return sectionTable(
    {
      id: 'undrawn',
      title: 'Claims with a range that are not drawn',
      columns: [{ title: 'Claim' }, { title: 'Why' }],
      rows: undrawn.map(({ path, why }) => [cell(path), cell(why)]),
      empty: '',
    },
    { folded: true },
  );
}

/** An estimate as a row of a picture. */
function estimated(name: string, { value, low, high }: Estimate): RangeRow {
  return { name, value, low: Math.max(0, low), high };
}

/** A picture where there is something to show. */
function some(rows: readonly unknown[], chart: () => Chart): readonly Chart[] {
  return rows.length === 0 ? [] : [chart()];
}

/** The pictures of each section, by its id. */
function chartsOf(ranges: Ranges, report: StressReport): readonly (readonly [string, readonly Chart[]])[] {
  const { spend, unmet, quarters, currency, fans, requirements, lines, tornado, expected, facts } = report;
  const money = (amount: number): string => moneyCell(amount, currency).text;
  const shares = fans.filter(({ name, p50 }) => name.startsWith('share ') && !Number.isNaN(p50));
  const worth = facts.filter(({ worth: { low } }) => low > 0).slice(0, shown);
  const chances = requirements.filter(
    ({ id, chance }) => chance.value < 1 || id.startsWith('demand:') || id.startsWith('run:'),
  );
  return [
    [
      'fans',
      some(shares, () =>
        ranges.rangeChart(
          'shares',
          'Domestic shares',
          'Part of what is ordered over the whole horizon that is domestic, in the futures drawn.',
          shares.map(({ name, p5, p50, p95 }) => ({
            name: name.slice('share '.length),
            value: p50,
            low: p5,
            high: p95,
          })),
          percent,
          { figure: 'median', range: '5 % to 95 %' },
        ),
      ),
    ],
    [
      'spend',
      some(spend, () =>
        ranges.fanChart(
          'spend',
          'Cash by quarter',
          `Cash paid in each quarter with the first orders as planned, ${currency}, not discounted.`,
          quarters,
          spend,
          money,
        ),
      ),
    ],
    [
      'unmet',
      unmet
        .filter(({ fans: each }) => each.some(({ mean }) => mean.value > 1e-6))
        .map(({ service, title, fans: each }) =>
          ranges.fanChart(
            `unmet-${service}`,
            `${title}: work left undone`,
            'Part of the peak load that is not served, by quarter.',
            quarters,
            each,
            percent,
          ),
        ),
    ],
    [
      'requirements',
      some(chances, () =>
        ranges.rangeChart(
          'requirements',
          'Chance of meeting each requirement',
          'Part of the futures in which it is met, with its 95 % interval.',
          chances.map(({ title, chance }) => estimated(title, chance)),
          percent,
          estimateWords,
        ),
      ),
    ],
    [
      'flips',
      some(lines, () =>
        ranges.rangeChart(
          'flips',
          'How often foresight decides otherwise',
          'Part of the futures in which whoever knows the future orders what the plan does not, or does not order what it orders.',
          lines.slice(0, shown).map(({ line, flips }) => estimated(line, flips)),
          percent,
          estimateWords,
        ),
      ),
    ],
    [
      'tornado',
      some(tornado, () =>
        ranges.tornadoChart(
          'tornado',
          'One quantity at a time',
          `How far cost and penalties move from ${money(expected.value)} with the quantity at its 10th and 90th percentile and all else as planned.`,
          tornado.map(({ title, low, high }) => ({
            name: title,
            low: low - expected.value,
            high: high - expected.value,
          })),
          money,
        ),
      ),
    ],
    [
      'facts',
      some(worth, () =>
        ranges.rangeChart(
          'facts',
          'What knowing is worth',
          `What a better first order would save if the fact were known, ${currency}, with its 95 % interval; a lower bound.`,
          worth.map(({ title, worth: estimate }) => estimated(title, estimate)),
          money,
          estimateWords,
        ),
      ),
    ],
  ];
}
