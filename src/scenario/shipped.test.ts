import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseCatalog } from '../catalog/index.ts';
import { formatDiagnostic } from '../diagnostics/index.ts';
import { readScenario, resolveScenario, starterScenario, type ResolvedScenario } from './index.ts';

const root = new URL('../../', import.meta.url);

function yamlFiles(folder: string): readonly { readonly path: string; readonly text: string }[] {
  return readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((name) => ({
      path: `${folder}${name}`,
      text: readFileSync(new URL(`${folder}${name}`, root), 'utf8'),
    }));
}

const { catalog } = parseCatalog(yamlFiles('catalog/'));
const shipped = yamlFiles('scenarios/');

function resolved(path: string, options: { asOf?: string; variant?: string } = {}): ResolvedScenario {
  const file = shipped.find((candidate) => candidate.path === path);
  const { document } = readScenario(path, file?.text ?? '', catalog);
  if (!document) throw new Error(`${path} is broken`);
  const { scenario, diagnostics } = resolveScenario(document, catalog, options);
  if (!scenario) throw new Error(diagnostics.map(formatDiagnostic).join('\n'));
  return scenario;
}

describe('shipped scenarios', () => {
  it.each(shipped.map((file) => [file.path, file.text] as const))(
    '%s is valid in all its variants',
    (path, text) => {
      const { diagnostics } = readScenario(path, text, catalog);
      expect(diagnostics.map(formatDiagnostic)).toEqual([]);
    },
  );

  it('include a starter that is valid', () => {
    const { diagnostics } = readScenario('starter.yaml', starterScenario(), catalog);
    expect(diagnostics.map(formatDiagnostic)).toEqual([]);
  });
});

describe('the example of docs/scenario.md', () => {
  it('is valid', () => {
    const page = readFileSync(new URL('docs/scenario.md', root), 'utf8');
    const example = /```yaml\n(fleetwright[\s\S]*?)```/.exec(page)?.[1] ?? '';
    expect(readScenario('example.yaml', example, catalog).diagnostics.map(formatDiagnostic)).toEqual([]);
  });
});

describe('the reported programme of 2025', () => {
  const path = 'scenarios/bytedance-2025.yaml';

  it('reports the sum that does not add up, and repairs nothing', () => {
    const file = shipped.find((candidate) => candidate.path === path);
    const { document } = readScenario(path, file?.text ?? '', catalog);
    const { scenario, diagnostics } = document ? resolveScenario(document, catalog) : { diagnostics: [] };
    expect(diagnostics.filter(({ code }) => code === 'FW-SCN-0020').map(({ message }) => message)).toEqual([
      'The parts of the programme and its total: 5.5bn USD + 6.8bn USD make 12.3bn USD, 2.5 % more than the 12bn USD it is said to be',
    ]);
    expect(scenario?.budgets.map(({ limit }) => limit)).toEqual([5.5e9, 6.8e9]);
  });

  it('marks every spending figure as disputed', () => {
    const { lineage } = resolved(path);
    for (const at of ['budgets.china-chips.amount', 'budgets.overseas.amount', 'shares.intent.atLeast']) {
      expect(lineage.get(at)).toMatchObject({ source: 'article', status: 'disputed' });
    }
  });

  it('names a source or a reason for every number it uses', () => {
    const bare = [...resolved(path).lineage].filter(([, claim]) => !claim.source && !claim.reason);
    expect(bare.map(([at]) => at)).toEqual([]);
  });

  it('uses nothing of its own that was published after the as-of date', () => {
    const { lineage, asOf } = resolved(path);
    const later = [...lineage].filter(([, { date, span }]) => span?.file === path && (date ?? '') > asOf);
    expect(later.map(([at]) => at)).toEqual([]);
  });

  it('serves China in China and trains abroad', () => {
    const scenario = resolved(path);
    const country = new Map(scenario.sites.map((site) => [site.id, site.country]));
    for (const service of scenario.services) {
      expect(new Set(service.sites.map((site) => country.get(site)))).toEqual(new Set(['CN']));
    }
    for (const run of scenario.runs) expect(run.sites.map((site) => country.get(site))).not.toContain('CN');
  });

  it('moves with the as-of date', () => {
    const then = resolved(path);
    const later = resolved(path, { asOf: '2026-11-23' });
    expect(then.quarters).toEqual(['2025Q1', '2025Q2', '2025Q3', '2025Q4', '2026Q1']);
    expect(later.quarters).toEqual(['2026Q4', '2027Q1', '2027Q2', '2027Q3', '2027Q4']);
    expect(later.services.map(({ peak }) => peak)).toEqual(then.services.map(({ peak }) => peak));
    expect(later.hash).toBe(then.hash);
    expect(then.offers.map(({ id }) => id)).not.toContain('cloudmatrix-384-cn-2025');
    expect(later.offers.map(({ id }) => id)).toContain('cloudmatrix-384-cn-2026');
  });

  it('has variants that change what they say and nothing else', () => {
    const base = resolved(path);
    const denied = resolved(path, { variant: 'denied' });
    expect(denied.budgets).toEqual([]);
    expect(denied.shares.map(({ id }) => id)).toEqual(['floor']);
    expect(denied.services).toEqual(base.services);
    expect(denied.hash).not.toBe(base.hash);
    expect(
      resolved(path, { variant: 'licence-2026' }).licences.every(({ status }) => status === 'assumed'),
    ).toBe(true);
    expect(resolved(path, { variant: 'as-reported' }).shares.every(({ binding }) => binding)).toBe(true);
    expect(resolved(path, { variant: 'china-leg' }).runs).toEqual([]);
  });
});
