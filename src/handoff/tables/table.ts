import { z } from 'zod';
import { planSchema, type PlanFile } from '../../plan/index.ts';
import { columnsOf, valueOf, type Column, type TableValue } from './column.ts';

/** A flat table: what databases, spreadsheets and notebooks read. */
export interface Table {
  /** Name of its document without ending. */
  readonly name: string;
  readonly means: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly TableValue[])[];
}

/** A list of entries of the plan that becomes a table. */
interface Shape {
  readonly name: string;
  /** The list in the plan; with two keys, a list inside a part of the plan or inside each entry of a list. */
  readonly path: readonly [part: keyof PlanFile, inner?: string];
  /** Name of the column that holds the id of the outer entry. */
  readonly parent?: string;
}

const shapes: readonly Shape[] = [
  { name: 'systems', path: ['systems'] },
  { name: 'lines', path: ['lines'] },
  { name: 'verdicts', path: ['lines', 'verdicts'], parent: 'line' },
  { name: 'stock', path: ['stock'] },
  { name: 'placements', path: ['placements'] },
  { name: 'services', path: ['services', 'quarters'], parent: 'service' },
  { name: 'service-rates', path: ['services', 'rates'], parent: 'service' },
  { name: 'runs', path: ['runs'] },
  { name: 'run-rates', path: ['runs', 'rates'], parent: 'run' },
  { name: 'shares', path: ['shares'] },
  { name: 'budgets', path: ['budgets'] },
  { name: 'cash', path: ['cash'] },
  { name: 'power', path: ['power'] },
  { name: 'limits', path: ['limits'] },
  { name: 'runner-ups', path: ['runnerUps'] },
  { name: 'runner-up-lines', path: ['runnerUps', 'lines'], parent: 'runner_up' },
  { name: 'break-evens', path: ['breakEvens'] },
  { name: 'conflict', path: ['conflict'] },
  { name: 'repair', path: ['repair'] },
  { name: 'assumptions', path: ['assumptions'] },
  { name: 'diagnostics', path: ['diagnostics'] },
  { name: 'proof', path: ['proof', 'services'] },
];

/** The plan as flat tables, one for each of its lists, and one row of what holds for all of it. Columns and their meaning come from the plan's schema. */
export function planTables(plan: PlanFile): readonly Table[] {
  const header = columnsOf(planSchema);
  return [
    {
      name: 'plan',
      means: 'What holds for the whole plan',
      columns: header,
      rows: [header.map((column) => valueOf(plan, column))],
    },
    ...shapes.map((shape) => tableOf(plan, shape)),
  ];
}

/** The tables without their rows: what every export holds. */
export const tableModel: readonly Omit<Table, 'rows'>[] = [
  { name: 'plan', means: 'What holds for the whole plan', columns: columnsOf(planSchema) },
  ...shapes.map((shape) => modelOf(shape)),
];

function modelOf({ name, path: [part, inner], parent }: Shape): Omit<Table, 'rows'> {
  const outer = planSchema.shape[part];
  const listed = inner === undefined ? outer : insideOf(outer).shape[inner];
  const key: readonly Column[] =
    parent === undefined
      ? []
      : [{ name: parent, type: 'text', nullable: false, means: `Id in ${part}`, path: ['id'] }];
  return {
    name,
    means: listed instanceof z.ZodType ? (listed.description ?? '') : '',
    columns: [...key, ...columnsOf(insideOf(listed))],
  };
}

function tableOf(plan: PlanFile, shape: Shape): Table {
  const model = modelOf(shape);
  const [part, inner] = shape.path;
  const outer: readonly unknown[] = [plan[part] ?? []].flat();
  const own = shape.parent === undefined ? model.columns : model.columns.slice(1);
  const rows = outer.flatMap((entry) => {
    const listed = inner === undefined ? [entry] : entriesAt(entry, inner);
    const key = shape.parent === undefined ? [] : model.columns.slice(0, 1);
    return listed.map((each) => [
      ...key.map((column) => valueOf(entry, column)),
      ...own.map((column) => valueOf(each, column)),
    ]);
  });
  return { ...model, rows };
}

function entriesAt(entry: unknown, key: string): readonly unknown[] {
  const inside: unknown = typeof entry === 'object' && entry !== null ? Reflect.get(entry, key) : undefined;
  return Array.isArray(inside) ? inside : [];
}

/** What stands in a list of entries, or in a part that may be absent; anything else here is a bug. */
function insideOf(schema: unknown): z.ZodObject {
  const inside =
    schema instanceof z.ZodArray
      ? schema.element
      : schema instanceof z.ZodOptional
        ? schema.unwrap()
        : schema;
  if (inside instanceof z.ZodObject) return inside;
  throw new Error('a table is made of a list of entries');
}
