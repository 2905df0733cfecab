/**
 * True when two names may mean the same person: the same e-mail address or the same name, whatever the case, spacing and
 * composition of letters. Errs towards the same, as the answer guards against approving one's own proposal.
 */
export function samePerson(a: string, b: string): boolean {
  const [first, second] = [partsOf(a), partsOf(b)];
  return (
    (first.name !== '' && first.name === second.name) ||
    (first.address !== '' && first.address === second.address)
  );
}

/** `Ann Lee <ann@example.org>` in its parts, folded; a bare address counts as an address. */
function partsOf(written: string): { readonly name: string; readonly address: string } {
  const folded = written
    .normalize('NFKC')
    .replaceAll(/[\p{Cf}\p{Cc}]/gu, '')
    .toLowerCase()
    .replaceAll(/\s+/gu, ' ')
    .trim();
  const [, name = folded, address = ''] = /^(.*?)\s*<([^<>]*)>$/u.exec(folded) ?? [];
  const bare = address === '' && /^[^\s@]+@[^\s@]+$/u.test(name);
  return bare ? { name: '', address: name } : { name: name.trim(), address: address.trim() };
}
