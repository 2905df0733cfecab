export { build } from './build.ts';
export { standingUse } from './budget.ts';
export { concentrates, memberOf } from './concentration.ts';
export type { BuildInput, BuiltProgram, Layout, Line, Pool, RunChoice } from './layout.ts';
export { withColumn, withRow } from './extend.ts';
export { fromMillion, million } from './money.ts';
export type { LimitRow, Program } from './program.ts';
export { tokensOfQuarter } from './service.ts';
export { inShare, shareWeight } from './share.ts';
