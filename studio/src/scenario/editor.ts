import { autocompletion, closeBrackets, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab, redo, undo } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, foldGutter, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { EditorState, Transaction } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  hoverTooltip,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { formatQuantity, joules, parseQuantity, type Watts } from '../../../src/quantity/index.ts';
import type { Trouble } from '../api/problem.ts';
import { completeScenario } from './completion.ts';
import type { TextChange } from './edit-text.ts';

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--accent)' },
  { tag: [tags.string, tags.content], color: 'var(--ink)' },
  { tag: tags.comment, color: 'var(--ink-3)', fontStyle: 'italic' },
  { tag: [tags.number, tags.bool], color: 'var(--good)' },
  { tag: tags.punctuation, color: 'var(--ink-3)' },
]);

const look = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--card)', color: 'var(--ink)', fontSize: '0.93rem' },
  '.cm-content': { fontFamily: 'var(--mono)', caretColor: 'var(--accent)', lineHeight: '1.6' },
  '.cm-scroller': { overflow: 'auto' },
  '.cm-gutters': { backgroundColor: 'var(--card)', color: 'var(--ink-3)', border: '0' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--accent) 7%, transparent)' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 22%, transparent) !important',
  },
  '.cm-cursor': { borderLeftColor: 'var(--accent)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--card)',
    border: '1px solid var(--line-2)',
    borderRadius: '6px',
    color: 'var(--ink)',
    maxWidth: '34rem',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--accent-soft)',
    color: 'var(--ink)',
  },
  '.cm-foldPlaceholder': { backgroundColor: 'var(--sunk)', border: '0', color: 'var(--ink-2)' },
  '.cm-panels': { backgroundColor: 'var(--sunk)', color: 'var(--ink)' },
});

const wattsToYear = 8760;

/** What a number with its unit means: power as energy over a year. */
const meaning = hoverTooltip((view, position) => {
  const line = view.state.doc.lineAt(position);
  for (const found of line.text.matchAll(/\d[\d.,]*\s?(?:k|M|G)?W\b/gu)) {
    const from = line.from + found.index;
    const to = from + found[0].length;
    if (position < from || position > to) continue;
    const read = parseQuantity(found[0], 'power');
    if (!read.ok) return null;
    const yearly = joules((read.value as Watts) * wattsToYear * 3600);
    const says = `${found[0]} = ${formatQuantity(yearly, 'energy')} a year, drawn all the time`;
    return { pos: from, end: to, above: true, create: () => ({ dom: tip(says) }) };
  }
  return null;
});

function tip(text: string): HTMLElement {
  const dom = document.createElement('div');
  dom.style.padding = '0.3rem 0.6rem';
  dom.textContent = text;
  return dom;
}

/** The text of a scenario in an editor: the one document that the form changes too. */
export function makeEditor(
  parent: HTMLElement,
  text: string,
  {
    onChange,
    onCursor,
    onPlan,
  }: {
    readonly onChange: (text: string) => void;
    readonly onCursor: (at: number) => void;
    readonly onPlan: () => void;
  },
): EditorView {
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        foldGutter(),
        lintGutter(),
        history(),
        drawSelection(),
        highlightActiveLine(),
        bracketMatching(),
        closeBrackets(),
        yaml(),
        syntaxHighlighting(colours),
        autocompletion({ override: [completeScenario], activateOnTyping: true, icons: false }),
        meaning,
        look,
        EditorView.lineWrapping,
        // Named as focusable: what scrolls must be reachable by keys, and an editable text alone does not count as such.
        EditorView.contentAttributes.of({ 'aria-label': 'Text of the scenario, YAML', tabindex: '0' }),
        keymap.of([
          { key: 'Mod-Enter', run: () => (onPlan(), true) },
          ...completionKeymap,
          ...historyKeymap,
          ...defaultKeymap,
          // Tab indents; Escape then Tab leaves the editor, as the help of the studio says.
          indentWithTab,
        ]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString());
          if (update.selectionSet) onCursor(update.state.selection.main.head);
        }),
      ],
    }),
  });
}

/** A change made by the form: goes the way of typing, so that undo takes it back. */
export function change(view: EditorView, what: TextChange): void {
  view.dispatch({ changes: what, userEvent: 'input.form' });
}

/** A change made elsewhere: undo leaves it alone. */
export function changeFromOutside(view: EditorView, what: TextChange): void {
  view.dispatch({
    changes: what,
    annotations: [Transaction.addToHistory.of(false), Transaction.remote.of(true)],
  });
}

/** Shows a stretch of the text. */
export function showRange(view: EditorView, [from, to]: readonly [number, number]): void {
  const end = Math.min(to, view.state.doc.lineAt(from).to);
  view.dispatch({
    selection: { anchor: from, head: end },
    effects: EditorView.scrollIntoView(from, { y: 'center' }),
  });
  // The heights of lines that were never shown are guesses: once they are measured the way is found again.
  requestAnimationFrame(() => {
    if (view.dom.isConnected && from <= view.state.doc.length)
      view.dispatch({ effects: EditorView.scrollIntoView(from, { y: 'center' }) });
  });
}

/** Marks what is wrong, where it is. */
export function markTrouble(view: EditorView, troubles: readonly Trouble[]): void {
  const { doc } = view.state;
  const marks = troubles.flatMap(({ span, severity, message, hint, code }): Diagnostic[] => {
    if (span === undefined || span.line > doc.lines) return [];
    const line = doc.line(span.line);
    const from = Math.min(line.to, line.from + span.column - 1);
    const end =
      span.endLine === span.line && span.endColumn !== undefined ? line.from + span.endColumn - 1 : line.to;
    return [
      {
        from,
        to: Math.max(from, Math.min(end, doc.length)),
        severity: severity === 'note' ? 'info' : severity,
        message: `${message}${hint ? `\n→ ${hint}` : ''}`,
        source: code,
      },
    ];
  });
  view.dispatch(
    setDiagnostics(
      view.state,
      marks.toSorted((a, b) => a.from - b.from),
    ),
  );
}

export { redo, undo };
