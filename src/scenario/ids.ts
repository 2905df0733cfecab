import { valueAt, type Path } from '../reading/index.ts';
import { say } from './messages.ts';
import type { Reader } from './reader.ts';
import type { RawScenario } from './shape.ts';

/**
 * Checks what entries are called, and that rules they name exist where the rules are known.
 *
 * @param data the scenario as written: a checked shape no longer holds keys such as `__proto__`
 */
export function checkIds(
  reader: Reader,
  raw: RawScenario,
  data: unknown,
  rules: Iterable<string> | undefined,
): void {
  const named: readonly Path[] = [
    ...['parties', 'sites', 'services', 'runs', 'budgets', 'shares', 'concentration', 'licences'].map(
      (key) => [key],
    ),
    ...['anchors', 'fleet', 'frozen', 'background', 'statements', 'overrides', 'variants'].map((key) => [
      key,
    ]),
    ['offers', 'add'],
    ...Object.keys(raw.services ?? {}).map((id) => ['services', id, 'classes']),
  ];
  for (const path of named) {
    for (const id of Object.keys(valueAt(data, path) ?? {})) {
      if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(id)) {
        reader.report(say.badId(reader.place([...path, id], 'key'), id));
      }
    }
  }
  for (const id of Object.keys(raw.runs ?? {})) {
    if (!Object.hasOwn(raw.services ?? {}, id)) continue;
    const hint = 'placements name work by its id alone; call one of them differently';
    reader.report(say.taken(reader.place(['runs', id], 'key'), 'run', id, 'a service', hint));
  }
  if (rules !== undefined) checkRules(reader, raw, rules);
}

function checkRules(reader: Reader, raw: RawScenario, rules: Iterable<string>): void {
  const known = new Map([...rules].map((id) => [id, id]));
  for (const [id, licence] of Object.entries(raw.licences ?? {})) {
    licence.rules.forEach((rule, index) =>
      reader.find(known, rule, 'rule', ['licences', id, 'rules', index]),
    );
  }
  for (const [id, share] of Object.entries(raw.shares ?? {})) {
    if (share.rule !== undefined) reader.find(known, share.rule, 'rule', ['shares', id, 'rule']);
  }
}
