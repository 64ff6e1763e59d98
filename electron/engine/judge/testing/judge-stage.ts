import { afterEach, beforeEach } from 'vitest';
import type { JudgeReport } from '../../../../shared/ipc/judge-answers.ts';
import { judgeCalls } from '../../../../shared/ipc/judge-calls.ts';
import type { Input } from '../../../../shared/ipc/contract.ts';
import type { JudgeLimits } from '../../../../shared/ipc/judge-request.ts';
import {
  startJudgeServer,
  type JudgeServer,
  type JudgeServerOptions,
} from '../../../testing/judge-server.ts';
import type { Engine } from '../../engine.ts';
import { createJudgeHandlers } from '../../handlers/judge-handlers.ts';
import { quietTask, temporaryEngine, type TemporaryEngine } from '../../mine/testing/small-workspace.ts';
import type { Task } from '../../task.ts';
import { isFalseNegative, workspaceToJudge } from './judged-workspace.ts';

/** What a test asks for beside the workspace, run `a` and the stage's own server. */
export type Asked = Partial<Omit<Input<'judge.run'>, 'workspace' | 'limits' | 'judge'>> & {
  readonly limits?: Partial<JudgeLimits>;
  readonly judge?: Partial<Input<'judge.run'>['judge']>;
};

type JudgeRequest = ReturnType<(typeof judgeCalls)['judge.run']['input']['parse']>;

/** What tests of judging play on; new for each test, and gone after it. */
export type JudgeStage = {
  readonly engine: Engine;
  /** The path of the workspace. */
  readonly workspace: string;
  readonly server: JudgeServer;
  /** Fills the workspace (`workspaceToJudge`) and starts a server that knows its truth. */
  readonly begin: (
    size: { readonly queries: number; readonly negatives: number },
    options?: Partial<JudgeServerOptions>,
  ) => Promise<void>;
  /** What `judge` hands over. */
  readonly input: (asked?: Asked) => JudgeRequest;
  readonly judge: (asked?: Asked, task?: Task) => Promise<JudgeReport>;
};

/** Call once in a file of tests, outside of them. */
export function judgeStage(): JudgeStage {
  let temporary: TemporaryEngine;
  let server: JudgeServer;

  beforeEach(async () => {
    temporary = await temporaryEngine();
  });
  afterEach(async () => {
    await temporary.remove();
    await server.close();
  });

  function input({ judge, ...more }: Asked = {}): JudgeRequest {
    return judgeCalls['judge.run'].input.parse({
      workspace: temporary.path,
      run: 'a',
      judge: { endpoint: server.url, model: 'table', ...judge },
      ...more,
    });
  }

  return {
    get engine() {
      return temporary.engine;
    },
    get workspace() {
      return temporary.path;
    },
    get server() {
      return server;
    },
    async begin(size, options = {}) {
      server = await startJudgeServer({ truth: isFalseNegative, ...options });
      await workspaceToJudge(temporary.engine, temporary.path, size);
    },
    input,
    judge: (asked, task = quietTask) =>
      createJudgeHandlers(temporary.engine)['judge.run'](input(asked), task),
  };
}
