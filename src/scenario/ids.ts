import type { Path } from '../reading/index.ts';
import { say } from './messages.ts';
import type { Reader } from './reader.ts';
import type { RawScenario } from './shape.ts';

/** Checks what entries are called, and that rules they name exist where the rules are known. */
export function checkIds(reader: Reader, raw: RawScenario, rules: Iterable<string> | undefined): void {
  const named: readonly (readonly [Path, object | undefined])[] = [
    [['parties'], raw.parties],
    [['sites'], raw.sites],
    [['services'], raw.services],
    [['runs'], raw.runs],
    [['budgets'], raw.budgets],
    [['shares'], raw.shares],
    [['concentration'], raw.concentration],
    [['licences'], raw.licences],
    [['fleet'], raw.fleet],
    [['frozen'], raw.frozen],
    [['offers', 'add'], raw.offers?.add],
    [['background'], raw.background],
    [['statements'], raw.statements],
    ...Object.entries(raw.services ?? {}).map(
      ([id, service]) => [['services', id, 'classes'], service.classes] as const,
    ),
  ];
  for (const [path, entries] of named) {
    for (const id of Object.keys(entries ?? {})) {
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
