/** A word (`item.tpp`, `and`, `nvidia-h20-96`), a quoted text, a number, or a sign. Offsets count characters from 0. */
export interface Token {
  readonly kind: 'word' | 'quoted' | 'number' | 'sign' | 'end';
  readonly text: string;
  readonly offset: number;
}

/** What is wrong with a predicate, and where in its text. */
export interface PredicateProblem {
  readonly offset: number;
  readonly message: string;
  readonly hint?: string;
}

const pattern =
  /(?<word>[A-Za-z][A-Za-z0-9_]*(?:[.:-][A-Za-z0-9_]+)*)|"(?<quoted>[^"]*)"|(?<number>\d+(?:\.\d+)?)|(?<sign>>=|<=|!=|[><=()[\],])|(?<space>\s+)/uy;

/** Cuts a predicate into tokens, the last of kind `end`. */
export function tokens(text: string): { readonly tokens: readonly Token[] } | PredicateProblem {
  const found: Token[] = [];
  let offset = 0;
  while (offset < text.length) {
    pattern.lastIndex = offset;
    const groups = pattern.exec(text)?.groups;
    if (groups === undefined) return unreadable(text, offset);
    const { word, quoted, number, sign, space } = groups;
    if (word !== undefined) found.push({ kind: 'word', text: word, offset });
    else if (quoted !== undefined) found.push({ kind: 'quoted', text: quoted, offset });
    else if (number !== undefined) found.push({ kind: 'number', text: number, offset });
    else if (sign !== undefined) found.push({ kind: 'sign', text: sign, offset });
    offset += (word ?? number ?? sign ?? space ?? `"${quoted}"`).length;
  }
  return { tokens: [...found, { kind: 'end', text: '', offset: text.length }] };
}

function unreadable(text: string, offset: number): PredicateProblem {
  if (text[offset] === '"') return { offset, message: 'the quotation mark is never closed' };
  return { offset, message: `\`${text[offset]}\` has no meaning in a predicate` };
}
