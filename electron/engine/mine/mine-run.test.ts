import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import { RunReport } from '../../../shared/domain/report.ts';
import { hashUniform } from '../../../shared/random.ts';
import { minedQuery } from '../../../shared/mining/mined-query.ts';
import type { Engine } from '../engine.ts';
import { createRunHandlers } from '../handlers/run-handlers.ts';
import { createTeacherHandlers } from '../handlers/teacher-handlers.ts';
import { mineCommand } from './mine-command.ts';
import { openRun } from './open-run.ts';
import { engineIn, quietTask, smallWorkspace } from './testing/small-workspace.ts';

describe('mining a run', () => {
  let folder: string;
  let workspace: string;
  let engine: Engine;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'negscope-mine-'));
    workspace = join(folder, 'a.negscope');
    engine = engineIn(folder);
    await smallWorkspace(engine, workspace);
  });
  afterEach(async () => {
    await engine.workspaces.closeAll();
    await rm(folder, { recursive: true, force: true });
  });

  function mine(
    values: Partial<MiningSettings>,
    more: { split?: string; replace?: boolean; run?: string; supplied?: string; teacher?: string } = {},
  ) {
    const settings = MiningSettings.parse({ poolSize: 10, ...values });
    const input = { workspace, teacher: 'r', run: 'a', replace: false, settings, ...more };
    return createRunHandlers(engine)['run.mine'](input, quietTask);
  }

  it('gives a name that two want at once to one of them, and tells the other', async () => {
    const both = await Promise.allSettled([mine({}), mine({})]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const refused = both.find((one) => one.status === 'rejected');
    expect(refused).toMatchObject({ reason: { code: 'already-exists' } });
  });

  it('scores, decides, selects and reports as brute force over the ids says', async () => {
    const report = await mine({ maxScore: 0.9, numNegatives: 3 });
    const expected = Array.from({ length: 11 }, (_, q) => {
      const positives = q % 2 === 0 ? [q, q + 20] : [q];
      return Array.from({ length: 39 }, (_, d) => ({ document: d, score: hashUniform(7, `q${q}`, `d${d}`) }))
        .filter(({ document }) => !positives.includes(document))
        .toSorted((a, b) => b.score - a.score || a.document - b.document)
        .slice(0, 10);
    });
    const all = expected.flat();
    expect(report).toMatchObject({
      run: 'a',
      split: 'train',
      queries: 11,
      units: 11,
      candidates: 110,
      kept: all.filter(({ score }) => score < 0.9).length,
      failed: { abs: { any: all.filter(({ score }) => score >= 0.9).length } },
      settings: { maxScore: 0.9, numNegatives: 3, poolSize: 10 },
      teacher: { name: 'r' },
      scores: { positive: { n: 17 } },
      short_pools: { queries: 0, missing: 0 },
    });
    const run = await openRun(await engine.workspaces.open(workspace), 'a');
    const selected = expected.map((_, row) =>
      minedQuery(run.decided, row).units[0]?.candidates.flatMap((c) => (c.selected ? c.document : [])),
    );
    expect(selected).toEqual(
      expected.map((own) =>
        own
          .filter(({ score }) => score < 0.9)
          .slice(0, 3)
          .map(({ document }) => document),
      ),
    );
    expect(run).toMatchObject({ name: 'a', teacher: { name: 'r' }, split: 'train', supplied: false, report });
  });

  it('reads the same report back, from another engine too', async () => {
    const report = await mine({ perc: 0.95, select: 'softmax', temperature: 0.2 });
    await engine.workspaces.closeAll();
    engine = engineIn(folder);
    const again = await createRunHandlers(engine)['run.report']({ workspace, run: 'a' }, quietTask);
    expect(RunReport.parse(again)).toEqual(report);
  });

  it('counts what BM25’s pools lack, in reports of before that was counted, too', async () => {
    const handlers = createRunHandlers(engine);
    await createTeacherHandlers(engine)['teacher.add'](
      { workspace, name: 'words', spec: 'bm25', options: {}, replace: false },
      quietTask,
    );
    // Each question shares its number only, with a positive.
    const report = await mine({}, { teacher: 'words' });
    expect(report).toMatchObject({ candidates: 0, short_pools: { queries: 11, missing: 110 } });
    const { database } = await engine.workspaces.open(workspace);
    const { short_pools: _, ...old } = report;
    await database.run('UPDATE runs SET report = ? WHERE name = ?', [JSON.stringify(old), 'a']);
    expect(await handlers['run.report']({ workspace, run: 'a' }, quietTask)).toEqual(report);
    expect((await openRun(await engine.workspaces.open(workspace), 'a')).report).toEqual(report);

    // Without the pool the count cannot be made: what is missing is named, and the command that brings it back.
    await engine.workspaces.closeAll();
    await rm(join(workspace, 'candidates'), { recursive: true });
    engine = engineIn(folder);
    const again = createRunHandlers(engine)['run.report']({ workspace, run: 'a' }, quietTask);
    const error: unknown = await again.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'file-not-found' });
    const [, missing = '', command = ''] =
      /no such file: (\S+\.json)\); make them again: (.+)$/u.exec(String(error)) ?? [];
    expect(missing.startsWith(join(workspace, 'candidates'))).toBe(true);
    expect(command).toBe(
      `negscope mine ${workspace} --teacher words --split train --run a --setting pool-size=10 --replace`,
    );
  });

  it.each([
    ['it’s "old" $run', `'it’s "old" $run'`],
    ["anna's", `'anna'\\''s'`],
  ])('writes the command of run %s as a shell reads it', (name, written) => {
    const settings = MiningSettings.parse({ perc: 0.95 });
    expect(mineCommand('/data/my data.negscope', { name, teacher: 't', split: 'train', settings })).toBe(
      `negscope mine '/data/my data.negscope' --teacher t --split train --run ${written} --setting perc=0.95 --replace`,
    );
  });

  it('refuses a name that is taken, leaving the run as it was, and replaces it when told to', async () => {
    const first = await mine({});
    await expect(mine({ maxScore: 0.5 })).rejects.toMatchObject({ code: 'already-exists' });
    const handlers = createRunHandlers(engine);
    expect(await handlers['run.report']({ workspace, run: 'a' }, quietTask)).toEqual(first);
    const second = await mine({ maxScore: 0.5 }, { replace: true });
    expect(await handlers['run.report']({ workspace, run: 'a' }, quietTask)).toEqual(second);
    expect(await readdir(join(workspace, 'runs', 'a'))).toHaveLength(1);
  });

  it('takes the split train, or the one that is named, and refuses one that there is not', async () => {
    expect(await mine({}, { split: 'dev' })).toMatchObject({ split: 'dev', queries: 1 });
    await expect(mine({}, { split: 'test', run: 'b' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('calls rules that exclude each other wrong usage, and near-duplicate without vectors', async () => {
    for (const values of [
      { shift: 5, rangeMax: 5 },
      { minScore: 0.5, maxScore: 0.5 },
      { nearDuplicate: 0.9 },
    ]) {
      await expect(mine(values)).rejects.toMatchObject({ code: 'wrong-usage' });
    }
  });

  it('forgets a removed run and its files', async () => {
    const handlers = createRunHandlers(engine);
    await mine({}, { run: 'Über/..' });
    await handlers['run.remove']({ workspace, run: 'Über/..' }, quietTask);
    await expect(handlers['run.report']({ workspace, run: 'Über/..' }, quietTask)).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await readdir(join(workspace, 'runs'))).toEqual([]);
  });

  it('scores negatives that came with the data, and decides them like any others', async () => {
    const report = await mine({ maxScore: 0.5, numNegatives: 2 }, { supplied: 'supplied', run: 'scored' });
    const run = await openRun(await engine.workspaces.open(workspace), 'scored');
    const scores = Array.from({ length: 5 }, (_, q) =>
      [30 + q, 31 + q].map((d) => hashUniform(7, `q${q}`, `d${d}`)),
    );
    // Document 30 is a positive of query 10 only.
    expect(report).toMatchObject({
      queries: 11,
      supplied_run: 'supplied',
      candidates: 10,
      kept: scores.flat().filter((score) => score < 0.5).length,
      excluded: { positive: 0, 'duplicate-text': 0 },
      scores: { positive: { n: 17 } },
    });
    // There is no size that such a pool ought to have; nor has it one when it is read again.
    expect(report.short_pools).toEqual({ queries: 0, missing: 0 });
    await engine.workspaces.closeAll();
    engine = engineIn(folder);
    const again = await mine({ numNegatives: 4 }, { supplied: 'supplied', run: 'again' });
    expect(again.short_pools).toEqual({ queries: 0, missing: 0 });
    const mined = scores.map((_, q) =>
      minedQuery(run.decided, q).units[0]?.candidates.map(({ score }) => score),
    );
    expect(mined).toEqual(scores.map((own) => own.toSorted((a, b) => b - a)));
    expect(minedQuery(run.decided, 0).positives.map(({ score }) => score)).toEqual(
      [0, 20].map((d) => hashUniform(7, 'q0', `d${d}`)),
    );
    await expect(mine({}, { supplied: 'scored', run: 'b' })).rejects.toMatchObject({ code: 'wrong-usage' });
  });

  it('counts a supplied negative that comes again, in its own report and in what is mined from it', async () => {
    const { database } = await engine.workspaces.open(workspace);
    // Twice more in its row and once in another; once more for query 11, which has no positive in the split.
    await database.run(`
      INSERT INTO supplied_negatives VALUES (3, 33, 'train', 'data.jsonl', 4, 2, 0.25), (3, 33, 'train', 'data.jsonl', 4, 3, 0.125),
        (3, 34, 'train', 'more.jsonl', 1, 0, NULL), (11, 33, 'train', 'more.jsonl', 2, 0, NULL), (11, 33, 'train', 'more.jsonl', 2, 1, NULL)`);
    const counted = { 'duplicate-text': 4, 'query-without-positive': 1 };
    const { report, decided } = await openRun(await engine.workspaces.open(workspace), 'supplied');
    expect(report).toMatchObject({ candidates: 10, excluded: counted });
    expect(minedQuery(decided, 3).units[0]?.candidates.map(({ score }) => score)).toEqual([0.5, Number.NaN]);
    expect(await mine({}, { supplied: 'supplied', run: 'scored' })).toMatchObject({
      candidates: 10,
      excluded: { positive: 0, ...counted },
    });
  });

  it('reports negatives that came with the data, unscored, in their own order', async () => {
    const run = await openRun(await engine.workspaces.open(workspace), 'supplied');
    expect(run.report).toMatchObject({ queries: 11, starved: 6, candidates: 10, selected: 10, missing: 0 });
    const [unit] = minedQuery(run.decided, 3).units;
    expect(unit?.candidates.map(({ document, score, selected }) => [document, score, selected])).toEqual([
      [33, 0.5, true],
      [34, Number.NaN, true],
    ]);
  });
});
