import { meaning } from '../kit/figures.tsx';
import { moneyOf, shortName } from '../charts/axis-words.ts';
import { legend, rowsFrame, type ChartSpec } from '../charts/spec.ts';
import type { ShockReport } from './types.ts';

const ways = [
  ['unrepaired', 'nothing changed'],
  ['additions', 'additions only'],
  ['repair', 'planned anew'],
] as const;

/** What each shock adds to cost and penalties, in three ways to answer it; shocks after the horizon are left out. */
export function shockChart({ shocks, currency }: ShockReport): ChartSpec {
  const within = shocks.filter(({ outside }) => !outside);
  const shown = within.toReversed();
  const more = (shock: (typeof within)[number], way: (typeof ways)[number][0]): number =>
    meaning(shock[way].value - shock.before.value, shock.before.value);
  const label = moneyOf(currency);
  return {
    id: 'shocks',
    title: 'What each shock adds to cost and penalties',
    says: 'Beside the plan as it stands: with nothing changed, with additions only, with all that is not yet ordered planned anew. A broken limit has no price here.',
    height: 60 + 46 * shown.length,
    table: {
      columns: [
        { title: 'Shock' },
        { title: 'From' },
        ...ways.map(([, title]) => ({ title, kind: 'money' as const, unit: currency })),
        { title: 'Stranded', kind: 'money', unit: currency },
      ],
      rows: within.map((shock) => [
        shock.title,
        shock.quarter,
        ...ways.map(([way]) => more(shock, way)),
        shock.stranded.money,
      ]),
    },
    option: (look, width) => {
      const head = legend(
        look,
        ways.map(([, title]) => title),
        width,
      );
      return {
        ...rowsFrame(
          look,
          label,
          shown.map(({ title }) => shortName(title, width < 500 ? 24 : width < 800 ? 34 : 60)),
          head,
        ),
        series: ways.map(([way, title]) => ({
          id: title,
          name: title,
          type: 'bar',
          barMaxWidth: 10,
          data: shown.map((shock) => more(shock, way)),
        })),
      };
    },
  };
}
