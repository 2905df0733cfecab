import { readFileSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { checkPlan, type Violation } from '../../../checking/index.ts';
import type { Diagnostic } from '../../../diagnostics/index.ts';
import { errorCode, fileTrouble, readTextFile, type TextFile } from '../../../files/index.ts';
import { choiceOf, findScenario, prepareScenario, readWorld } from '../../../pipeline/index.ts';
import { readPlan, type PlanFile } from '../../../plan/index.ts';
import {
  addVersion,
  attachFile,
  createRecord,
  describeLocation,
  type NewVersion,
} from '../../../store/index.ts';
import { exitCodes, type Command } from '../../command.ts';
import { atDesk, refuse, tell, textFlag, writingFlags } from '../../record/desk.ts';

export const recordInit: Command = {
  words: ['record', 'init'],
  summary: 'Start keeping plans of record here: a SQLite file, or PostgreSQL for a team',
  details:
    'Makes the store, and a record in it where one is named. `record add` makes a record too, so that a name is needed only to choose one.',
  positionals: [{ name: 'NAME', summary: 'name of a first record', optional: true }],
  flags: [
    { name: 'title', value: 'TEXT', summary: 'Title of the record (default: its name)' },
    ...writingFlags.filter(({ name }) => name === 'as' || name === 'store'),
  ],
  examples: [
    { line: 'fleetwright record init', does: 'makes .fleetwright/record.sqlite' },
    {
      line: 'fleetwright record init programme --store postgres://me@localhost/fleetwright',
      does: 'the same for a team',
    },
  ],
  async run(args, terminal) {
    return atDesk(
      args,
      terminal,
      async ({ store, act }) => {
        const name = args.positionals.NAME;
        const place = describeLocation(store.location);
        if (name === undefined) {
          terminal.result(
            () => `Plans of record are kept at ${place}. Next: fleetwright record add PLAN`,
            () => ({ store: place }),
          );
          return exitCodes.done;
        }
        const made = await createRecord(store, act(name), textFlag(args.flags.title) ?? name);
        return tell(terminal, made, () => `Started ${name} at ${place}. Next: fleetwright record add PLAN`);
      },
      { mayCreate: true },
    );
  },
};

export const recordAdd: Command = {
  words: ['record', 'add'],
  summary: 'Add a plan as the next version of its record',
  details:
    'The plan is checked without the optimiser, and kept with its scenario byte for byte. The record is named after the scenario ' +
    'unless you say otherwise, and made when it is not there. A plan with violations is kept, but cannot be approved.',
  positionals: [{ name: 'PLAN', summary: 'plan file (JSON)', complete: 'file' }],
  flags: [
    { name: 'message', value: 'TEXT', summary: 'Why there is a new version' },
    { name: 'scenario', value: 'FILE', summary: 'The scenario the plan was made from', complete: 'file' },
    {
      name: 'base',
      value: 'VERSION',
      summary: 'The version it was made from (default: the one in force, else the newest)',
    },
    ...writingFlags,
  ],
  examples: [
    {
      line: 'fleetwright record add plan.json --message "as reported"',
      does: 'keeps the plan; the record is named after its scenario',
    },
    {
      line: 'fleetwright record add plan.json --record programme --as "Ann Lee"',
      does: 'names record and author',
    },
  ],
  async run(args, terminal) {
    const { flags, positionals } = args;
    const path = positionals.PLAN ?? '';
    const file = readTextFile(path);
    if ('code' in file) return refuse(terminal, [file]);
    const { plan, diagnostics } = readPlan(file.path, file.text);
    if (plan === undefined) return refuse(terminal, diagnostics);
    const named = textFlag(flags.scenario);
    const scenario = readTextFile(named ?? findScenario(plan.scenario, dirname(path)));
    if ('code' in scenario && named !== undefined) return refuse(terminal, [scenario]);
    const checked = 'code' in scenario ? unchecked([scenario]) : check(plan, scenario);
    terminal.diagnostics(checked.diagnostics);
    return atDesk(
      args,
      terminal,
      async ({ store, act, state, version }) => {
        const record = textFlag(flags.record) ?? plan.scenario;
        let base: number | undefined;
        if (textFlag(flags.base) !== undefined) {
          const current = await state();
          const number = 'code' in current ? current : version(current, textFlag(flags.base));
          if (typeof number !== 'number') return refuse(terminal, [number]);
          base = number;
        }
        const made = await addVersion(store, act(record), {
          plan,
          planText: file.text,
          scenario: 'code' in scenario ? undefined : { name: basename(scenario.path), text: scenario.text },
          checked: checked.result,
          message: textFlag(flags.message) ?? '',
          base,
          title: plan.title,
        });
        return tell(terminal, made, ({ id, versions }) => {
          const added = versions.at(-1);
          const open = added?.concerns.map((concern) => `  ${concern.id}: ${concern.about}`) ?? [];
          return [
            `Added version ${added?.number} of ${id}, a draft. Next: fleetwright record propose ${added?.number}`,
            ...(open.length === 0
              ? []
              : ['Somebody has to answer for this before it can be approved:', ...open]),
          ].join('\n');
        });
      },
      { mayCreate: true },
    );
  },
};

interface Checked {
  readonly result: NewVersion['checked'];
  readonly diagnostics: readonly Diagnostic[];
}

/** How many violations are kept in words. */
const kept = 5;

function check(plan: PlanFile, scenario: TextFile): Checked {
  const prepared = prepareScenario(scenario, readWorld(), choiceOf(plan));
  if (!prepared.ok) return unchecked(prepared.diagnostics);
  const violations = checkPlan({ plan, ...prepared });
  const diagnostics = violations.slice(0, kept).map(({ code, where, sentence }): Diagnostic => ({
    code,
    severity: 'warning',
    path: [where],
    message: sentence,
  }));
  return { result: checkedOf(violations), diagnostics };
}

/** What a record keeps of what the checker found. */
export function checkedOf(violations: readonly Violation[]): NonNullable<NewVersion['checked']> {
  return {
    violations: violations.length,
    first: violations.slice(0, kept).map(({ sentence }) => sentence),
  };
}

function unchecked(why: readonly Diagnostic[]): Checked {
  return { result: null, diagnostics: why.map((one): Diagnostic => ({ ...one, severity: 'warning' })) };
}

const largestAttachment = 100_000_000;

export const recordAttach: Command = {
  words: ['record', 'attach'],
  summary: 'Keep a file with a record or a version: a quotation, a licence, minutes',
  positionals: [{ name: 'FILE', summary: 'any file up to 100 MB', complete: 'file' }],
  flags: [
    {
      name: 'version',
      value: 'VERSION',
      summary: 'The version it belongs to (default: the record as a whole)',
    },
    ...writingFlags,
  ],
  examples: [
    {
      line: 'fleetwright record attach quotation.pdf --version latest',
      does: 'keeps it with the newest version',
    },
  ],
  async run(args, terminal) {
    const path = args.positionals.FILE ?? '';
    const bytes = readBytes(path);
    if ('code' in bytes) return refuse(terminal, [bytes]);
    return atDesk(args, terminal, async ({ store, state, version, act }) => {
      const current = await state();
      if ('code' in current) return refuse(terminal, [current]);
      const written = textFlag(args.flags.version);
      const number = written === undefined ? null : version(current, written);
      if (number !== null && typeof number !== 'number') return refuse(terminal, [number]);
      const name = basename(path);
      const made = await attachFile(store, act(current.id), { name, bytes, version: number });
      return tell(
        terminal,
        made,
        () => `Kept ${name} with ${current.id}${number === null ? '' : ` version ${number}`}.`,
      );
    });
  },
};

function readBytes(path: string): Uint8Array | Diagnostic {
  try {
    const found = statSync(path);
    if (!found.isFile())
      return fileTrouble('FW-FILE-0001', path, `cannot read ${path}: it is no file`, 'name a file');
    const { size } = found;
    if (size > largestAttachment)
      return fileTrouble(
        'FW-FILE-0001',
        path,
        `${path} holds ${Math.round(size / 1e6)} MB; at most 100 MB are kept`,
      );
    return new Uint8Array(readFileSync(path));
  } catch (error) {
    return fileTrouble('FW-FILE-0001', path, `cannot read ${path}: ${errorCode(error)}`);
  }
}
