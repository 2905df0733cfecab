import type { RecordState, RecordVersion } from '../record/state.ts';

/** A record for people, as Markdown: versions with what was decided, frozen lines, notes, attachments. */
export function notesPage(state: RecordState): string {
  const { id, title, versions, frozen, notes, attachments, head } = state;
  const parts = [
    `# ${oneLine(title)}`,
    `Record \`${id}\`; ${head.seq} entries, the last \`${head.hash}\`.`,
    '## Versions',
    ...(versions.length === 0 ? ['None yet.'] : versions.map(versionText)),
    ...section(
      '## Frozen lines',
      frozen.map(
        ({ order, version, reason, author }) =>
          `- \`${order.id}\`, version ${version}: ${oneLine(reason)} (${oneLine(author)})`,
      ),
    ),
    ...section(
      '## Notes',
      notes.map(({ at, author, text, version, line }) => {
        const about = [version === null ? [] : [`version ${version}`], line === null ? [] : [line]]
          .flat()
          .join(', ');
        return `- ${at.slice(0, 10)} ${oneLine(author)}${about === '' ? '' : ` on ${about}`}: ${oneLine(text)}`;
      }),
    ),
    ...section(
      '## Attachments',
      attachments.map(
        ({ name, content, size }) => `- ${oneLine(name)}, ${size} B, \`${content.slice(0, 12)}\``,
      ),
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

function versionText(version: RecordVersion): string {
  const { number, state, author, at, message, facts, decisions, signOffs } = version;
  return [
    `### ${number}. ${oneLine(facts.title)} as of ${facts.asOf}: ${state}`,
    `${oneLine(author)}, ${at.slice(0, 10)}: ${oneLine(message) || 'no message'}`,
    ...decisions.map(
      (decision) =>
        `- ${decision.kind} by ${oneLine(decision.author)}, ${decision.at.slice(0, 10)}: ${oneLine(decision.message) || 'no message'}`,
    ),
    ...signOffs.map(
      ({ concern, name, until, reason }) =>
        `- ${oneLine(name)} answers for \`${concern}\` until ${until}: ${oneLine(reason)}`,
    ),
  ].join('\n');
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, lines.join('\n')];
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}
