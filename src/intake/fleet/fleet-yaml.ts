import { stringify } from 'yaml';
import type { FleetEntry } from '../types.ts';

/** Entries as the `fleet:` part of a scenario, each count a claim that says where it was read. */
export function fleetYaml(entries: readonly FleetEntry[]): string {
  const fleet = Object.fromEntries(
    entries.map(({ id, system, site, systems, from }) => [
      id.replaceAll(/[^A-Za-z0-9._-]/gu, '-'),
      { system, site: site ?? 'NAME-THE-SITE', count: { value: systems, reason: `counted in ${from.file}` } },
    ]),
  );
  return stringify({ fleet });
}
