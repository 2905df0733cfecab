export { chargeOf, poolCharges } from './charge.ts';
export type { PoolCharge } from './charge.ts';
export { accountOf } from './account.ts';
export type { Account, FleetAccount, LineAccount } from './account.ts';
export { inputKind, inputOf, writtenAs } from './input.ts';
export type { Input, InputKind } from './input.ts';
export { cashKinds, fxOf, inputValue, paymentsOf, restOf, upkeep } from './payments.ts';
export type { CashKind, Payment } from './payments.ts';
