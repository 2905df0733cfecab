/** A piece of a formula. */
export type Token =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'reference'; readonly value: string }
  | { readonly kind: 'name'; readonly value: string }
  | { readonly kind: 'call'; readonly value: string }
  | { readonly kind: 'sign'; readonly value: string };

const cell = String.raw`\$?[A-Z]{1,3}\$?\d+`;
const sheet = String.raw`(?:'(?:[^']|'')+'|[A-Za-z_]\w*)!`;

const patterns: readonly (readonly [Token['kind'] | 'space', RegExp])[] = [
  ['space', /\s+/uy],
  ['number', /\d+(?:\.\d+)?(?:E[+-]?\d+)?/uy],
  ['text', /"(?:[^"]|"")*"/uy],
  ['reference', new RegExp(String.raw`(?:${sheet})?${cell}(?::${cell})?(?![\w(])`, 'uy')],
  ['call', /[A-Z]+(?=\()/uy],
  ['name', /[A-Za-z_][\w.]*/uy],
  ['sign', /<=|>=|<>|[-+*/^&=<>(),%]/uy],
];

/** Cuts a formula into pieces; undefined where something in it is not understood. */
export function tokensOf(formula: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  let at = 0;
  while (at < formula.length) {
    const found = matchAt(formula, at);
    if (found === undefined) return undefined;
    at += found.length;
    if (found.kind === 'number') tokens.push({ kind: 'number', value: Number(found.text) });
    else if (found.kind === 'text')
      tokens.push({ kind: 'text', value: found.text.slice(1, -1).replaceAll('""', '"') });
    else if (found.kind !== 'space') tokens.push({ kind: found.kind, value: found.text });
  }
  return tokens;
}

function matchAt(
  formula: string,
  at: number,
): { readonly kind: Token['kind'] | 'space'; readonly text: string; readonly length: number } | undefined {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const [text] = pattern.exec(formula) ?? [];
    if (text !== undefined) return { kind, text, length: text.length };
  }
  return undefined;
}
