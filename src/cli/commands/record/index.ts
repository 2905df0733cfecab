import type { Command } from '../../command.ts';
import { actualsAdd, actualsClaim, actualsList, actualsRemove } from './actuals.ts';
import { recordFreeze, recordNote, recordRelease } from './annotate.ts';
import {
  recordApprove,
  recordPropose,
  recordReject,
  recordSign,
  recordSupersede,
  recordWithdraw,
} from './decide.ts';
import {
  recordBackup,
  recordExport,
  recordHeads,
  recordImport,
  recordRestore,
  recordVerify,
} from './guard.ts';
import { recordAdd, recordAttach, recordInit } from './keep.ts';
import { recordDiff, recordGet, recordList, recordLog, recordShow } from './look.ts';
import { recordReplan } from './replan.ts';
import { recordClaims, recordForecasts, recordVariance } from './variance.ts';

/** The commands about plans of record, in the order of the help. */
export const recordCommands: readonly Command[] = [
  recordInit,
  recordAdd,
  recordList,
  recordShow,
  recordLog,
  recordDiff,
  recordGet,
  recordReplan,
  recordNote,
  recordAttach,
  recordFreeze,
  recordRelease,
  recordPropose,
  recordSign,
  recordApprove,
  recordReject,
  recordWithdraw,
  recordSupersede,
  actualsAdd,
  actualsList,
  actualsRemove,
  actualsClaim,
  recordVariance,
  recordForecasts,
  recordClaims,
  recordVerify,
  recordHeads,
  recordBackup,
  recordRestore,
  recordExport,
  recordImport,
];
