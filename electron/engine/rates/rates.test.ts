import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import type { RatedView } from '../../../shared/ipc/rated-view.ts';
import { horvitzThompsonTotal } from '../../../shared/rates/horvitz-thompson.ts';
import { prepareFrame } from '../../../shared/rates/prepared-frame.ts';
import type { Engine } from '../engine.ts';
import { createAgreementHandlers } from '../handlers/agreement-handlers.ts';
import { createRateHandlers } from '../handlers/rate-handlers.ts';
import { planGridPairs } from '../judge/plan-grid-pairs.ts';
import { raiseProbabilities } from '../judge/raise-probabilities.ts';
import { mineRun } from '../mine/mine-run.ts';
import { openRun } from '../mine/open-run.ts';
import {
  quietTask,
  smallWorkspace,
  temporaryEngine,
  type TemporaryEngine,
} from '../mine/testing/small-workspace.ts';
import { drawLabels } from '../plans/draw-labels.ts';
import { readInclusion } from '../plans/inclusion.ts';
import { labelledPlan } from '../plans/labelled-plan.ts';
import { planPairs, type PlanPairs } from '../plans/plan-pairs.ts';
import { putAnnotation } from '../plans/testing/put-annotation.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { putImportedLabel } from '../plans/testing/put-imported-label.ts';
import { expectSameRates } from './testing/same-rates.ts';

/** The truth of this workspace. */
const isRelevant = ({ query, document }: { query: number; document: number }): boolean =>
  (query + document) % 4 === 0;

