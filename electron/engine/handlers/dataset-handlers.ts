import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { Engine } from '../engine.ts';
import { importDataSet } from '../import/import-data-set.ts';
import { previewDataSet } from '../import/preview-data-set.ts';

type DatasetCalls = 'dataset.preview' | 'dataset.import';

/** Data sets on their way in. */
export function createDatasetHandlers(engine: Engine): Handlers<DatasetCalls, AbortSignal> {
  return {
    'dataset.preview': (request) => previewDataSet(request),
    'dataset.import': (request, task) => importDataSet(engine, request, task),
  };
}
