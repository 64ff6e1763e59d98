import type { judgeCalls } from '../../../shared/ipc/judge-calls.ts';
import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { Engine } from '../engine.ts';

type JudgeCalls = keyof typeof judgeCalls;

/** The LLM judge. Loaded when first asked for. */
export function createJudgeHandlers(engine: Engine): Handlers<JudgeCalls, AbortSignal> {
  return {
    async 'judge.run'(input, task) {
      const { judgeRun } = await import('../judge/judge-run.ts');
      return judgeRun(engine, input, task);
    },

    async 'judge.estimate'(input, task) {
      const { estimateJudge } = await import('../judge/estimate-judge.ts');
      return estimateJudge(engine, input, task);
    },

    async 'judge.probe'(input, task) {
      const { probeJudge } = await import('../judge/probe-judge.ts');
      return probeJudge(engine, input, task);
    },

    async 'judge.discover'() {
      const { discoverServers } = await import('../judge/discover-servers.ts');
      return discoverServers();
    },

    async 'judge.models'({ judge }, { signal }) {
      const { listModels } = await import('../judge/list-models.ts');
      return listModels(judge, signal);
    },

    async 'judge.preview'({ workspace: path, ...request }) {
      const { previewPrompt } = await import('../judge/preview-prompt.ts');
      return previewPrompt(await engine.workspaces.open(path), request);
    },

    async 'judge.list'({ workspace: path }) {
      const { listJudges } = await import('../judge/list-judges.ts');
      return listJudges(await engine.workspaces.open(path));
    },

    async 'judge.forget'({ workspace: path, ...key }) {
      const { forgetUnfinished } = await import('../judge/unfinished-judging.ts');
      await forgetUnfinished((await engine.workspaces.open(path)).database, key);
    },
  };
}
