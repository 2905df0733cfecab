import type { ExportFormat } from '../format.ts';
import { checkRequests } from './check.ts';
import { indexDocument, requestDocument } from './document.ts';
import { requestsOf, type PurchaseRequest } from './request.ts';

/** What the plan orders, asked of each supplier in a document of its own. */
export const requestsFormat: ExportFormat = {
  name: 'requests',
  summary: 'A purchase request per supplier, as Markdown with its data in the head',
  shape: 'folder',
  files(plan) {
    const requests = requestsOf(plan);
    return [
      { path: 'index.md', content: indexDocument(requests, plan, fileOf) },
      ...requests.map((request) => ({ path: fileOf(request), content: requestDocument(request, plan) })),
    ];
  },
  validate: checkRequests,
};

/** Ids come from scenarios that others wrote: nothing but letters, digits, dots, hyphens and underscores names a file. */
function fileOf({ supplier }: PurchaseRequest): string {
  return `request-${supplier.replaceAll(/[^\w.-]/gu, '-')}.md`;
}
