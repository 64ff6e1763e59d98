import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import { TuneFilter, type CandidateFate } from '../../../shared/ipc/tune-filter.ts';
import { viewCalls } from '../../../shared/ipc/view-calls.ts';
import { evaluateTeacher } from '../evaluate/evaluate-teacher.ts';
import { openTeacher } from '../teachers/registry.ts';
import { smallViews, type SmallViews } from '../mine/testing/small-views.ts';
import { quietTask } from '../mine/testing/small-workspace.ts';
import { putImportedLabel } from '../plans/testing/put-imported-label.ts';
import { createViewHandlers } from './view-handlers.ts';

describe('views', () => {
  let ground: SmallViews;
  let handlers: ReturnType<typeof createViewHandlers>;

  beforeAll(async () => {
    ground = await smallViews();
    handlers = createViewHandlers(ground.engine);
  });
  afterAll(() => ground.remove());

  const viewOf = (values: Partial<MiningSettings> = {}) => ground.viewOf(values);
  const page = (values: Partial<MiningSettings>, request: Record<string, unknown>) =>
    handlers['queries.page'](
      viewCalls['queries.page'].input.parse({ ...viewOf(values), offset: 0, limit: 50, ...request }),
      quietTask,
    );

  it('prepares the pool and counts it', async () => {
    const { workspace, teacher, split } = viewOf();
    const prepared = await handlers['pool.prepare']({ workspace, teacher, split, poolSize: 8 }, quietTask);
    expect(prepared).toMatchObject({ rows: 11, candidates: 88, excluded: {} });
    const scores = (await page({}, {})).rows.flatMap(({ strip }) => [...strip.scores, ...strip.positives]);
    expect(prepared.scores).toEqual({ min: Math.min(...scores), max: Math.max(...scores) });
  });

  it('decides the rows of a page before all of them, and alike', async () => {
    const values = { shift: 2, rangeMax: 4, anchor: 'each', numNegatives: 3 } as const;
    const first = await page(values, { offset: 4, limit: 3 });
    const starved = await page(values, { only: 'short', limit: 1 });
    const all = await page(values, { sort: 'kept' });
    const report = await ground.reportOf(viewOf(values));
    expect(all.rows.reduce((sum, { kept }) => sum + kept, 0)).toBe(report.kept);
    expect(all.rows.reduce((sum, { selected }) => sum + selected, 0)).toBe(report.selected);
    expect(report.short).toBeGreaterThan(0);
    expect(starved.total).toBeGreaterThan(0);
    const byQuery = new Map(all.rows.map((row) => [row.query, row]));
    for (const row of first.rows) expect(byQuery.get(row.query)).toEqual(row);
  });

  it('pages through the rows in any order, and each row agrees with the rules', async () => {
    const all = await page({ maxScore: 0.9 }, { sort: 'topScore', descending: true });
    const scores = all.rows.map(({ topScore }) => topScore ?? 0);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    for (const row of all.rows) {
      expect(row.threshold).toBe(0.9);
      expect(row.strip.fates).toBe(
        row.strip.scores
          .map((score, i, list) => {
            if (score >= 0.9) return 'd';
            return list.slice(0, i).filter((s) => s < 0.9).length < 4 ? 's' : 'k';
          })
          .join(''),
      );
    }
    const second = await page({ maxScore: 0.9 }, { sort: 'topScore', descending: true, offset: 4, limit: 3 });
    expect(second).toEqual({ total: 11, rows: all.rows.slice(4, 7), searched: null });
  });

  it('tells with each candidate what judges and people said of it and what was decided', async () => {
    const { workspace } = viewOf();
    const opened = await ground.engine.workspaces.open(workspace);
    const { database } = opened;
    const [row] = (await page({}, { limit: 1 })).rows;
    const candidatesNow = async () =>
      (await handlers['query.candidates']({ ...viewOf(), query: row?.query ?? 0 }, quietTask)).candidates;
    const [first, second] = await candidatesNow();
    const pair = [row?.query ?? 0, first?.document ?? 0];
    expect(first).toMatchObject({ judged: [], labelled: [], decision: null });
    const [query, document] = [row?.query ?? 0, first?.document ?? 0];
    await putImportedLabel(opened, { query, document }, true, { annotator: 'ann' });
    await putImportedLabel(opened, { query, document }, false, { kind: 'judge', annotator: 'elsewhere' });
    await database.run(
      `INSERT INTO judgements (query, document, judge, model, endpoint, prompt, cache_key, state, reason, call, place, together, seconds, tries, run, created)
       VALUES ($1, $2, 'm binary', 'm', 'e', 'p', 'k', 'refused', 'no', 'c', 0, 1, 0, 1, 'r', (now() + INTERVAL 1 HOUR)::TIMESTAMP)`,
      pair,
    );
    await database.run(
      `INSERT INTO relabel_steps VALUES (1, 'by hand', false, now()::TIMESTAMP), (2, 'by hand', false, now()::TIMESTAMP),
         (3, 'by hand', true, now()::TIMESTAMP)`,
    );
    await database.run(
      `INSERT INTO relabel_decisions VALUES (1, $1, $2, 'drop'), (2, $1, $2, 'promote'), (3, $1, $2, 'keep'), (1, $1, $3, 'drop'), (2, $1, $3, NULL)`,
      [...pair, second?.document ?? 0],
    );
    const [told, other] = await candidatesNow();
    expect(told).toMatchObject({
      judged: [
        { judge: 'm binary', relevant: null, reason: 'no' },
        { judge: 'elsewhere', relevant: false, reason: '' },
      ],
      labelled: [{ annotator: 'ann', value: 'relevant', note: '' }],
      decision: 'promote',
    });
    expect(other).toMatchObject({ judged: [], labelled: [], decision: null });
    for (const table of ['labels', 'judgements', 'relabel_steps', 'relabel_decisions'])
      await database.run(`DELETE FROM ${table}`);
  });

  it('searches texts and all ids without regard to case', async () => {
    const ids = async (search: string) => (await page({}, { search })).rows.map(({ id }) => id);
    expect([await ids('QUESTION 1'), await ids('Other'), await ids('%')]).toEqual([
      ['q1', 'q10'],
      ['q1'],
      [],
    ]);
  });

  it('shows only the rows that are starved, short or have suspects', async () => {
    const starved = await page({ maxScore: 0 }, { only: 'starved' });
    const short = await page({ rangeMax: 3 }, { only: 'short' });
    const suspects = await page({}, { only: 'with-suspects', sort: 'suspects' });
    expect([starved.total, short.total]).toEqual([11, 11]);
    expect(suspects.rows.every((row) => row.suspects > 0)).toBe(true);
  });

  it("shows a query's candidates with texts, reasons and what the data calls a negative", async () => {
    const view = viewOf({ shift: 1, poolSize: 38 });
    const answer = await handlers['query.candidates']({ ...view, query: 0 }, quietTask);
    expect(answer.query).toEqual({ query: 0, id: 'q0', ids: ['q0'], text: 'Question 0' });
    expect(answer.positives.map(({ id }) => id)).toEqual(['d0', 'd20']);
    expect(answer.candidates[0]).toMatchObject({
      rank: 1,
      verdict: 'dropped',
      failed: [{ rule: 'shifted', bound: 1 }],
    });
    expect(answer.candidates.filter(({ knownNegative }) => knownNegative).map(({ title }) => title)).toEqual([
      'title 38',
    ]);
    await expect(handlers['query.candidates']({ ...view, query: 11 }, quietTask)).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('lists the queries of each fate as their candidates say, and by what was selected of suspects', async () => {
    const values = { perc: 0.9, minScore: 0.9, anchor: 'each' } as const;
    const all = await page(values, {});
    const seen = new Map(
      await Promise.all(
        all.rows.map(async ({ query, id }) => {
          const { candidates } = await handlers['query.candidates']({ ...viewOf(values), query }, quietTask);
          return [id, candidates] as const;
        }),
      ),
    );
    const having = (test: (one: { failed: readonly { rule: string }[]; suspect: boolean }) => boolean) =>
      [...seen].flatMap(([id, candidates]) => (candidates.some(test) ? [id] : []));
    const listed = async (fate: CandidateFate) =>
      (await page(values, { filter: TuneFilter.parse({ fate }) })).rows.map(({ id }) => id);
    expect(await listed({ kind: 'suspect' })).toEqual(having(({ suspect }) => suspect));
    expect((await listed({ kind: 'fails', rule: 'min-score' })).length).toBeGreaterThan(0);
    // With one unit for each positive, a candidate may pass one and fail another; without, the list says all.
    const single = { perc: 0.9, minScore: 0.9 } as const;
    for (const { query, id } of (await page(single, {})).rows) {
      const { candidates } = await handlers['query.candidates']({ ...viewOf(single), query }, quietTask);
      const by = async (fate: CandidateFate) =>
        (await page(single, { filter: TuneFilter.parse({ fate }), search: id })).rows.some(
          (row) => row.id === id,
        );
      expect({
        any: await by({ kind: 'fails', rule: 'perc-pos' }),
        only: await by({ kind: 'fails-only', rule: 'perc-pos' }),
        kept: await by({ kind: 'kept' }),
      }).toEqual({
        any: candidates.some(({ failed }) => failed.some(({ rule }) => rule === 'perc-pos')),
        only: candidates.some(({ failed }) => failed.length === 1 && failed[0]?.rule === 'perc-pos'),
        kept: candidates.some(({ failed }) => failed.length === 0),
      });
    }
    const naive = await page({}, { columns: { selectedSuspects: { from: 1, to: 99 } } });
    for (const row of naive.rows) {
      const { candidates } = await handlers['query.candidates']({ ...viewOf(), query: row.query }, quietTask);
      expect(row.selectedSuspects).toBe(
        candidates.filter(({ selected, suspect }) => selected && suspect).length,
      );
    }
    expect(naive.total).toBeGreaterThan(0);
  });

  it('shows the best candidate, and counts the labels of judge and people on the candidates of each query', async () => {
    const { candidates } = await handlers['query.candidates']({ ...viewOf(), query: 3 }, quietTask);
    const [first, second] = candidates.map(({ document }) => document);
    const workspace = await ground.engine.workspaces.open(ground.workspace);
    const insert = (
      document: number | undefined,
      kind: 'human' | 'judge',
      annotator: string,
      relevant: boolean,
    ) => putImportedLabel(workspace, { query: 3, document: document ?? -1 }, relevant, { kind, annotator });
    expect((await page({}, {})).rows[3]).toMatchObject({ topId: candidates[0]?.id, judged: null });
    await insert(first, 'judge', 'm', true);
    await insert(second, 'judge', 'm', false);
    await insert(second, 'human', 'a', true);
    const sorted = await page({}, { sort: 'judged', descending: true });
    expect(sorted.rows[0]).toMatchObject({
      query: 3,
      judged: { labelled: 2, falseNegatives: 1 },
      annotated: { labelled: 1, falseNegatives: 1 },
    });
    const held = await page({}, { columns: { annotated: { from: 1, to: 1, closed: true } } });
    expect(held.rows.map(({ query }) => query)).toEqual([3]);
  });

  it('measures nDCG@10 of each query as `evaluate` does, once', async () => {
    expect((await page({}, {})).rows.every(({ ndcg }) => ndcg === null)).toBe(true);
    const { workspace, teacher, split } = viewOf();
    const measured = await handlers['queries.ndcg']({ workspace, teacher, split }, quietTask);
    const opened = await ground.engine.workspaces.open(workspace);
    const { ndcg } = await evaluateTeacher(
      opened,
      await openTeacher(ground.engine, opened, teacher),
      { split, at: [10] },
      quietTask,
    );
    const { rows } = await page({}, { sort: 'ndcg', descending: true });
    const values = rows.map((row) => row.ndcg ?? Number.NaN);
    expect(measured).toEqual({ queries: 11, mean: ndcg['10'] });
    expect(values.reduce((sum, value) => sum + value, 0) / 11).toBeCloseTo(ndcg['10'] ?? Number.NaN, 12);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    expect(new Set(values).size).toBeGreaterThan(1);
  });

  it('answers a call that waits for work which another call began and cancelled', async () => {
    const controller = new AbortController();
    const view = viewOf({ perc: 0.7, poolSize: 5 });
    const request = viewCalls['queries.page'].input.parse({ ...view, sort: 'kept', offset: 0, limit: 50 });
    const first = handlers['queries.page'](request, { ...quietTask, signal: controller.signal });
    const second = handlers['queries.page'](request, quietTask);
    controller.abort();
    const [, answer] = await Promise.allSettled([first, second]);
    expect(answer).toMatchObject({ status: 'fulfilled', value: { total: 11 } });
  });

  it('shows negatives that came with the data, scored by the teacher', async () => {
    expect(await ground.reportOf({ ...viewOf(), supplied: 'supplied' })).toMatchObject({
      queries: 11,
      candidates: 10,
      starved: 6,
    });
  });

  it('lists queries with a candidate inside all brushed ranges, and with numbers inside the columns’', async () => {
    const all = (await page({ perc: 0.7 }, { limit: 500 })).rows;
    const best = all[0]?.strip.scores[0] ?? 0;
    const score = { from: best - 0.04, to: best - 0.001, closed: true };
    const filter = {
      score,
      difference: null,
      rank: { from: 1, to: 3, closed: false },
      loss: null,
      search: '',
    };
    const columns = { topScore: { from: 0.95, to: 0.98, closed: true } };
    const { rows, total } = await page({ perc: 0.7 }, { filter, columns, limit: 500 });
    const expected = all.filter(
      ({ strip, topScore }) =>
        strip.scores.slice(0, 2).some((one) => one >= score.from && one <= score.to) &&
        (topScore ?? 0) >= 0.95 &&
        (topScore ?? 0) <= 0.98,
    );
    expect(rows).toEqual(expected);
    expect(total).toBe(expected.length);
    expect([total > 0, total < all.length]).toEqual([true, true]);
  });

  it('sorts by ids and texts, and lists queries whose text or ids hold a part', async () => {
    const ids = async (request: Record<string, unknown>) =>
      (await page({}, request)).rows.map(({ id }) => id);
    const imported = await ids({});
    expect(await ids({ sort: 'id' })).toEqual(imported);
    expect(await ids({ sort: 'id', descending: true })).toEqual(imported.toReversed());
    // As text, 10 stands before 2.
    expect((await ids({ sort: 'text' })).slice(0, 4)).toEqual(['q0', 'q1', 'q10', 'q2']);
    expect(await ids({ parts: { text: 'QUESTION 1' } })).toEqual(['q1', 'q10']);
    expect(await ids({ parts: { id: '1', text: 'n 10' } })).toEqual(['q10']);
    // By any of its ids; a part of the text is none of the id.
    expect(await ids({ parts: { id: 'OTHER' } })).toEqual(['q1']);
    expect(await ids({ parts: { id: 'question' } })).toEqual([]);
    expect(await ids({ parts: { id: ' ' } })).toEqual(imported);
    const few = await ids({ parts: { id: '1' }, columns: { shortBy: { from: 0, to: 9 } }, sort: 'text' });
    expect(few).toEqual(['q1', 'q10']);
  });

  it('merges the units of anchor each into one row', async () => {
    const { rows } = await page({ anchor: 'each', absoluteMargin: 0 }, {});
    const [row] = rows;
    expect([row?.positives, row?.anchorScore, row?.threshold]).toEqual([2, null, null]);
    expect(row?.shortBy).toBe(8 - (row?.selected ?? 0));
  });
});
