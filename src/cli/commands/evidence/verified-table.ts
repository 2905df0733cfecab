import type { VerifiedBundle } from '../../../attest/index.ts';
import { cell, type Section } from '../../../report/index.ts';

const steps = [
  ['signature', 'The signature holds'],
  ['statement', 'What is signed is a statement about a plan'],
  ['files', 'Every file is the one that was signed for'],
  ['claims', 'The statement says what the plan says'],
  ['inputs', 'Scenario, catalog and rules of the bundle can be read'],
  ['checker', 'The checker finds again what was signed'],
] as const;

/** What of a bundle was verified, and whether it holds. `reproduced`: null where nobody asked to plan again. */
export function verifiedTable(path: string, verified: VerifiedBundle, reproduced: boolean | null): Section {
  const { signer, trusted, passed, ground } = verified;
  const plan = ground?.plan;
  const yes = { tone: 'good' } as const;
  const no = { tone: 'bad' } as const;
  return {
    id: 'evidence',
    title: plan === undefined ? path : `${plan.title}, as of ${plan.asOf}: ${plan.status}`,
    intro:
      signer === undefined
        ? 'Nobody is known to have signed it.'
        : `Signed by ${signer}${trusted ? ', the key you gave.' : ', the key that came with it: compare it with one you got by another way.'}`,
    columns: [{ title: 'What was verified' }, { title: 'Holds' }],
    rows: [
      ...steps.map(([step, title]) => [
        cell(title),
        passed.includes(step) ? cell('yes', yes) : cell('no', no),
      ]),
      ...(ground !== undefined && passed.includes('checker')
        ? [
            [
              cell('The plan keeps every rule and limit'),
              ground.statement.predicate.checker.violations.length === 0 ? cell('yes', yes) : cell('no', no),
            ],
          ]
        : []),
      ...(reproduced === null
        ? []
        : [
            [
              cell('The same plan comes out again, byte for byte'),
              reproduced ? cell('yes', yes) : cell('no', no),
            ],
          ]),
    ],
    empty: '',
  };
}
