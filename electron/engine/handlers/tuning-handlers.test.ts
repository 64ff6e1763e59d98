import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import { tuningCalls } from '../../../shared/ipc/tuning-calls.ts';
import { brushedSums } from '../../../shared/tuning/brush-index.ts';
import { tuneTables } from '../../../shared/tuning/tune-tables.ts';
import { withSlider, type Slider } from '../../../shared/tuning/slider.ts';
import { annotateAs } from '../annotate/testing/annotate-as.ts';
import { smallViews, type SmallViews } from '../mine/testing/small-views.ts';
import { quietTask } from '../mine/testing/small-workspace.ts';
import { createTuningHandlers } from './tuning-handlers.ts';
import { createAnnotateHandlers } from './annotate-handlers.ts';
import { putImportedLabel } from '../plans/testing/put-imported-label.ts';
import { createViewHandlers } from './view-handlers.ts';

describe('tuning', () => {
  let ground: SmallViews;
  let handlers: ReturnType<typeof createTuningHandlers>;
  let views: ReturnType<typeof createViewHandlers>;

  beforeAll(async () => {
    ground = await smallViews();
    handlers = createTuningHandlers(ground.engine);
    views = createViewHandlers(ground.engine);
  });
  afterAll(() => ground.remove());

  const viewOf = (values: Partial<MiningSettings> = {}) => ground.viewOf(values);
  const tables = (values: Partial<MiningSettings>, asked: { slider: Slider } & Record<string, unknown>) =>
    handlers['tune.tables'](
      tuningCalls['tune.tables'].input.parse({ ...viewOf(values), ...asked }),
      quietTask,
    );
  const refine = (values: Partial<MiningSettings>, asked: { slider: Slider } & Record<string, unknown>) =>
    handlers['tune.refine'](
      tuningCalls['tune.refine'].input.parse({ ...viewOf(values), ...asked }),
      quietTask,
    );
  const filtered = (values: Partial<MiningSettings>, filter: object) =>
    handlers['tune.filter'](tuningCalls['tune.filter'].input.parse({ ...viewOf(values), filter }), quietTask);
  const starvation = (values: Partial<MiningSettings>, asked: object = {}) =>
    handlers['tune.starvation'](
      tuningCalls['tune.starvation'].input.parse({ ...viewOf(values), ...asked }),
      quietTask,
    );
  const reported = (values: Partial<MiningSettings>) => ground.reportOf(viewOf(values));

  it('has the numbers of the report at every value that it was asked for, and between them', async () => {
    const rules = { minScore: 0.1, anchor: 'each', numNegatives: 3, select: 'softmax', fromTop: 5 } as const;
    for (const [slider, off] of [
      ['perc-pos', 0.90049],
      ['margin-pos', 0.12345],
      ['abs', 0.70001],
      ['shifted', 1.5],
    ] as const) {
      const { tables: found, exact, rowsDone } = await tables(rules, { slider });
      expect([exact, rowsDone]).toEqual([true, 11]);
      for (const place of [0, found.grid.length >> 1, found.grid.length - 1]) {
        const value = found.grid[place] ?? 0;
        const report = await reported(
          withSlider(MiningSettings.parse({ poolSize: 8, ...rules }), slider, value),
        );
        expect({
          kept: found.counts.kept[place],
          selected: found.counts.selected[place],
          starved: found.counts.starved[place],
          short: found.counts.short[place],
          suspects: found.counts.suspects[place],
        }).toEqual({
          kept: report.kept,
          selected: report.selected,
          starved: report.starved,
          short: report.short,
          suspects: report.suspects.selected,
        });
      }
      if (slider === 'shifted') continue;
      const { tables: one } = await refine(rules, { slider, value: off });
      const report = await reported(withSlider(MiningSettings.parse({ poolSize: 8, ...rules }), slider, off));
      expect([one.counts.kept[0], one.counts.selected[0], one.counts.missing[0]]).toEqual([
        report.kept,
        report.selected,
        report.missing,
      ]);
      expect(one.sums.score[0]).toBeCloseTo((report.scores.selected.mean ?? 0) * report.selected, 9);
    }
  });

  it('refines outside the grid, and before any tables are there', async () => {
    const { tables: one } = await refine({ numNegatives: 2 }, { slider: 'perc-pos', value: 3.5 });
    const report = await reported({ numNegatives: 2, perc: 3.5 });
    expect([one.counts.kept[0], one.counts.selected[0]]).toEqual([report.kept, report.selected]);
  });

  it('counts what is brushed under the settings of the view', async () => {
    const all = await filtered({ perc: 0.9 }, {});
    const report = await reported({ perc: 0.9 });
    expect(all.tables.failed['perc-pos']?.any[0]).toBe(report.failed['perc-pos']?.any);
    expect([all.tables.totals.candidates, all.tables.counts.kept[0]]).toEqual([
      report.candidates,
      report.kept,
    ]);
    expect(all.tables.failed.shifted).toBeUndefined();
    const found = await filtered({ perc: 0.9 }, { search: 'question 1' });
    expect(found.tables.totals).toMatchObject({ queries: 2, candidates: 16 });
    const ranks = await filtered({}, { rank: { from: 1, to: 3 } });
    expect(ranks.tables.totals).toMatchObject({ queries: 11, candidates: 22 });
    expect(ranks.tables.counts.selected[0]).toBe(22);
  });

  it('answers every range of a brush at once', async () => {
    const values = { perc: 0.9, maxScore: 0.9 };
    const filter = { score: { from: 0, to: 0.5 }, rank: { from: 1, to: 7 } };
    const asked = { ...viewOf(values), filter, brushed: 'score' };
    const { index, frame, rows } = await handlers['tune.brush'](
      tuningCalls['tune.brush'].input.parse(asked),
      quietTask,
    );
    expect(rows).toBe(11);
    for (const [first, end] of [
      [0, 60],
      [10, 40],
      [33, 34],
    ] as const) {
      const score = { from: frame.score[first] ?? 0, to: frame.score[end] ?? 0, closed: end === 60 };
      const counted = await filtered(values, { ...filter, score });
      const sums = brushedSums(index, frame, score);
      const own = { settings: MiningSettings.parse({ poolSize: 8, ...values }), slider: 'perc-pos' } as const;
      const found = sums && tuneTables(sums, { ...own, grid: Float64Array.of(0.9) }, frame);
      const { sums: added, ...counts } = counted.tables;
      expect(found).toMatchObject(counts);
      expect(found?.sums.loss[0]).toBeCloseTo(added.loss[0] ?? 0, 9);
    }
  });

  it('finds the queries whose loss is brushed', async () => {
    const all = await filtered({}, {});
    const half = all.tables.losses.edges[30] ?? 0;
    const above = await filtered({}, { loss: { from: half, to: 1e9 } });
    const below = await filtered({}, { loss: { from: 0, to: half } });
    expect(above.tables.totals.queries + below.tables.totals.queries).toBe(11);
    expect(above.tables.counts.lossUnits[0]).toBe(
      all.tables.losses.units.subarray(30).reduce((sum, n) => sum + n, 0),
    );
  });

  it('says who starves, and each value that it offers feeds exactly those it is offered for', async () => {
    const settings = { absoluteMargin: 0.4, maxScore: 0.95 };
    const answer = await starvation(settings);
    const report = await reported(settings);
    expect([answer.starved, answer.short, answer.total]).toEqual([
      report.starved,
      report.short,
      report.starved,
    ]);
    expect(answer.starved).toBeGreaterThan(0);
    const margin = answer.rules.find(({ rule }) => rule === 'margin-pos');
    const fed = await reported({ ...settings, absoluteMargin: margin?.feedsAll ?? 0 });
    expect(report.starved - fed.starved).toBe(margin?.units);
    for (const row of answer.rows) {
      for (const { value } of row.feeds.filter(({ rule }) => rule === 'margin-pos')) {
        const page = await views['queries.page'](
          {
            ...viewOf({ ...settings, absoluteMargin: value }),
            sort: 'imported',
            descending: false,
            search: row.id,
            only: 'starved',
            offset: 0,
            limit: 50,
          },
          quietTask,
        );
        expect(page.rows.map(({ id }) => id)).not.toContain(row.id);
      }
    }
    const units = (bars: readonly { readonly units: number; readonly starved: number }[]): number[] => [
      bars.reduce((sum, bar) => sum + bar.units, 0),
      bars.reduce((sum, bar) => sum + bar.starved, 0),
    ];
    expect([units(answer.byAnchorScore), units(answer.byPositives)]).toEqual([
      [11, report.starved],
      [11, report.starved],
    ]);
  });

  it('takes supplied negatives, one positive at a time, and rules that nothing passes', async () => {
    const answer = await handlers['tune.tables'](
      tuningCalls['tune.tables'].input.parse({
        ...viewOf({ anchor: 'each' }),
        supplied: 'supplied',
        slider: 'abs',
      }),
      quietTask,
    );
    expect(answer.tables.totals).toMatchObject({ queries: 11, units: 17 });
    const starved = await starvation({ anchor: 'each', maxScore: -1 }, { only: 'all', limit: 3 });
    expect([starved.units, starved.starved, starved.rows.length]).toEqual([17, 17, 3]);
    expect(starved.rows[0]?.positive).toBe(0);
  });

  it('counts the false negatives that a judge and people found', async () => {
    const workspace = await ground.engine.workspaces.open(ground.workspace);
    const { candidates } = await views['query.candidates']({ ...viewOf(), query: 3 }, quietTask);
    const [first, second] = candidates.map(({ document }) => document);
    await putImportedLabel(workspace, { query: 3, document: first ?? -1 }, true, { kind: 'judge' });
    for (const [annotator, relevant] of [
      ['a', true],
      ['b', false],
      ['c', true],
    ] as const)
      await putImportedLabel(workspace, { query: 3, document: second ?? -1 }, relevant, { annotator });
    const { tables: found } = await tables({ numNegatives: 1 }, { slider: 'shifted' });
    expect([...found.counts.judged.subarray(0, 3)]).toEqual([1, 0, 0]);
    expect([...found.counts.annotated.subarray(0, 3)]).toEqual([0, 1, 0]);
    await workspace.database.run('DELETE FROM labels');
  });

  it('counts anew when judges answer and people label, and when a label is taken back', async () => {
    const workspace = await ground.engine.workspaces.open(ground.workspace);
    const { candidates } = await views['query.candidates']({ ...viewOf(), query: 0 }, quietTask);
    const [first = -1, second = -1] = candidates.map(({ document }) => document);
    const counts = async (): Promise<unknown> => {
      const { tables: found } = await tables({ numNegatives: 1 }, { slider: 'shifted' });
      return [found.counts.judged, found.counts.annotated].map((own) => [...own.subarray(0, 3)]);
    };
    const none = [0, 0, 0];
    expect(await counts()).toEqual([none, none]);
    for (const [judge, relevant, state] of [
      ['a', true, 'answered'],
      ['b', null, 'refused'],
    ] as const) {
      await workspace.database.run(
        `INSERT INTO judgements (query, document, judge, model, endpoint, prompt, cache_key, state, relevant, reason, call, place, together, seconds, tries, run, created)
         VALUES (0, ?, ?, 'm', 'e', 'p', 'k', ?, ?, '', 'c', 0, 1, 0, 1, 'r', now()::TIMESTAMP)`,
        [first, judge, state, relevant],
      );
    }
    expect(await counts()).toEqual([[1, 0, 0], none]);
    const annotate = createAnnotateHandlers(ground.engine);
    const folderPath = ground.workspace;
    const [ann, bob] = ['ann', 'bob'].map((name) => annotateAs(annotate, folderPath, name));
    await ann?.pick([second]);
    await bob?.pick([second]);
    await ann?.label(second, 'relevant');
    expect(await counts()).toEqual([
      [1, 0, 0],
      [0, 1, 0],
    ]);
    // One against one is no majority, until somebody settles it.
    await bob?.label(second, 'not', {}, '2');
    expect(await counts()).toEqual([[1, 0, 0], none]);
    const adjudication = await bob?.adjudicate();
    await bob?.label(second, 'relevant', {}, adjudication?.queue);
    expect(await counts()).toEqual([
      [1, 0, 0],
      [0, 1, 0],
    ]);
    await bob?.undo(adjudication?.queue);
    await bob?.undo('2');
    expect(await counts()).toEqual([
      [1, 0, 0],
      [0, 1, 0],
    ]);
    await ann?.undo();
    expect(await counts()).toEqual([[1, 0, 0], none]);
  });

  it('says how long tables took to count, also when they are looked at again later', async () => {
    const first = await tables({ numNegatives: 5 }, { slider: 'margin-pos' });
    await new Promise((resolve) => setTimeout(resolve, 30));
    const again = await tables({ numNegatives: 5 }, { slider: 'margin-pos' });
    expect(first.exact).toBe(true);
    expect(again.milliseconds).toBeLessThan(first.milliseconds + 20);
  });

  it('stops when cancelled', async () => {
    const controller = new AbortController();
    const asked = tuningCalls['tune.tables'].input.parse({
      ...viewOf({ perc: 0.5 }),
      slider: 'abs',
      bins: 7,
    });
    const answer = handlers['tune.tables'](asked, { ...quietTask, signal: controller.signal });
    controller.abort();
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
    await expect(handlers['tune.tables'](asked, quietTask)).resolves.toMatchObject({ exact: true });
  });
});
