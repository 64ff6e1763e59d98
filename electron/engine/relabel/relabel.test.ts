import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import { ExportFormat } from '../../../shared/ipc/run-calls.ts';
import { defaultMapping } from '../../../shared/rates/event-mapping.ts';
import type { Engine } from '../engine.ts';
import { exportRun } from '../export/export-run.ts';
import { createRelabelHandlers } from '../handlers/relabel-handlers.ts';
import { openRun, readReport } from '../mine/open-run.ts';
import { mineRun } from '../mine/mine-run.ts';
import { engineIn, quietTask, smallWorkspace } from '../mine/testing/small-workspace.ts';
import { putAnnotation } from '../plans/testing/put-annotation.ts';
import { putImportedLabel } from '../plans/testing/put-imported-label.ts';
import type { Workspace } from '../workspace/workspace.ts';

const Line = z.object({
  query_id: z.string(),
  positives: z.array(z.object({ document_id: z.string() })),
  negatives: z.array(z.object({ document_id: z.string() })),
  short_by: z.int(),
});

describe('relabelling', () => {
  let folder: string;
  let path: string;
  let engine: Engine;
  let workspace: Workspace;
  /** The run's negatives. */
  let negatives: { query: number; document: number }[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'negscope-relabel-'));
    path = join(folder, 'a.negscope');
    engine = engineIn(folder);
    await smallWorkspace(engine, path);
    workspace = await engine.workspaces.open(path);
    const settings = MiningSettings.parse({ poolSize: 10, numNegatives: 3 });
    await mineRun(engine, { workspace: path, teacher: 'r', run: 'a', replace: false, settings }, quietTask);
    const { pool, selected, units } = (await openRun(workspace, 'a')).decided;
    negatives = Array.from(selected, (column, at) => {
      const row = units.rows[Math.floor(at / 3)] ?? 0;
      return {
        query: pool.queries[row] ?? -1,
        document: pool.documents[row * pool.poolSize + column] ?? -1,
      };
    });
  });
  afterEach(async () => {
    await engine.workspaces.closeAll();
    await rm(folder, { recursive: true, force: true });
  });

  const relabel = () => createRelabelHandlers(engine);
  const decide = (pairs: typeof negatives, action: 'drop' | 'keep' | 'promote' | null) =>
    relabel()['relabel.decide']({ workspace: path, pairs, named: [], action }, quietTask);
  const list = () => relabel()['relabel.list']({ workspace: path, offset: 0, limit: 100 }, quietTask);
  const rule = (more: object) =>
    relabel()['relabel.rule'](
      { workspace: path, rule: 'human', action: 'drop', preview: false, ...more },
      quietTask,
    );

  async function exported(format: z.infer<typeof ExportFormat>) {
    const out = join(folder, `out.${format}`);
    const result = await exportRun(
      workspace,
      { run: 'a', format, out, candidates: false, replace: true },
      quietTask,
    );
    const manifest: unknown = JSON.parse(await readFile(result.manifest, 'utf8'));
    return { out, result, manifest };
  }

  async function lines(): Promise<readonly z.infer<typeof Line>[]> {
    const { out } = await exported('negscope');
    const text = await readFile(out, 'utf8');
    return text
      .trim()
      .split('\n')
      .map((line) => Line.parse(JSON.parse(line)));
  }

  function first() {
    const [a, b, c, d] = negatives;
    if (!a || !b || !c || !d) throw new Error('the run has negatives');
    return [a, b, c, d] as const;
  }

  it('exports without what was dropped or promoted, pads nothing, and says so in the manifest', async () => {
    const before = await lines();
    const report = await readReport(workspace, 'a');
    const [a, b, c] = first();
    await decide([a], 'drop');
    await decide([b], 'promote');
    await decide([c], 'keep');
    const after = await lines();
    const [query] = after;
    expect(query?.negatives).toEqual([{ ...before[0]?.negatives[2] }]);
    expect(query?.short_by).toBe(2);
    expect(query?.positives.map(({ document_id }) => document_id)).toEqual([
      ...(before[0]?.positives.map(({ document_id }) => document_id) ?? []),
      `d${b.document}`,
    ]);
    expect(after.slice(1)).toEqual(before.slice(1));
    const { manifest, result } = await exported('negscope');
    expect(result.left_out).toMatchObject({ dropped: 1, promoted: 1 });
    expect(manifest).toMatchObject({
      left_out: { dropped: 1, promoted: 1 },
      decisions: expect.arrayContaining([
        { query_id: 'q0', document_id: `d${a.document}`, action: 'drop', because: 'by hand' },
        { query_id: 'q0', document_id: `d${b.document}`, action: 'promote', because: 'by hand' },
        { query_id: 'q0', document_id: `d${c.document}`, action: 'keep', because: 'by hand' },
      ]),
    });
    expect(await readReport(workspace, 'a')).toEqual(report);
  });

  it('is honoured by every format', async () => {
    const [a, b] = first();
    await decide([a], 'drop');
    await decide([b], 'promote');
    for (const format of ExportFormat.options) {
      const { out, result } = await exported(format);
      expect(result.left_out).toMatchObject({ dropped: 1, promoted: 1 });
      if (format !== 'beir') continue;
      const qrels = await readFile(join(out, 'qrels/train.tsv'), 'utf8');
      expect(qrels).toContain(`q0\td${b.document}\t1\n`);
      const hard = await readFile(join(out, 'hard-negatives.jsonl'), 'utf8');
      const line = z
        .object({ pos: z.array(z.string()), neg: z.record(z.string(), z.array(z.string())) })
        .parse(JSON.parse(hard.split('\n')[0] ?? ''));
      expect(line.pos).toContain(`d${b.document}`);
      expect(line.neg['r']).not.toContain(`d${a.document}`);
      expect(line.neg['r']).not.toContain(`d${b.document}`);
    }
  });

  it('takes steps back and does them again; a new one forgets what was taken back', async () => {
    const [a, b] = first();
    const before = await lines();
    await decide([a, b], 'drop');
    const dropped = await lines();
    expect(await relabel()['relabel.undo']({ workspace: path }, quietTask)).toMatchObject({
      total: 0,
      undo: null,
      redo: 'by hand',
    });
    expect(await lines()).toEqual(before);
    await relabel()['relabel.redo']({ workspace: path }, quietTask);
    expect(await lines()).toEqual(dropped);
    await decide([a], null);
    expect(await list()).toMatchObject({ total: 1, drop: 1, decisions: [{ document: b.document }] });
    await relabel()['relabel.undo']({ workspace: path }, quietTask);
    expect(await list()).toMatchObject({ total: 2 });
    await decide([a], 'promote');
    expect(await list()).toMatchObject({ total: 2, drop: 1, promote: 1, redo: null });
    await expect(relabel()['relabel.redo']({ workspace: path }, quietTask)).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(decide([{ query: 999, document: 0 }], 'drop')).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });

  it('follows rules, which leave decisions by hand alone', async () => {
    const [a, b, c, d] = first();
    await putAnnotation(workspace, a, 'relevant');
    await putAnnotation(workspace, b, 'relevant', { isDrawn: false });
    await putAnnotation(workspace, c, 'not');
    for (const pair of [b, d])
      await putImportedLabel(workspace, pair, true, { kind: 'judge', annotator: 'table' });
    expect(await rule({ preview: true })).toMatchObject({ pairs: 2, total: 0 });
    expect(await rule({ rule: 'judge-and-human', preview: true })).toMatchObject({ pairs: 1 });
    expect(await rule({ rule: 'judge', preview: true, run: 'a' })).toMatchObject({ pairs: 2 });
    await decide([a], 'keep');
    const done = await rule({ run: 'a' });
    expect(done).toMatchObject({ pairs: 1, drop: 1, keep: 1, total: 2 });
    expect(done.sentence).toMatch(/^1 pair of run a is dropped .* 1 decided by hand stay/);
    expect(await rule({})).toMatchObject({ pairs: 0 });
    expect(await rule({ rule: 'judge', action: 'promote' })).toMatchObject({ pairs: 2, promote: 2, drop: 0 });
    await expect(rule({ rule: 'judge', judge: 'nobody' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('counts as a false negative what it is told to', async () => {
    const [a, b] = first();
    await putAnnotation(workspace, a, 'partly');
    await putAnnotation(workspace, b, 'relevant');
    const mapping = { ...defaultMapping, partly: 'false-negative', relevant: 'true-negative' } as const;
    expect(await rule({ mapping })).toMatchObject({
      pairs: 1,
      sentence: expect.stringContaining('counting relevant=true-negative, partly=false-negative'),
    });
    expect((await list()).decisions).toEqual([expect.objectContaining({ document: a.document })]);
    expect(await rule({ preview: true })).toMatchObject({ pairs: 1 });
  });

  it('finds the positives of each unit where they moved', async () => {
    const settings = MiningSettings.parse({ poolSize: 10, numNegatives: 2, anchor: 'each', maxScore: 0.99 });
    await mineRun(engine, { workspace: path, teacher: 'r', run: 'e', replace: false, settings }, quietTask);
    const Each = z.object({
      query_id: z.string(),
      positives: z.array(z.object({ document_id: z.string() })),
      per_positive: z.array(
        z.object({ document_id: z.string(), negatives: z.array(z.object({ document_id: z.string() })) }),
      ),
    });
    const read = async () => {
      const out = join(folder, 'each.jsonl');
      await exportRun(
        workspace,
        { run: 'e', format: 'negscope', out, candidates: false, replace: true },
        quietTask,
      );
      return (await readFile(out, 'utf8'))
        .trim()
        .split('\n')
        .map((line) => Each.parse(JSON.parse(line)));
    };
    const before = await read();
    const promoted = before[0]?.per_positive[0]?.negatives[0]?.document_id ?? '';
    await decide([{ query: 0, document: Number(promoted.slice(1)) }], 'promote');
    const after = await read();
    expect(after[0]?.positives.at(-1)).toEqual({ document_id: promoted });
    expect(after.map(({ per_positive }) => per_positive.map(({ document_id }) => document_id))).toEqual(
      before.map(({ per_positive }) => per_positive.map(({ document_id }) => document_id)),
    );
    expect(after.slice(1)).toEqual(before.slice(1));
  });
});
