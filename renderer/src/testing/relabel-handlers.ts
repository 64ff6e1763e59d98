import type { Handlers, Output } from '../../../shared/ipc/contract.ts';
import type { relabelCalls, RelabelAction } from '../../../shared/ipc/relabel-calls.ts';
import { humanLabel, judgeAnswer } from '../../../shared/rates/labelled-frame.ts';
import type { InventedLabels } from './invented-labels.ts';
import type { Pools, World } from './world.ts';

type RelabelCalls = keyof typeof relabelCalls;
type Pair = { readonly query: number; readonly document: number };
type Step = {
  readonly because: string;
  readonly pairs: readonly Pair[];
  readonly action: RelabelAction | null;
  readonly at: string;
};

/** Decisions on top of a world in memory, as steps that can be taken back. */
export type MemoryDecisions = {
  readonly handlers: Handlers<RelabelCalls, AbortSignal>;
  readonly decisionOf: (query: number, document: number) => RelabelAction | null;
};

export function memoryDecisions(world: World, pools: Pools, labels: InventedLabels | null): MemoryDecisions {
  let done: Step[] = [];
  let undone: Step[] = [];

  function inForce(): ReadonlyMap<string, Pair & { readonly step: Step; readonly action: RelabelAction }> {
    const decisions = new Map<string, Pair & { step: Step; action: RelabelAction }>();
    for (const step of done) {
      for (const pair of step.pairs) {
        const key = `${pair.query}/${pair.document}`;
        decisions.delete(key);
        if (step.action !== null) decisions.set(key, { ...pair, step, action: step.action });
      }
    }
    return decisions;
  }
  function state() {
    const actions = [...inForce().values()].map(({ action }) => action);
    const count = (wanted: RelabelAction): number => actions.filter((action) => action === wanted).length;
    return {
      total: actions.length,
      drop: count('drop'),
      keep: count('keep'),
      promote: count('promote'),
      undo: done.at(-1)?.because ?? null,
      redo: undone.at(-1)?.because ?? null,
    };
  }
  function take(step: Step): void {
    done = [...done, step];
    undone = [];
  }
  function pairsBy(rule: 'human' | 'judge' | 'judge-and-human'): readonly Pair[] {
    const pool = pools('train', 50);
    const decided = inForce();
    return [...pool.documents].flatMap((document, at) => {
      const query = pool.queries[Math.floor(at / pool.poolSize)] ?? 0;
      if (labels === null || decided.get(`${query}/${document}`)?.step.because === 'by hand') return [];
      const human = labels.labelOf(query, document) === humanLabel.relevant;
      const judge = labels.answerOf(query, document) === judgeAnswer.relevant;
      const isTaken = rule === 'human' ? human : rule === 'judge' ? judge : human && judge;
      return isTaken ? [{ query, document }] : [];
    });
  }

  return {
    decisionOf: (query, document) => inForce().get(`${query}/${document}`)?.action ?? null,
    handlers: {
      async 'relabel.list'({ offset, limit }) {
        const decisions: Output<'relabel.list'>['decisions'] = [...inForce().values()]
          .toReversed()
          .slice(offset, offset + limit)
          .map(({ query, document, action, step }) => ({
            query,
            document,
            query_id: world.queries[query]?.id ?? '',
            document_id: world.documents[document]?.id ?? '',
            query_text: world.queries[query]?.text ?? '',
            title: world.documents[document]?.title ?? '',
            action,
            because: step.because,
            at: step.at,
          }));
        return { ...state(), decisions };
      },
      async 'relabel.decide'({ pairs, action }) {
        take({ because: 'by hand', pairs, action, at: new Date().toISOString() });
        return state();
      },
      async 'relabel.rule'({ rule, action, preview }) {
        const pairs = pairsBy(rule);
        const because = `${action} what ${rule.replaceAll('-', ' ')} call a false negative`;
        if (!preview && pairs.length > 0) take({ because, pairs, action, at: new Date().toISOString() });
        return { ...state(), pairs: pairs.length, sentence: `${pairs.length} pairs: ${because}.` };
      },
      async 'relabel.undo'() {
        const last = done.at(-1);
        if (last) [done, undone] = [done.slice(0, -1), [...undone, last]];
        return state();
      },
      async 'relabel.redo'() {
        const last = undone.at(-1);
        if (last) [done, undone] = [[...done, last], undone.slice(0, -1)];
        return state();
      },
    },
  };
}
