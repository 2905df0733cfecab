import { stringify } from 'yaml';

/** One Kubernetes object, as far as every kind has it. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string | undefined;
    readonly labels?: Readonly<Record<string, string>> | undefined;
    readonly annotations?: Readonly<Record<string, string>> | undefined;
  };
  readonly [field: string]: unknown;
}

/**
 * Objects as one YAML text, a comment on top. Keys stay in the order given; the same objects give the same text. What
 * YAML 1.1 would take for a date, a number in base 60 or a truth value is quoted: Kubernetes reads with such a parser.
 */
export function yamlText(objects: readonly KubeObject[], comment: string): string {
  const head = comment
    .split('\n')
    .map((line) => `# ${line}`.trimEnd())
    .join('\n');
  const documents = objects.map((object) =>
    stringify(object, { lineWidth: 0, aliasDuplicateObjects: false, compat: 'yaml-1.1' }),
  );
  return `${head}\n---\n${documents.join('---\n')}`;
}

/** How an object is told apart from all others of a cluster: `LocalQueue doubao/china`. */
export function identity({ kind, metadata }: KubeObject): string {
  const { namespace, name } = metadata;
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
