import type { CallName, Handlers } from '../../../shared/ipc/contract.ts';
import { createMemoryHost, type MemoryHost } from './memory-port.ts';
import { agreementHandlers } from './agreement-handlers.ts';
import { annotateHandlers } from './annotate-handlers.ts';
import { judgeHandlers } from './judge-handlers.ts';
import { rateHandlers } from './rate-handlers.ts';
import { inventLabels } from './invented-labels.ts';
import { memoryDecisions } from './relabel-handlers.ts';
import { detailHandlers } from './detail-handlers.ts';
import { tuningHandlers } from './tuning-handlers.ts';
import { datasetHandlers } from './dataset-handlers.ts';
import { memoryDecider } from './memory-decider.ts';
import { namedSettingHandlers } from './named-settings-handlers.ts';
import { memoryRuns } from './run-handlers.ts';
import { memoryTeachers } from './teacher-handlers.ts';
import { shellHandlers } from './shell-handlers.ts';
import { secretHandlers } from './secret-handlers.ts';
import { settingsHandlers } from './settings-handlers.ts';
import { viewHandlers } from './view-handlers.ts';
import { createPools, type World } from './world.ts';

type Options = {
  readonly world: World;
  readonly delayMs?: number;
  /** Workspaces that exist at the start. */
  readonly workspaces?: readonly string[];
  /** Whether a judge and a person have said something already. */
  readonly labelled?: boolean;
};

/** The whole application behind the port, in memory: enough to develop and test the window without Electron. */
export function createMemoryApp({
  world,
  delayMs = 0,
  workspaces = [],
  labelled = false,
}: Options): MemoryHost {
  const existing = new Set(workspaces);
  const teachers = memoryTeachers(world, delayMs);
  if (workspaces.length > 0) teachers.add('MiniLM', 'bundled', true);

  const pools = createPools(world);
  const labels = labelled ? inventLabels(world) : null;
  const decisions = memoryDecisions(world, pools, labels);
  const decider = memoryDecider(world, pools);
  const views = viewHandlers(world, decider, delayMs, { labels, decisionOf: decisions.decisionOf });
  const runs = memoryRuns(decider);

  const handlers: Handlers<CallName, AbortSignal> = {
    ...views,
    ...detailHandlers(world, () => [...teachers.teachers.keys()]),
    ...tuningHandlers(world, pools, delayMs),
    ...annotateHandlers(world, pools, labels, delayMs),
    ...rateHandlers(pools, labels, delayMs, (run) => runs.runs.get(run)),
    ...agreementHandlers(world, pools, labels, delayMs),
    ...decisions.handlers,
    ...judgeHandlers(world, delayMs),
    ...secretHandlers(),
    ...namedSettingHandlers(),
    ...shellHandlers(existing),
    ...datasetHandlers(world, delayMs, { existing, teachers: teachers.teachers, runs: runs.runs }),
    ...teachers.handlers,
    ...runs.handlers,
    ...settingsHandlers(),
  };
  return createMemoryHost(handlers);
}
