import type { CallsOf, Handlers } from '../../../shared/ipc/contract.ts';
import type { Engine } from '../engine.ts';
import { countedHandlers } from './counted-handlers.ts';
import { createAnnotateHandlers } from './annotate-handlers.ts';
import { createRateHandlers } from './rate-handlers.ts';
import { createAgreementHandlers } from './agreement-handlers.ts';
import { createRelabelHandlers } from './relabel-handlers.ts';
import { createDatasetHandlers } from './dataset-handlers.ts';
import { createDetailHandlers } from './detail-handlers.ts';
import { createDoctorHandlers } from './doctor-handlers.ts';
import { createExportHandlers } from './export-handlers.ts';
import { createJudgeHandlers } from './judge-handlers.ts';
import { createLabelsHandlers } from './labels-handlers.ts';
import { createRunHandlers } from './run-handlers.ts';
import { createSettingHandlers } from './setting-handlers.ts';
import { createTeacherHandlers } from './teacher-handlers.ts';
import { createTuningHandlers } from './tuning-handlers.ts';
import { createViewHandlers } from './view-handlers.ts';
import { createWorkspaceHandlers } from './workspace-handlers.ts';

/** Everything that the engine answers, whatever port it comes by. */
export function createEngineHandlers(engine: Engine): Handlers<CallsOf<'engine'>, AbortSignal> {
  const handlers: Handlers<CallsOf<'engine'>, AbortSignal> = {
    ...createDatasetHandlers(engine),
    ...createWorkspaceHandlers(engine),
    ...createLabelsHandlers(engine),
    ...createJudgeHandlers(engine),
    ...createTeacherHandlers(engine),
    ...createRunHandlers(engine),
    ...createViewHandlers(engine),
    ...createTuningHandlers(engine),
    ...createSettingHandlers(engine),
    ...createExportHandlers(engine),
    ...createDetailHandlers(engine),
    ...createAnnotateHandlers(engine),
    ...createRateHandlers(engine),
    ...createAgreementHandlers(engine),
    ...createRelabelHandlers(engine),
    ...createDoctorHandlers(engine),
  };
  return countedHandlers(handlers, engine.workspaces);
}