describe('rates of a workspace', () => {
  let remove: TemporaryEngine['remove'];
  let path: string;
  let engine: Engine;
  let workspace: Workspace;
  let view: RatedView;

  beforeEach(async () => {
    ({ path, engine, remove } = await temporaryEngine());
    await smallWorkspace(engine, path);
    workspace = await engine.workspaces.open(path);
    const settings = MiningSettings.parse({ poolSize: 15, numNegatives: 3, maxScore: 0.9 });
    await mineRun(engine, { workspace: path, teacher: 'r', run: 'a', replace: false, settings }, quietTask);
    view = {
      workspace: path,
      teacher: 'r',
      split: 'train',
      settings,
      slider: 'abs',
      grid: Float64Array.from([0.7, 0.8, 0.9, 1]),
      target: 'this-set',
    };
  });
  afterEach(async () => {
    await remove();
  });

  const calls = () => createRateHandlers(engine);

  async function labelDrawn(at: number, count: number): Promise<void> {
    const { pairs } = await drawLabels(engine, { ...view, at, count, seed: 1 }, quietTask);
    for (const pair of pairs) await putAnnotation(workspace, pair, isRelevant(pair) ? 'relevant' : 'not');
  }

  /** A judge that is wrong on every fifth pair; the pairs that it was asked about. */
  async function judgeEveryPair(): Promise<PlanPairs> {
    const plan = await planPairs(engine, view, quietTask);
    for (let pair = 0; pair < plan.count; pair++) {
      const own = { query: plan.query[pair] ?? 0, document: plan.document[pair] ?? 0 };
      const said = isRelevant(own) !== (pair % 5 === 0);
      await putImportedLabel(workspace, own, said, { kind: 'judge', annotator: 'table', design: 'census' });
    }
    return plan;
  }

  it('is exact at every value once all pairs are labelled, removed and lost included', async () => {
    await labelDrawn(0.9, 10_000);
    const { rows, judge } = await calls()['rates.view'](view, quietTask);
    expect(judge).toBeNull();
    expect(rows.map(({ value }) => value)).toEqual([0.7, 0.8, 0.9, 1]);
    const plan = await planPairs(engine, view, quietTask);
    for (const [place, row] of rows.entries()) {
      const { entry, exit, baseline } = plan.pairs;
      const all = [...plan.uniform.keys()].map((pair) => ({
        query: plan.query[pair] ?? 0,
        document: plan.document[pair] ?? 0,
        isSelected: (entry[pair] ?? 0) <= place && place < (exit[pair] ?? 0),
        isBaseline: baseline[pair] === 1,
      }));
      const selected = all.filter((pair) => pair.isSelected);
      expect(row.pairs).toBe(selected.length);
      expect(row.selected.human).toMatchObject({ method: 'census' });
      expect(row.selected.human.estimate).toBeCloseTo(
        selected.filter(isRelevant).length / selected.length,
        12,
      );
      const wrong = all.filter((pair) => pair.isBaseline && isRelevant(pair));
      expect(row.removed.human.estimate).toBeCloseTo(
        wrong.filter((pair) => !pair.isSelected).length / wrong.length,
        12,
      );
      const right = all.filter((pair) => pair.isBaseline && !isRelevant(pair));
      expect(row.lost.human.estimate).toBeCloseTo(
        right.filter((pair) => !pair.isSelected).length / right.length,
        12,
      );
    }
  });

  it('gives outcomes of their own their share of what is selected, at every value and of the run', async () => {
    const { pairs } = await drawLabels(engine, { ...view, at: 0.9, count: 10_000, seed: 1 }, quietTask);
    const isWrong = ({ query, document }: { query: number; document: number }): boolean =>
      (query + document) % 5 === 1;
    for (const pair of pairs)
      await putAnnotation(
        workspace,
        pair,
        isWrong(pair) ? 'positive-wrong' : isRelevant(pair) ? 'relevant' : 'not',
      );
    const { rows, outcomes } = await calls()['rates.view'](view, quietTask);
    const plan = await planPairs(engine, view, quietTask);
    expect(outcomes.positive_wrong).toBeGreaterThan(0);
    for (const [place, row] of rows.entries()) {
      const { entry, exit } = plan.pairs;
      const selected = [...plan.uniform.keys()]
        .filter((pair) => (entry[pair] ?? 0) <= place && place < (exit[pair] ?? 0))
        .map((pair) => ({ query: plan.query[pair] ?? 0, document: plan.document[pair] ?? 0 }));
      const share = selected.filter(isWrong).length / selected.length;
      expect(row.outcome_rates).toEqual({
        positive_wrong: expect.objectContaining({ estimate: expect.closeTo(share, 12), method: 'census' }),
      });
      const of = { ...view, value: row.value };
      const { row: alone } = await calls()['rates.at'](of, quietTask);
      expect(alone.outcome_rates).toEqual(row.outcome_rates);
      const clustered = await calls()['rates.at']({ ...of, target: 'queries-like-these' }, quietTask);
      expect(clustered.row.outcome_rates.positive_wrong?.estimate).toBeCloseTo(share, 12);
      // One of N pairs is what is counted, whatever else it might be: shares are of the same pairs.
      expect(row.selected.human.estimate).toBeCloseTo(
        selected.filter((pair) => !isWrong(pair) && isRelevant(pair)).length / selected.length,
        12,
      );
    }
    const run = await calls()['rates.run'](
      { workspace: path, run: 'a', at: [], target: 'this-set' },
      quietTask,
    );
    expect(run.outcome_rates).toEqual(rows.find(({ value }) => value === 0.9)?.outcome_rates);
  });

  it('has a rate off the grid only where the draws reach, and the stored run has its own', async () => {
    await labelDrawn(0.9, 40);
    const on = await calls()['rates.at']({ ...view, value: 0.9 }, quietTask);
    const { rows } = await calls()['rates.view'](view, quietTask);
    expect(on.row).toEqual(rows[2]);
    const off = await calls()['rates.at']({ ...view, value: 0.55 }, quietTask);
    expect(off.row.selected.human).toMatchObject({
      estimate: null,
      reason: expect.stringMatching(/label these/),
    });
    const run = await calls()['rates.run'](
      { workspace: path, run: 'a', at: [0.8], target: 'this-set' },
      quietTask,
    );
    expect(run.pairs).toBe(rows[2]?.pairs);
    expect(run.selected.human.n_human).toBe(rows[2]?.selected.human.n_human);
    expect(run.selected.human.estimate).not.toBeNull();
    expect(run.at.map(({ value, pairs }) => [value, pairs])).toEqual([[0.8, rows[1]?.pairs]]);
    // Among other values the run's own has the run's own number.
    const among = await calls()['rates.run'](
      { workspace: path, run: 'a', at: [0.7, 0.8, 0.9, 1], target: 'this-set' },
      quietTask,
    );
    expectSameRates(among.at[2], run);
    const suggested = await calls()['rates.suggest']({ ...view, limit: 0.2, mostStarved: 1 }, quietTask);
    expect(suggested).toMatchObject({
      value: null,
      tested: [],
      sentence: expect.stringMatching(/50 effective/),
    });
  });

  it('has one number for one setting: of the run, of the view, and among whatever values are asked for', async () => {
    await labelDrawn(0.9, 24);
    await judgeEveryPair();
    const runAt = (at: number[]) =>
      calls()['rates.run']({ workspace: path, run: 'a', at, target: 'this-set' }, quietTask);
    const ofView = await calls()['rates.view'](view, quietTask);
    const among = await runAt([0.7, 0.8, 0.9, 1]);
    const fewer = await runAt([0.8, 0.9]);
    const alone = await runAt([0.8]);
    const narrow = { ...view, grid: Float64Array.of(0.8, 0.9) };
    const ofNarrow = await calls()['rates.view'](narrow, quietTask);
    const { row: offGrid } = await calls()['rates.at'](
      { ...view, grid: Float64Array.of(0.9), value: 0.8 },
      quietTask,
    );
    expect(among.selected.corrected.method).not.toBe('census');
    expect(among.selected.corrected.estimate).not.toBeNull();
    for (const own of [ofView.rows[2], among.at[2], fewer.at[1], ofNarrow.rows[1]])
      expectSameRates(own, among);
    for (const own of [among.at[1], fewer.at[0], alone.at[0], ofNarrow.rows[0], offGrid])
      expectSameRates(own, ofView.rows[1]);
  });

  it('is unbiased through the probabilities that are stored, over all permanent numbers', async () => {
    const plan = await planPairs(engine, view, quietTask);
    const { frame } = await labelledPlan(plan, view, null);
    const truth = Uint8Array.from(plan.query, (query, pair) =>
      isRelevant({ query, document: plan.document[pair] ?? 0 }) ? 1 : 0,
    );
    // Six pairs of the frame as a population: every outcome of their draw, by its probability under the stored π.
    const some = [0, 7, 13, 20, 26, 33];
    await drawLabels(engine, { ...view, at: 0.8, count: 25, seed: 1 }, quietTask);
    const stored = await readInclusion(workspace.database, { kind: 'human' }, plan);
    let mean = 0;
    let meanOfVariance = 0;
    let meanOfSquare = 0;
    for (let outcome = 0; outcome < 1 << some.length; outcome++) {
      let chance = 1;
      const label = new Uint8Array(frame.label.length);
      for (const [bit, pair] of some.entries()) {
        const own = stored[pair] ?? 0;
        const isDrawn = (outcome & (1 << bit)) !== 0;
        chance *= isDrawn ? own : 1 - own;
        if (isDrawn) label[pair] = truth[pair] === 1 ? 2 : 1;
      }
      const { total, variance } = horvitzThompsonTotal(
        prepareFrame({
          ...frame,
          entry: frame.entry.map((_, i) => (some.includes(i) ? 0 : 4)),
          exit: frame.exit.map(() => 4),
          label,
          humanProbability: stored,
        }),
        'selected',
        0,
        0,
      );
      mean += chance * total;
      meanOfVariance += chance * variance;
      meanOfSquare += chance * total * total;
    }
    expect(mean).toBeCloseTo(
      some.reduce((sum, pair) => sum + (truth[pair] ?? 0), 0),
      9,
    );
    expect(meanOfVariance).toBeCloseTo(meanOfSquare - mean * mean, 9);
  });

  it("fills a judge's sample of the grid up to its limit, and draws nothing new when asked again", async () => {
    const run = await openRun(workspace, 'a');
    const grid = Float64Array.from([0.7, 0.8, 0.9]);
    const draw = (limit: number | null, at?: number) =>
      workspace.database.transaction(async () => {
        const plan = await planGridPairs(workspace, run, 'j', { grid, limit, seed: 0, at });
        await raiseProbabilities(workspace.database, 'j', plan);
        return plan;
      });
    const first = await draw(20, 0.8);
    expect(first.queries).toHaveLength(20);
    const again = await draw(20, 0.8);
    expect([...again.documents]).toEqual([...first.documents]);
    expect(new Set(again.waves)).toEqual(new Set([-1]));
    const more = await draw(30);
    const names = (plan: typeof first): string[] =>
      Array.from(plan.queries, (query, i) => `${query} ${plan.documents[i]}`);
    expect(names(more)).toEqual(expect.arrayContaining(names(first)));
    expect(more.waves.filter((wave) => wave === 2)).toHaveLength(10);
    const all = await draw(null);
    expect(all.queries.length).toBe(all.frame);
    expect(all.probabilities.every((one) => one === 1)).toBe(true);
  });

  it('measures agreement over labelled pairs and over the run, and tells anchoring', async () => {
    await labelDrawn(0.9, 60);
    const plan = await judgeEveryPair();
    const agreement = createAgreementHandlers(engine);
    const { raters } = await agreement['agreement.raters']({ workspace: path }, quietTask);
    expect(raters.map(({ rater, labels }) => [rater.kind, labels])).toEqual([
      ['judge', plan.count],
      ['human', 60],
      ['settled', 60],
    ]);
    const base = {
      workspace: path,
      first: { kind: 'settled' as const },
      second: { kind: 'judge' as const, name: 'table' },
      sight: 'blind' as const,
      scale: 'binary' as const,
    };
    const plain = await agreement['agreement.measure'](
      { ...base, population: { kind: 'labelled' } },
      quietTask,
    );
    expect(plain).toMatchObject({ n: 60, weighted: false, anchoring: null, strata: [] });
    expect(plain.counts.reduce((sum, n) => sum + n, 0)).toBe(60);
    const [a = 0, b = 0, c = 0, d = 0] = plain.counts;
    expect(plain.coefficients.raw_agreement.estimate).toBeCloseTo((a + d) / 60, 12);
    const chance = ((a + b) * (a + c) + (c + d) * (b + d)) / 3600;
    expect(plain.coefficients.kappa.estimate).toBeCloseTo(((a + d) / 60 - chance) / (1 - chance), 12);
    expect(plain.diagnostics?.sensitivity.estimate).toBeCloseTo(d / (c + d), 12);
    const ofRun = await agreement['agreement.measure'](
      { ...base, population: { kind: 'run', run: 'a' } },
      quietTask,
    );
    expect(ofRun.weighted).toBe(true);
    expect(ofRun.n).toBeLessThan(60);
    expect(ofRun.n + (ofRun.left_out['not in the population'] ?? 0)).toBe(60);
    expect(ofRun.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(ofRun.strata.reduce((sum, { n }) => sum + n, 0)).toBe(ofRun.n);
    const cell = await agreement['agreement.pairs'](
      { ...base, population: { kind: 'labelled' }, row: 1, column: 0, offset: 0, limit: 50 },
      quietTask,
    );
    expect(cell.total).toBe(c);
    expect(cell.pairs.every(isRelevant)).toBe(true);
    expect(cell.pairs[0]?.first.value).toBe('relevant');
    // Who says "partly" where another says "not" does not differ as to the event, as in rates; as a grade they differ.
    const notRelevant = await agreement['agreement.pairs'](
      { ...base, population: { kind: 'labelled' }, row: 0, column: 0, offset: 0, limit: 1 },
      quietTask,
    );
    for (const pair of notRelevant.pairs)
      await putAnnotation(workspace, pair, 'partly', { annotator: 'cleo' });
    const settled = await agreement['agreement.measure'](
      { ...base, population: { kind: 'labelled' } },
      quietTask,
    );
    expect(settled).toMatchObject({ n: 60, counts: plain.counts, left_out: {} });
    const asGrades = await agreement['agreement.measure'](
      { ...base, scale: 'grades', population: { kind: 'labelled' } },
      quietTask,
    );
    expect(asGrades).toMatchObject({ n: 59, left_out: { 'no answer': 1 } });
    await workspace.database.run(
      `INSERT INTO judgements (query, document, judge, model, endpoint, prompt, cache_key, state, grade, relevant, reason, call, place,
         together, seconds, tries, run, created)
       SELECT query, document, 'grader umbrela-1', 'grader', 'x', 'umbrela-1', 'x', 'answered', 2, true, '', 'x', 0, 1, 0, 1, 'a',
         now()::TIMESTAMP FROM annotations WHERE annotator = 'cleo'`,
    );
    const elsewhere = await agreement['agreement.measure'](
      {
        ...base,
        first: { kind: 'human', name: 'cleo' },
        second: { kind: 'judge', name: 'grader umbrela-1' },
        scale: 'grades',
        population: { kind: 'labelled' },
      },
      quietTask,
    );
    expect(elsewhere).toMatchObject({ n: 0, left_out: { 'on different scales': 1 } });
    expect(elsewhere.coefficients.kappa.reason).toMatch(/use different scales/);
    for (let pair = 0; pair < 12; pair++)
      await putAnnotation(
        workspace,
        { query: plan.query[pair] ?? 0, document: plan.document[pair] ?? 0 },
        pair % 5 === 0 ? 'not' : 'relevant',
        { annotator: 'ben', blind: false, sawJudge: true },
      );
    const anchored = await agreement['agreement.measure'](
      { ...base, population: { kind: 'labelled' } },
      quietTask,
    );
    expect(anchored.n).toBe(60);
    expect(anchored.anchoring?.unblind.n).toBe(12);
    expect(anchored.anchoring?.difference.estimate).not.toBeNull();
    const grades = await agreement['agreement.measure'](
      { ...base, first: { kind: 'human', name: 'nobody' }, population: { kind: 'labelled' } },
      quietTask,
    );
    expect(grades.coefficients.kappa).toMatchObject({ estimate: null, reason: expect.any(String) });
    expect(grades.sentences[0]).toMatch(/No pair was rated by both/);
  });
});
