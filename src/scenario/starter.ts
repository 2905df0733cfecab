export function starterScenario(): string {
  return '';
}
