import { Rejects } from '../messages.ts';
import { csvRows } from '../tables/csv-rows.ts';
import { dayIn, numberIn, quarterIn } from '../tables/numbers.ts';
import { tableIntake } from '../tables/table-intake.ts';
import type { Delivery, Intake } from '../types.ts';

const columns = {
  order: ['line', 'id', 'purchase order', 'po'],
  systems: ['count', 'quantity', 'servers'],
  status: ['state'],
  quarter: ['date', 'delivered', 'delivery', 'promised', 'eta'],
};

/** Words that suppliers and buyers use for what became of an order. */
const words: Readonly<Record<string, Delivery['status']>> = {
  delivered: 'delivered',
  received: 'delivered',
  installed: 'delivered',
  open: 'open',
  late: 'open',
  pending: 'open',
  shipped: 'open',
  cancelled: 'cancelled',
  canceled: 'cancelled',
};

/**
 * Reads what became of orders: `order` (the id of the line), `systems`, `status` (delivered, open or cancelled) and a
 * `quarter` or a date: of the delivery, of the promise, of the notice. An order may have several rows.
 */
export function readDeliveries(file: string, text: string): Intake<Delivery> {
  const { rows, diagnostics } = csvRows(file, text, columns, ['order', 'systems', 'status', 'quarter']);
  const rejects = new Rejects();
  const entries = rows.flatMap(({ line, cells }): readonly Delivery[] => {
    const from = { file, line };
    const systems = numberIn(cells.systems);
    const status = words[(cells.status ?? '').toLowerCase()];
    const quarter = quarterIn(cells.quarter);
    const wrong =
      cells.order === ''
        ? 'it names no order'
        : systems === undefined || systems <= 0
          ? 'its number of systems is not above 0'
          : status === undefined
            ? `\`${cells.status ?? ''}\` is none of delivered, open, cancelled`
            : quarter === undefined
              ? `\`${cells.quarter ?? ''}\` is neither a quarter such as 2025Q3 nor a date`
              : undefined;
    if (wrong !== undefined || systems === undefined || status === undefined || quarter === undefined) {
      rejects.reject(from, wrong ?? 'it cannot be read');
      return [];
    }
    return [{ order: cells.order ?? '', systems, status, quarter, date: dayIn(cells.quarter), from }];
  });
  return tableIntake(file, entries, rows.length, rejects, diagnostics);
}
