import { parse } from 'yaml';
import { z } from 'zod';
import type { Diagnostic } from '../../diagnostics/index.ts';
import type { ExportedFile } from '../format.ts';
import { handoffProblem } from '../messages.ts';
import { checkFileNames, textOf } from '../validation.ts';
import { inline } from './document.ts';
import { requestSchema, type PurchaseRequest } from './request.ts';

const indexSchema = z.strictObject({
  documents: z.array(
    z.strictObject({ file: z.string(), supplier: z.string(), totals: requestSchema.shape.totals }),
  ),
});

/** Everything that would make a purchase request ask for the wrong thing. */
export function checkRequests(files: readonly ExportedFile[]): readonly Diagnostic[] {
  const list = files.find(({ path }) => path === 'index.md');
  if (!list) return checkFileNames(files, ['index.md']);
  const index = readHead(list, indexSchema);
  if (!index.ok) return [index.problem];
  const { documents } = index.data;
  return [
    ...checkFileNames(files, ['index.md', ...documents.map(({ file }) => file)]),
    ...documents.flatMap(({ file, totals }) => {
      const document = files.find(({ path }) => path === file);
      if (!document) return [];
      const read = readHead(document, requestSchema);
      if (!read.ok) return [read.problem];
      const same = JSON.stringify(read.data.totals) === JSON.stringify(totals);
      const differs = handoffProblem(
        'FW-HND-0402',
        ['index.md', file],
        `the total of ${file} differs from its document`,
      );
      return [...checkRequest(file, read.data, read.body), ...(same ? [] : [differs])];
    }),
  ];
}

function checkRequest(file: string, request: PurchaseRequest, body: string): readonly Diagnostic[] {
  const totals = new Map<string, number>();
  for (const { currency, amount } of request.lines)
    totals.set(currency, (totals.get(currency) ?? 0) + amount);
  const currencies = new Set([...totals.keys(), ...Object.keys(request.totals)]);
  const wrongTotals = [...currencies]
    .filter((currency) => Math.abs((totals.get(currency) ?? 0) - (request.totals[currency] ?? 0)) >= 0.01)
    .map((currency) =>
      handoffProblem(
        'FW-HND-0402',
        [file, 'totals', currency],
        `the lines in ${currency} do not add up to the total`,
      ),
    );
  return [
    ...wrongTotals,
    ...request.lines.flatMap((line) => {
      const at = [file, line.line] as const;
      const found: Diagnostic[] = [];
      const price = line.unitPrice * line.systems * line.quarters;
      // Price and amount are each rounded to the cent: a part of a system costs little, yet may be half a cent off.
      const rounding = 0.005 * (line.systems * line.quarters + 1);
      if (Math.abs(price - line.amount) > rounding + 1e-9 * line.amount) {
        found.push(handoffProblem('FW-HND-0402', at, 'the amount is not systems × unit price × quarters'));
      }
      if (line.uses.length === 0 || (line.verdict !== 'allowed' && line.verdict !== 'conditions')) {
        found.push(
          handoffProblem(
            'FW-HND-0403',
            at,
            `the verdict is \`${line.verdict}\`, and it is asked for all the same`,
          ),
        );
      }
      if (line.deliverBy < line.orderBy) {
        found.push(handoffProblem('FW-HND-0404', at, 'it is to be delivered before it is ordered'));
      }
      const silent = line.conditions.filter((condition) => !body.includes(inline(condition)));
      if (!body.includes(`| \`${line.line}\` |`) || silent.length > 0) {
        found.push(
          handoffProblem(
            'FW-HND-0405',
            at,
            silent[0] === undefined
              ? 'the text does not name the line'
              : `the text does not state \`${silent[0]}\``,
          ),
        );
      }
      return found;
    }),
  ];
}

type ReadHead<T> =
  | { readonly ok: true; readonly data: T; readonly body: string }
  | { readonly ok: false; readonly problem: Diagnostic };

function readHead<T>(file: ExportedFile, schema: z.ZodType<T>): ReadHead<T> {
  const [, head = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/su.exec(textOf(file) ?? '') ?? [];
  const read = schema.safeParse(yamlOf(head));
  if (read.success) return { ok: true, data: read.data, body };
  const [issue] = read.error.issues;
  const at = issue?.path.map((key) => (typeof key === 'number' ? key : String(key))) ?? [];
  const message = `the head of ${file.path} cannot be read: ${issue?.message ?? 'it is missing'}`;
  return { ok: false, problem: handoffProblem('FW-HND-0401', [file.path, ...at], message) };
}

function yamlOf(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}
