import { attestMessages } from '../attest/index.ts';
import { catalogMessages } from '../catalog/index.ts';
import { checkingMessages } from '../checking/index.ts';
import type { MessageBook } from '../diagnostics/index.ts';
import { fileMessages } from '../files/index.ts';
import { handoffMessages } from '../handoff/index.ts';
import { intakeMessages } from '../intake/index.ts';
import { performanceMessages } from '../performance/index.ts';
import { pipelineMessages } from '../pipeline/index.ts';
import { planMessages } from '../plan/index.ts';
import { planningMessages } from '../planning/index.ts';
import { quantityMessages } from '../quantity/index.ts';
import { readingMessages } from '../reading/index.ts';
import { ruleMessages } from '../rules/index.ts';
import { scenarioMessages } from '../scenario/index.ts';
import { simulationMessages } from '../simulation/index.ts';
import { storeMessages } from '../store/index.ts';
import { stressMessages } from '../stress/index.ts';
import { serverMessages } from './messages.ts';

/** Everything a problem of this interface can say, by code. */
export const messageBook: MessageBook = {
  ...quantityMessages,
  ...readingMessages,
  ...catalogMessages,
  ...scenarioMessages,
  ...ruleMessages,
  ...performanceMessages,
  ...planMessages,
  ...planningMessages,
  ...checkingMessages,
  ...simulationMessages,
  ...fileMessages,
  ...pipelineMessages,
  ...intakeMessages,
  ...stressMessages,
  ...handoffMessages,
  ...storeMessages,
  ...attestMessages,
  ...serverMessages,
};
