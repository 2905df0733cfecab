export { stressMessages, stressProblem } from './messages.ts';
export * from './sweep/index.ts';
export * from './backtest/index.ts';
export * from './futures/index.ts';
export * from './draws/index.ts';
export * from './staging/index.ts';
export * from './shocks/index.ts';
