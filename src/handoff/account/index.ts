export { poolCharges } from './charge.ts';
export { accountOf } from './account.ts';
export type { Account, FleetAccount, LineAccount } from './account.ts';
export { inputKind, writtenAs } from './input.ts';
export { fxOf, paymentsOf, restOf } from './payments.ts';
export type { Payment } from './payments.ts';
