import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { Engine } from '../engine.ts';
import { createTuningMaterial } from '../tuning/tuning-material.ts';
import { createStarvation } from '../tuning/tuning-starvation.ts';
import { createTuningTables } from '../tuning/tuning-tables.ts';
import { createTuningThreads } from '../tuning/tuning-threads.ts';

type TuningCalls = 'tune.tables' | 'tune.refine' | 'tune.filter' | 'tune.brush' | 'tune.starvation';

/** What sliders drag over: tables of every number for every value, counted on threads of their own. */
export function createTuningHandlers(engine: Engine): Handlers<TuningCalls, AbortSignal> {
  const threads = createTuningThreads(engine.surroundings.threads);
  const materialOf = createTuningMaterial(engine);
  const { tables, refine, point, brush } = createTuningTables(engine, threads, materialOf);
  const starvation = createStarvation(engine, threads, materialOf);
  return {
    'tune.tables': tables,
    'tune.refine': refine,
    'tune.filter': point,
    'tune.brush': brush,
    'tune.starvation': starvation,
  };
}
