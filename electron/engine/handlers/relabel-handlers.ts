import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { Engine } from '../engine.ts';

type RelabelCalls = 'relabel.list' | 'relabel.decide' | 'relabel.rule' | 'relabel.undo' | 'relabel.redo';

/** Decisions on top of the data. Loaded when first asked for. */
export function createRelabelHandlers(engine: Engine): Handlers<RelabelCalls, AbortSignal> {
  return {
    async 'relabel.list'({ workspace, ...page }) {
      const { listDecisions } = await import('../relabel/list-decisions.ts');
      return listDecisions(await engine.workspaces.open(workspace), page);
    },

    async 'relabel.decide'({ workspace, pairs, action }) {
      const { decidePairs } = await import('../relabel/decide-pairs.ts');
      return decidePairs(await engine.workspaces.open(workspace), pairs, action);
    },

    async 'relabel.rule'({ workspace, ...rule }) {
      const { applyRule } = await import('../relabel/relabel-rule.ts');
      return applyRule(await engine.workspaces.open(workspace), rule);
    },

    async 'relabel.undo'({ workspace }) {
      const { moveStep } = await import('../relabel/relabel-steps.ts');
      return moveStep(await engine.workspaces.open(workspace), 'undo');
    },

    async 'relabel.redo'({ workspace }) {
      const { moveStep } = await import('../relabel/relabel-steps.ts');
      return moveStep(await engine.workspaces.open(workspace), 'redo');
    },
  };
}
