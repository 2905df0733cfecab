/** A piece of a written quantity. `at` is where it starts in the text. */
export type Token =
  | { readonly kind: 'number'; readonly text: string; readonly at: number }
  | { readonly kind: 'word'; readonly text: string; readonly at: number }
  | { readonly kind: 'power'; readonly text: string; readonly at: number }
  | { readonly kind: 'mark'; readonly text: string; readonly at: number };

/** Spaces that group digits or part words: plain, no-break, thin, narrow no-break. */
const space = String.raw`[ \t\u00a0\u2009\u202f]`;
/** `12 500`, `1_200_000`, `87.2e9`, `.5`; never a comma, which means thousands here and a decimal point there. */
const digits = String.raw`\d{1,3}(?:[ _\u00a0\u2009\u202f]\d{3})+|\d+(?:_\d+)*`;
const number = String.raw`(?:(?:${digits})(?:\.\d+)?|\.\d+)(?:[eE][+\-−]?\d+)?`;
const word = String.raw`[A-Za-zµμ]+\$?|[%‰€£$¤¥￥]|万亿|[万亿元]`;
/** A plain digit is a power only behind a metre: `USD2bn` is an amount. */
const power = String.raw`\^-?[1-3](?!\d)|(?<=m)[23](?![\d.])|[²³]`;
const mark = String.raw`\+\/?-|\.\.\.?|[-−–—…±+/·⋅*×()]`;

const token = new RegExp(
  `${space}*(?:(?<power>${power})|(?<number>${number})|(?<word>${word})|(?<mark>${mark}))${space}*`,
  'y',
);

/** The tokens of a text, or where the first character stands that belongs to none. Linear in the text's length. */
export function tokenize(text: string): { readonly tokens: readonly Token[]; readonly strangeAt?: number } {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  let at = 0;
  while (at < text.length) {
    const groups = token.exec(text)?.groups;
    if (groups === undefined) return { tokens, strangeAt: at };
    if (groups['number'] !== undefined) tokens.push({ kind: 'number', text: plain(groups['number']), at });
    else if (groups['word'] !== undefined) tokens.push({ kind: 'word', text: groups['word'], at });
    else if (groups['power'] !== undefined) tokens.push({ kind: 'power', text: groups['power'], at });
    else tokens.push({ kind: 'mark', text: groups['mark'] ?? '', at });
    at = token.lastIndex;
  }
  return { tokens };
}

/** The numeral without its grouping, as `Number` reads it. */
function plain(numeral: string): string {
  return numeral.replaceAll(/[ _\u00a0\u2009\u202f]/g, '').replace('−', '-');
}
