import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { viewCalls } from '../../../shared/ipc/view-calls.ts';
import { scoreRange } from '../../../shared/mining/candidate-range.ts';
import type { Engine } from '../engine.ts';
import { prepareNdcg } from '../evaluate/query-ndcg.ts';
import { createDecidedViews } from '../mine/decided-views.ts';
import { prepareTextRanks } from '../mine/prepare-text-ranks.ts';
import { queryCandidates } from '../mine/query-candidates.ts';
import { queryRows } from '../mine/query-rows.ts';
import { createRowFacts } from '../mine/row-facts.ts';
import { rowOrder } from '../mine/row-order.ts';
import { prepareWordIndex } from '../words/word-indexes.ts';

type ViewCalls = keyof typeof viewCalls;

/** What the window looks at: one teacher's pool of one split under one setting, in answers of the size of a screen. */
export function createViewHandlers(engine: Engine): Handlers<ViewCalls, AbortSignal> {
  const views = createDecidedViews(engine);
  const factsOf = createRowFacts();
  return {
    async 'pool.prepare'(choice, task) {
      const { pool, seconds, excluded } = await views.pool(choice, task);
      return {
        rows: pool.queries.length,
        candidates: pool.counts.reduce((sum, count) => sum + count, 0),
        excluded: { ...excluded },
        scores: scoreRange(pool),
        seconds: { ...seconds },
      };
    },

    async 'queries.page'({ offset, limit, ...request }, task) {
      const view = await views.decided(request, task);
      const keyed = await factsOf(view);
      const { rows, searched } = await rowOrder(view, keyed, request, task);
      const page = await queryRows(view, keyed.facts, rows.subarray(offset, offset + limit));
      void prepareTextRanks(view.workspace);
      return { total: rows.length, rows: page, searched };
    },

    async 'search.prepare'({ workspace, searchIn }, task) {
      const source = searchIn === 'queries' ? 'queries' : 'documents';
      const { language } = await prepareWordIndex(await engine.workspaces.open(workspace), source, task);
      return { language };
    },

    'queries.ndcg': (asked, task) => prepareNdcg(engine, asked, task),

    async 'query.candidates'({ query, ...view }, task) {
      return queryCandidates(await views.decided(view, task), query);
    },
  };
}
