export { backtest } from './backtest.ts';
export type { Backtest } from './backtest.ts';
export type { BacktestWatch, BacktestWish } from './run-backtest.ts';
export type { EventResult, OrderResult, PlannerResult, QuarterResult, Regret, Replay } from './result.ts';
