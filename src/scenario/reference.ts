import { scenarioJsonSchema } from './json-schema.ts';

type Node = Readonly<Record<string, unknown>>;

/** One key of the format: its path within its section, what it holds, whether it must be there, what it means. */
interface Row {
  readonly key: string;
  readonly holds: string;
  readonly needed: boolean;
  readonly means: string;
}

/** The tables of `docs/scenario.md`: every key of a scenario with its kind and meaning, made from the schema. */
export function scenarioReference(): string {
  const root = scenarioJsonSchema() as Node;
  const sections = Object.entries(propertiesOf(root)).flatMap(([name, node]) => {
    const rows = rowsBelow(node, '');
    return rows.length === 0 ? [] : [`### ${name}\n\n${described(node)}.\n\n${table(rows)}`];
  });
  const top = Object.keys(propertiesOf(root)).map((key) => rowOf(root, key, ''));
  const claim = (root.definitions as Node).claim as Node;
  const long = Object.keys(propertiesOf(claim)).map((key) => rowOf(claim, key, ''));
  return [
    `### The file\n\n${table(top)}`,
    `### A claim in its long form\n\nEvery key that holds a claim takes it.\n\n${table(long)}`,
    ...sections,
  ].join('\n\n');
}

function table(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ key, holds, needed, means }) =>
      `| \`${key}\`${needed ? ' *' : ''} | ${holds.replaceAll('|', '\\|')} | ${means.replaceAll('|', '\\|')} |`,
  );
  return ['| key | holds | meaning |', '|---|---|---|', ...lines].join('\n');
}

/** Rows of all keys below a node; `<id>` stands for a name of the author's choice. */
function rowsBelow(node: Node, prefix: string): readonly Row[] {
  const entry = node.additionalProperties;
  const ofEntries = isNode(entry) ? rowsBelow(entry, `${prefix}<id>.`) : [];
  const own = Object.entries(propertiesOf(node)).flatMap(([key, member]) => [
    rowOf(node, key, prefix),
    ...rowsBelow(member, `${prefix}${key}.`),
  ]);
  return [...ofEntries, ...own];
}

function rowOf(parent: Node, key: string, prefix: string): Row {
  const node = propertiesOf(parent)[key] ?? {};
  return {
    key: `${prefix}${key}`,
    holds: holdsOf(node),
    needed: Array.isArray(parent.required) && parent.required.includes(key),
    means: described(node),
  };
}

function holdsOf(node: Node): string {
  if (Array.isArray(node.enum)) return node.enum.map((word) => `\`${String(word)}\``).join(', ');
  if ('const' in node) return `\`${String(node.const)}\``;
  if (Array.isArray(node.anyOf)) {
    const forms = node.anyOf.filter(isNode);
    if (forms.some(isClaim))
      return forms.some(({ type }) => type === 'array') ? 'claim, or a list by quarter' : 'claim';
    return [...new Set(forms.map(holdsOf))].join(' or ');
  }
  if (node.type === 'array') return `list of ${isNode(node.items) ? holdsOf(node.items) : 'anything'}`;
  if (isNode(node.additionalProperties)) return 'entries by id';
  if (node.type === 'object') return 'keys below';
  return [node.type]
    .flat()
    .map((type) => words[String(type)] ?? String(type))
    .join(' or ');
}

const words: Readonly<Record<string, string>> = {
  string: 'text',
  boolean: '`true`, `false`',
  integer: 'whole number',
};

function isClaim(node: Node): boolean {
  return node.$ref === '#/definitions/claim';
}

function propertiesOf(node: Node): Readonly<Record<string, Node>> {
  return (node.properties ?? {}) as Readonly<Record<string, Node>>;
}

function described(node: Node): string {
  return typeof node.description === 'string' ? node.description : '';
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}
