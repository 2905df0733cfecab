export { addActuals, readActuals } from './actuals/actuals.ts';
export type { ActualEntries, ActualKind, NewActuals } from './actuals/actuals.ts';
export { readActualSource } from './actuals/read-source.ts';
export type { ActualSource, ReadActualSource } from './actuals/read-source.ts';
export { claimHistories } from './actuals/claim-history.ts';
export type { ClaimHistory } from './actuals/claim-history.ts';
export { forecastQuality } from './actuals/forecast-quality.ts';
export type { Forecast, ForecastScore } from './actuals/forecast-quality.ts';
export { varianceOf } from './actuals/variance.ts';
export type { LineVariance, Measure, Variance, VarianceCell } from './actuals/variance.ts';
export { defaultStorePath, describeLocation, parseStoreLocation } from './database/location.ts';
export type { StoreLocation } from './database/location.ts';
export { openStore } from './database/open-store.ts';
export type { OpenOptions } from './database/open-store.ts';
export type { Store, StoreKind, StoreTransaction } from './database/store.ts';
export type { StoreMigration } from './migrations/migration.ts';
export { storeMessages } from './messages.ts';
export type { StoreTables } from './tables.ts';
export { contentOf, getContent, getText } from './contents.ts';
export type { Content } from './contents.ts';
export { findBreak } from './history/break.ts';
export type { Break } from './history/break.ts';
export type { Head } from './history/entry.ts';
export {
  addEvent,
  addVersion,
  approveVersion,
  attachFile,
  createRecord,
  frozenOrderOf,
  versionNumber,
} from './record/actions.ts';
export type { Act, NewVersion } from './record/actions.ts';
export { openConcerns } from './record/approval.ts';
export { changeRecord } from './record/change-record.ts';
export type { Changed } from './record/change-record.ts';
export { frozenOrder, planFacts, recordEvent } from './record/events.ts';
export type { Concern, FrozenOrder, PlanFacts, RecordEvent } from './record/events.ts';
export { possibleSteps } from './record/lifecycle.ts';
export type { VersionState } from './record/lifecycle.ts';
export { listRecords, readHistory, readRecord } from './record/read-record.ts';
export { recordSummary } from './record/summary.ts';
export { approvedVersion, proposerOf, signOffFor, versionOf } from './record/state.ts';
export type {
  ActualsBatch,
  Attachment,
  FrozenLine,
  Note,
  OvertakenClaim,
  RecordEntry,
  RecordState,
  RecordVersion,
  SignOff,
} from './record/state.ts';
export { verifyRecord } from './verify/verify-record.ts';
export type { VerifiedRecord } from './verify/verify-record.ts';
export { headsOf, verifyStore } from './verify/verify-store.ts';
export type { NotedHead, VerifiedStore } from './verify/verify-store.ts';
export { backupStore, restoreStore } from './copies/backup.ts';
export { exportRecords } from './copies/export-records.ts';
export { importRecords } from './copies/import-records.ts';
export type { ImportedRecord } from './copies/import-records.ts';
export { readHeads, writeHeads } from './copies/manifest.ts';
