import type { Diagnostic, MessageBook, Severity, Span } from '../diagnostics/index.ts';

/** Why each diagnostic of the rules exists and what to do; `docs/diagnostics.md` is made from it. */
export const ruleMessages = {
  'FW-RUL-0001': {
    title: 'Id used twice',
    explain:
      'An id names one rule (or a name one term) across all files; licences and scenarios refer to it.',
  },
  'FW-RUL-0002': {
    title: 'The predicate cannot be read',
    explain:
      'The language of `when` and `means` is described in docs/rules.md. The column given is that of the trouble.',
  },
  'FW-RUL-0003': {
    title: 'The predicate names something that does not exist',
    explain:
      'An accelerator, party or country group is not in the catalog, so the condition could never hold.',
  },
  'FW-RUL-0004': {
    title: 'Unknown source',
    explain: 'The key is not among the sources of the catalog.',
  },
  'FW-RUL-0005': {
    title: 'Unknown rule',
    explain: 'A rule can supersede only rules that exist.',
  },
  'FW-RUL-0006': {
    title: 'Dates out of order',
    explain: 'An end cannot become known before the rule itself.',
  },
  'FW-RUL-0007': {
    title: 'A rule without source',
    explain: 'Every rule names where it was read; the product shows it with each verdict.',
  },
} as const satisfies MessageBook;

/** Builds one diagnostic of this room. */
export function ruleDiagnostic(
  code: keyof typeof ruleMessages,
  path: readonly (string | number)[],
  span: Span,
  message: string,
  options: { readonly hint?: string | undefined; readonly severity?: Severity } = {},
): Diagnostic {
  const { hint, severity = 'error' } = options;
  return { code, severity, path, span, message, ...(hint !== undefined && { hint }) };
}
