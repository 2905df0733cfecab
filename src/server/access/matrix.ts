import type { Role } from './roles.ts';

/** `anyone` needs no login; `user` is anybody with a token in force; else one of the roles. */
export type Access = 'anyone' | 'user' | readonly Role[];

const writers: Access = ['planner'];
const workers: Access = ['planner', 'approver'];
const deciders: Access = ['approver'];
const admins: Access = ['admin'];

/**
 * Who may do what with `--team`, by operation of the OpenAPI document. An operation without a row is refused to all.
 *
 * Questions that change nothing are open to every user, even where they take a body. Jobs cost the machine: planners and,
 * so that they can verify, approvers may start them. Users and the audit are the administrators' alone, who by that role
 * neither plan nor approve.
 */
export const accessMatrix: Readonly<Record<string, Access>> = {
  isAlive: 'anyone',
  isReady: 'anyone',
  about: 'user',
  readMetrics: 'user',
  replicaMetrics: 'user',
  readSchema: 'user',
  readStarter: 'user',
  explainDiagnostic: 'user',
  followEvents: 'user',
  whoAmI: 'user',

  listScenarios: 'user',
  readScenario: 'user',
  writeScenario: writers,
  removeScenario: writers,
  validate: 'user',
  findPlaces: 'user',

  plan: workers,
  replan: workers,
  simulatePlan: workers,
  stress: workers,
  backtest: workers,
  holdAgainstShocks: workers,
  listJobs: 'user',
  readJob: 'user',
  followJob: 'user',
  readJobResult: 'user',
  cancelJob: workers,
  removeJob: workers,

  askWhatIf: workers,
  listPlanFiles: 'user',
  readPlanFile: 'user',
  keepPlan: writers,
  checkPlan: 'user',
  explainPlan: 'user',
  reportPlan: 'user',
  makePage: 'user',
  diffPlans: 'user',
  listFormats: 'user',
  exportPlan: 'user',
  makeEvidence: workers,
  verifyEvidence: 'user',
  readEvidenceKey: 'user',
  makeEvidenceKey: admins,

  listCatalogKinds: 'user',
  listCatalogEntries: 'user',
  readCatalogEntry: 'user',
  readFacts: 'user',
  findUsers: 'user',
  listRules: 'user',
  readRule: 'user',
  classify: 'user',
  checkRules: 'user',
  ruleTimeline: 'user',
  rate: 'user',
  compareRates: 'user',
  rateTraining: 'user',

  listRecords: 'user',
  readRecord: 'user',
  readHistory: 'user',
  verifyRecord: 'user',
  readVersionPlan: 'user',
  readVersionScenario: 'user',
  diffVersions: 'user',
  readVariance: 'user',
  readForecasts: 'user',
  createRecord: writers,
  addVersion: writers,
  proposeVersion: writers,
  withdrawVersion: writers,
  freezeLine: writers,
  releaseLine: writers,
  addNote: workers,
  attachFile: workers,
  readAttachment: 'user',
  addActuals: writers,
  removeActuals: writers,
  approveVersion: deciders,
  rejectVersion: deciders,
  supersedeVersion: deciders,
  signOff: deciders,

  listUsers: admins,
  addUser: admins,
  changeUser: admins,
  listTokens: admins,
  addToken: admins,
  revokeToken: admins,
  readAudit: admins,
};

/** Whether somebody with these roles may do an operation; `undefined`: nobody has signed in. */
export function mayDo(operation: string, held: readonly Role[] | undefined): 'yes' | 'sign in' | 'no' {
  const access = Object.hasOwn(accessMatrix, operation) ? accessMatrix[operation] : undefined;
  if (access === 'anyone') return 'yes';
  if (held === undefined) return 'sign in';
  if (access === 'user') return 'yes';
  return access?.some((role) => held.includes(role)) === true ? 'yes' : 'no';
}
