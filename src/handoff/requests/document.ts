import { stringify } from 'yaml';
import type { PlanFile } from '../../plan/index.ts';
import type { PurchaseRequest, RequestedLine } from './request.ts';

/** A request as one Markdown document: its data in the head, then what a person signs. */
export function requestDocument(request: PurchaseRequest, plan: PlanFile): string {
  const { supplier, lines, totals } = request;
  return `${head(request)}
# Purchase request to ${inline(supplier)}

${inline(plan.title)}. As of ${request.asOf}, plan \`${request.plan}\`.

| Line | Item | Systems | Accelerators | Unit price | Amount | Deliver to | Order by | Deliver by |
|---|---|--:|--:|--:|--:|---|---|---|
${lines.map(tableRow).join('\n')}

${Object.entries(totals)
  .map(([currency, amount]) => `**Total: ${money(amount, currency)}**`)
  .join('  \n')}

Prices are those the plan was made with, before network, duties, fees and tax. A quote that differs by more than the plan's
break-evens changes the plan: enter it in the scenario and plan again.

## Conditions

${lines.map(conditionsOf).join('\n')}

The lines are consistent with rule set \`${request.ruleSet.slice(0, 12)}\` as of ${request.asOf}. This is no legal advice; rules published later were not seen.

## Where the prices come from

${lines.map((line) => `- \`${line.line}\`: ${inline(line.priceFrom)}`).join('\n')}

## Approval

| Role | Name | Date | Signature |
|---|---|---|---|
| Requested by | | | |
| Budget holder (${[...new Set(lines.flatMap(({ budgets }) => budgets))].map(inline).join(', ') || 'no budget in the plan'}) | | | |
| Compliance | | | |
`;
}

/** The list of all requests, with what they add up to. */
export function indexDocument(
  requests: readonly PurchaseRequest[],
  plan: PlanFile,
  file: (request: PurchaseRequest) => string,
): string {
  const documents = requests.map((request) => ({
    file: file(request),
    supplier: request.supplier,
    totals: request.totals,
  }));
  const rows = documents.map(
    ({ file: name, supplier, totals }) =>
      `| [${inline(supplier)}](${name}) | ${Object.entries(totals)
        .map(([currency, amount]) => money(amount, currency))
        .join(', ')} |`,
  );
  return `${head({ documents })}
# Purchase requests: ${inline(plan.title)}

${rows.length === 0 ? 'The plan orders nothing.' : `| Supplier | Amount |\n|---|--:|\n${rows.join('\n')}`}
`;
}

function head(data: unknown): string {
  return `---\n${stringify(data, { lineWidth: 0 })}---\n`;
}

function tableRow(line: RequestedLine): string {
  const price = `${money(line.unitPrice, line.currency)}${line.kind === 'lease' ? ` per quarter × ${line.quarters}` : ''}`;
  const cells = [
    `\`${line.line}\``,
    `${inline(line.item)}${line.kind === 'lease' ? ' (rent)' : ''}${line.forecast ? ' (forecast)' : ''}`,
    count(line.systems),
    count(line.accelerators),
    price,
    money(line.amount, line.currency),
    inline(line.deliverTo),
    line.orderBy,
    line.deliverBy,
  ];
  return `| ${cells.join(' | ')} |`;
}

function conditionsOf(line: RequestedLine): string {
  const rests = [...line.conditions, ...line.licences.map((licence) => `rests on licence ${licence}`)];
  const uses = line.uses.length === 0 ? 'no use' : line.uses.join(' and ');
  return `- \`${line.line}\`: ${line.verdict}, for ${uses}${rests.length === 0 ? '' : `; ${rests.map(inline).join('; ')}`}`;
}

/** Texts of scenarios in a line of Markdown: no table breaks, no markup, no HTML. */
export function inline(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').replaceAll(/[\\`*_{}[\]<>#|]/gu, String.raw`\$&`);
}

function money(amount: number, currency: string): string {
  return `${amount.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })} ${currency}`;
}

function count(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
}
