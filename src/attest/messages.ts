import type { Diagnostic, MessageBook } from '../diagnostics/index.ts';

/** Why each diagnostic of evidence exists; `docs/diagnostics.md` is made from it. */
export const attestMessages = {
  'FW-EVD-0001': {
    title: 'This is no key',
    explain:
      'A key is an Ed25519 key in PEM, as `fleetwright evidence key` makes it: the private one signs, the public one verifies.',
  },
  'FW-EVD-0002': {
    title: 'This is no bundle of evidence',
    explain:
      'It is not written as bundles are: a JSON file, or a folder with `envelope.dsse.json` and `files/`. Nothing in it was looked at.',
  },
  'FW-EVD-0003': {
    title: 'The signature does not hold',
    explain:
      'No signature of the envelope was made with this key over this statement. The statement was changed, or somebody else signed it.',
  },
  'FW-EVD-0004': {
    title: 'The statement is not one about a plan',
    explain:
      'The envelope is signed, but holds something else than an in-toto statement about a plan of Fleetwright.',
  },
  'FW-EVD-0005': {
    title: 'A file is not the one that was signed for',
    explain:
      'The SHA-256 of a file of the bundle is not the one in the signed statement; or a file is missing or too many.',
  },
  'FW-EVD-0006': {
    title: 'The statement does not say what the plan says',
    explain:
      'What is signed about the plan (verdicts, rule set, hashes, proof) was derived again from the plan, and differs.',
  },
  'FW-EVD-0007': {
    title: 'The inputs of the bundle cannot be used',
    explain:
      'The scenario or the catalog of the bundle has errors, so that the plan cannot be checked against them.',
  },
  'FW-EVD-0008': {
    title: 'The checker finds something else than was signed',
    explain:
      'The independent checker was run again on the inputs of the bundle, and its findings are not those of the statement. With another version of the program that may be a difference between versions.',
  },
  'FW-EVD-0009': {
    title: 'The plan holds violations',
    explain:
      'The signature and the files hold, and the checker says, as the statement does, that the plan breaks a rule or a limit.',
  },
  'FW-EVD-0010': {
    title: 'The plan does not come out again',
    explain:
      'Planning anew from the bundle gave other bytes. A search that was stopped by the clock, or another version of the program or the solver, can end elsewhere.',
  },
} as const satisfies MessageBook;

/** Builds one diagnostic of this room; `about` is the part of the bundle it is about. */
export function evidenceTrouble(
  code: keyof typeof attestMessages,
  about: string,
  message: string,
  hint?: string,
): Diagnostic {
  return { code, severity: 'error', path: [about], message, ...(hint !== undefined && { hint }) };
}
