/** The title of a scenario as its text has it, without reading the YAML whole: lists must be cheap. Null where it has none. */
export function titleIn(text: string): string | null {
  const written = /^title:[ \t]+(?<title>[^\r\n]+)$/mu.exec(text)?.groups?.title?.trim();
  if (written === undefined) return null;
  return written.replace(/^(?<quote>["'])(?<inner>.*)\k<quote>$/u, '$<inner>').slice(0, 300);
}
