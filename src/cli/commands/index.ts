import type { Command } from '../command.ts';
import { anchorsAdd } from './anchors.ts';
import { backtest } from './backtest.ts';
import { catalogCheck, catalogList, catalogShow } from './catalog.ts';
import { check } from './check.ts';
import { completion } from './completion.ts';
import { diff } from './diff.ts';
import { evidenceKey } from './evidence/key.ts';
import { evidence } from './evidence/make.ts';
import { evidenceVerify } from './evidence/verify.ts';
import { explain } from './explain.ts';
import { exportPlan } from './export.ts';
import { importXlsx } from './import.ts';
import { importDeliveries, importFocus, importLoad } from './import-actuals.ts';
import { importFleet, importNodes } from './import-fleet.ts';
import { importRates } from './import-rates.ts';
import { init } from './init.ts';
import { plan } from './plan.ts';
import { rateCompare } from './rate/compare.ts';
import { rateExplain } from './rate/explain.ts';
import { rate } from './rate/rate.ts';
import { rateTraining } from './rate/training.ts';
import { rateMix } from './rate-mix.ts';
import { replan } from './replan.ts';
import { recordCommands } from './record/index.ts';
import { rulesList, rulesShow } from './rulebook.ts';
import { rulesCheck, rulesClassify, rulesTimeline } from './rules.ts';
import { schema } from './schema.ts';
import { serve } from './serve.ts';
import {
  serveTokenAdd,
  serveTokenRevoke,
  serveUserAdd,
  serveUserChange,
  serveUserList,
} from './serve-users.ts';
import { shock } from './shock.ts';
import { simulate } from './simulate.ts';
import { stage } from './stage.ts';
import { stress } from './stress.ts';
import { studio, studioExport } from './studio.ts';
import {
  sweepCancel,
  sweepKubernetes,
  sweepMake,
  sweepMerge,
  sweepPause,
  sweepQuery,
  sweepResume,
  sweepRun,
  sweepRunChunk,
  sweepStatus,
  worker,
} from './sweep/index.ts';
import { validateModel } from './validate-model.ts';
import { validate } from './validate.ts';

/** Every command, in the order of the help: first what a user does first. */
export const commands: readonly Command[] = [
  init,
  validate,
  plan,
  explain,
  check,
  diff,
  replan,
  simulate,
  stress,
  stage,
  shock,
  exportPlan,
  importXlsx,
  importNodes,
  importFleet,
  importDeliveries,
  importFocus,
  importLoad,
  importRates,
  ...recordCommands,
  evidence,
  evidenceVerify,
  evidenceKey,
  catalogList,
  catalogShow,
  catalogCheck,
  rulesCheck,
  rulesClassify,
  rulesTimeline,
  rulesList,
  rulesShow,
  rate,
  rateCompare,
  rateExplain,
  rateTraining,
  rateMix,
  anchorsAdd,
  validateModel,
  backtest,
  sweepMake,
  sweepRun,
  sweepStatus,
  sweepPause,
  sweepResume,
  sweepCancel,
  sweepMerge,
  sweepQuery,
  sweepRunChunk,
  sweepKubernetes,
  worker,
  serve,
  serveUserAdd,
  serveUserList,
  serveUserChange,
  serveTokenAdd,
  serveTokenRevoke,
  studio,
  studioExport,
  schema,
  completion(() => commands),
];
