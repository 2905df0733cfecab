import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where the scenario of a plan most likely is; the first place, when it is nowhere. */
export function findScenario(id: string, folder: string): string {
  const places = [join(folder, `${id}.yaml`), `${id}.yaml`, join('scenarios', `${id}.yaml`)];
  return places.find((place) => existsSync(place)) ?? `${id}.yaml`;
}
