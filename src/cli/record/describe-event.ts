import type { RecordEvent } from '../../store/index.ts';

/** An event in a sentence, for the log. */
export function describeEvent(event: RecordEvent): string {
  switch (event.kind) {
    case 'created':
      return `started the record “${event.title}”`;
    case 'version-added':
      return `added version ${event.version}${because(event.message)}`;
    case 'noted':
      return `noted${event.version === null ? '' : ` on version ${event.version}`}${event.line === null ? '' : ` on ${event.line}`}: ${event.text}`;
    case 'line-frozen':
      return `froze ${event.order.id}${because(event.reason)}`;
    case 'line-released':
      return `released ${event.line}${because(event.reason)}`;
    case 'attached':
      return `attached ${event.name}${event.version === null ? '' : ` to version ${event.version}`}`;
    case 'signed-off':
      return `recorded that ${event.name} answers for ${event.concern} in version ${event.version} until ${event.until}${because(event.reason)}`;
    case 'proposed':
    case 'approved':
      return `${event.kind} version ${event.version}${because(event.message)}`;
    case 'rejected':
    case 'withdrawn':
      return `${event.kind === 'rejected' ? 'rejected' : 'withdrew'} version ${event.version}${because(event.reason)}`;
    case 'superseded':
      return `superseded version ${event.version}${event.by === null ? '' : ` by version ${event.by}`}${because(event.reason)}`;
    case 'actuals-added':
      return `added ${event.count} actual ${event.actuals} of ${event.from} to ${event.to} from ${event.source}`;
    case 'actuals-removed':
      return `took back the actuals of entry ${event.entry}${because(event.reason)}`;
    default:
      return `recorded that ${event.path} came to ${event.written} (${event.source}, ${event.date})`;
  }
}

function because(words: string): string {
  return words === '' ? '' : `: ${words}`;
}
