import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { putAnnotation } from '../plans/testing/put-annotation.ts';
import { createWorkspace } from '../workspace/create-workspace.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { defaultMapping } from '../../../shared/rates/event-mapping.ts';
import { anyPair } from '../plans/any-pair.ts';
import { settledLabels } from '../plans/labels-of-people.ts';
import { readLabels as readVotes } from '../plans/read-labels.ts';
import { exportLabels } from './export-labels.ts';
import { importLabels, type LabelsRequest } from './import-labels.ts';
import type { LabelFormatName } from './label-format.ts';
import { knownRelevance } from './known-relevance.ts';
import { readLabels, type NumberedLabel } from './read-labels.ts';

const task = { signal: new AbortController().signal, progress: (): void => {} };

describe('labels', () => {
  let folder: string;
  let workspace: Workspace;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'negscope-labels-'));
    workspace = await createWorkspace(join(folder, 'w.negscope'), { appVersion: '1', threads: 1 });
    await workspace.database.run(`
      INSERT INTO queries VALUES (0, 'q0', ['q0b'], 'x', -1, 0), (1, 'q 1', [], 'y', -1, 1);
      INSERT INTO documents VALUES (0, 'd0', '', 'x', 0, true, 0), (1, 'd,"1"', '', 'y', 1, true, 1), (2, 'd2', '', 'z', 2, true, 2);
    `);
  });
  afterEach(async () => {
    await workspace.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function take(
    text: string | Buffer,
    request: Partial<LabelsRequest> = {},
  ): ReturnType<typeof importLabels> {
    const path = join(folder, 'labels');
    await writeFile(path, text);
    return importLabels(
      workspace,
      { path, by: 'anna', kind: 'human', relevantFrom: 1, design: 'unknown', ...request },
      task,
    );
  }

  const stored = (): Promise<readonly unknown[]> =>
    workspace.database.all(
      z.looseObject({}),
      'SELECT query, document, grade, relevant, probability, annotator, kind, design FROM labels ORDER BY ALL',
    );

  async function give(format: LabelFormatName, replace = false): Promise<string> {
    const out = join(folder, 'out', `labels.${format}`);
    await exportLabels(workspace, { out, format, replace, withUngraded: false }, task);
    return readFile(out, 'utf8');
  }

  it('says what to do with UTF-16 text', async () => {
    const text = Buffer.from('\uFEFFquery_id\tdocument_id\tgrade\nq0\td0\t1\n', 'utf16le');
    await expect(take(text)).rejects.toMatchObject({
      code: 'invalid-input',
      message: 'labels: UTF-16 text; save it as UTF-8',
    });
  });

  it('reads JSON Lines, one line for each refused thing, merged queries by any of their ids', async () => {
    const result = await take(
      [
        '{"query_id":"q0","document_id":"d0","grade":2,"probability":0.25,"annotator":"ben"}',
        '{"query_id":"q0b","document_id":"d2","grade":0}',
        '',
        '{"query_id":"q9","document_id":"d0","grade":1}',
        '{"query_id":"q0","document_id":"d9","grade":1}',
        '{"query_id":"q0","document_id":"d0"}',
        '{"query_id":"q0","document_id":"d0","grade":1,"probability":0}',
        'garbage',
        '{"query_id":"q0","document_id":"d2","grade":3}',
      ].join('\r\n'),
    );
    expect(result).toEqual({
      labels: 2,
      relevant: 2,
      refused: [
        { file: 'labels', line: 2, reason: 'the same pair is labelled again in line 9, which counts' },
        { file: 'labels', line: 4, reason: 'no query "q9" in this workspace' },
        { file: 'labels', line: 5, reason: 'no document "d9" in this workspace' },
        { file: 'labels', line: 6, reason: 'no "grade"' },
        { file: 'labels', line: 7, reason: '"probability" is 0, not above 0 and at most 1' },
        { file: 'labels', line: 8, reason: expect.stringContaining('not JSON') },
      ],
      refused_total: 6,
    });
    expect(await stored()).toEqual([
      expect.objectContaining({ document: 0, grade: 2, probability: 0.25, annotator: 'ben' }),
      expect.objectContaining({ document: 2, grade: 3, probability: null, annotator: 'anna' }),
    ]);
  });

  it.each([
    ['commas', 'query_id,document_id,grade,note\n"q 1","d,""1""",1,x\nq0,d0,0,\n'],
    ['semicolons, other order, gzip', gzipSync('grade;document_id;query_id\n1;"d,""1""";q 1\n0;d0;q0\n')],
    ['tabs and a byte order mark', '\uFEFFquery_id\tdocument_id\tgrade\nq 1\t"d,""1"""\t1\nq0\td0\t0\n'],
    ['TREC qrels with tabs', 'q 1\t0\td,"1"\t1\nq0\t0\td0\t0\n'],
    ['BEIR qrels with a header', 'query-id\tcorpus-id\tscore\nq 1\td,"1"\t1\nq0\td0\t0\n'],
  ])('reads a table with %s', async (_name, text) => {
    expect(await take(text)).toEqual({ labels: 2, relevant: 1, refused: [], refused_total: 0 });
    expect(await stored()).toEqual([
      expect.objectContaining({ query: 0, document: 0, grade: 0, relevant: false }),
      expect.objectContaining({ query: 1, document: 1, grade: 1, relevant: true }),
    ]);
  });

  it('replaces what the same annotator said of a pair, and nothing else', async () => {
    await take('q0 0 d0 1\nq0 0 d2 1\n');
    await take('q0 0 d0 1\n', { by: 'ben' });
    await take('q0 0 d0 1\n', { kind: 'judge' });
    await take('q0 0 d0 0.5\n', { relevantFrom: 0.5, design: 'srs' });
    expect(await stored()).toEqual([
      expect.objectContaining({ document: 0, grade: 0.5, relevant: true, annotator: 'anna', design: 'srs' }),
      expect.objectContaining({ document: 0, grade: 1, annotator: 'anna', kind: 'judge' }),
      expect.objectContaining({ document: 0, grade: 1, annotator: 'ben', kind: 'human' }),
      expect.objectContaining({ document: 2, grade: 1, annotator: 'anna', design: 'unknown' }),
    ]);
  });

  it('asks every line for its probability when the design says that there is one', async () => {
    const text = 'query_id,document_id,grade,probability\nq0,d0,1,0.5\nq0,d2,1,\n';
    expect(await take(text, { design: 'probability' })).toMatchObject({
      labels: 1,
      refused: [{ line: 3 }],
    });
  });

  it('takes in nothing when it is cancelled', async () => {
    const path = join(folder, 'labels');
    await writeFile(path, 'q0 0 d0 1\n');
    const request = { path, by: 'a', kind: 'human', relevantFrom: 1, design: 'unknown' } as const;
    const cancelled = { ...task, signal: AbortSignal.abort() };
    await expect(importLabels(workspace, request, cancelled)).rejects.toThrow('aborted');
    expect(await stored()).toEqual([]);
  });

  it('refuses a file that is not there, is empty, or whose header lacks a column or names one twice', async () => {
    await expect(take('')).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(take('query_id,document_id,grade,grade\nq0,d0,1,0\n')).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('labels:1: the header names "grade" twice'),
    });
    await expect(take('query_id,grade\nq0,1\n')).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('labels:1: the header lacks document_id'),
    });
    await expect(take('x', { path: join(folder, 'absent') })).rejects.toMatchObject({
      code: 'file-not-found',
    });
  });

  it('writes labels that come back the same', async () => {
    await take('query_id,document_id,grade,probability\n"q 1","d,""1""",1,0.125\nq0,d0,0,1\n');
    const before = await stored();
    for (const format of ['jsonl', 'csv'] as const) {
      const text = await give(format);
      await workspace.database.run('DELETE FROM labels');
      expect(await take(text)).toMatchObject({ labels: 2, refused_total: 0 });
      expect(await stored()).toEqual(before);
    }
  });

  it('writes labels that were given here with the probability of their draw', async () => {
    await workspace.database.run(
      `INSERT INTO inclusion VALUES ('human', '', 0, 0, 0.25), ('human', '', 1, 2, 0.5)`,
    );
    await putAnnotation(workspace, { query: 0, document: 0 }, 'not');
    await putAnnotation(workspace, { query: 0, document: 0 }, 'relevant');
    await putAnnotation(workspace, { query: 1, document: 2 }, 'partly', { isDrawn: false });
    await putAnnotation(workspace, { query: 1, document: 1 }, 'cant-tell');
    await putAnnotation(workspace, { query: 1, document: 0 }, 'relevant', { role: 'gold' });
    const lines = (await give('jsonl')).trim().split('\n');
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
      {
        query_id: 'q0',
        document_id: 'd0',
        grade: 1,
        probability: 0.25,
        annotator: 'anna',
        kind: 'human',
        relevant: true,
        design: 'probability',
        value: 'relevant',
        blind: true,
        milliseconds: 1000,
        given: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/u),
      },
      {
        query_id: 'q 1',
        document_id: 'd2',
        grade: 0.5,
        annotator: 'anna',
        kind: 'human',
        relevant: false,
        design: 'unknown',
        value: 'partly',
        blind: true,
        milliseconds: 1000,
        given: expect.any(String),
      },
    ]);
    const out = join(folder, 'again.jsonl');
    expect(
      await exportLabels(workspace, { out, format: 'jsonl', replace: false, withUngraded: false }, task),
    ).toMatchObject({
      lines: 2,
      ungraded: 1,
    });
  });

  it.each(['jsonl', 'csv'] as const)(
    'writes %s that says of each label what it is, so that none comes back as another',
    async (format) => {
      await take('q0 0 d0 1\nq0 0 d2 2\n', { relevantFrom: 2, design: 'census' });
      await take('{"query_id":"q0","document_id":"d0","grade":1,"probability":0.5}', {
        by: 'ben',
        design: 'probability',
      });
      await take('q0 0 d0 1\n', { by: 'm', kind: 'judge', design: 'srs' });
      const before = await stored();
      const text = await give(format);
      await workspace.database.run('DELETE FROM labels');
      expect(await take(text, { relevantFrom: undefined, design: undefined })).toEqual({
        labels: 3,
        relevant: 2,
        refused: [
          { file: 'labels', line: expect.any(Number), reason: expect.stringMatching(/judge's answer/u) },
        ],
        refused_total: 1,
      });
      const judges = { kind: 'judge', relevantFrom: undefined, design: undefined } as const;
      expect(await take(text, judges)).toMatchObject({ labels: 1, refused_total: 3 });
      expect(await stored()).toEqual(before);
      // What is said by whoever imports counts before what the lines say.
      expect(await take(text, { relevantFrom: 1, design: 'unknown' })).toMatchObject({ relevant: 3 });
      const ofPeople = (await stored()).filter(
        (row) => z.looseObject({ kind: z.string() }).parse(row).kind === 'human',
      );
      expect(ofPeople).toEqual(ofPeople.map(() => expect.objectContaining({ design: 'unknown' })));
    },
  );

  it('settles a pair by what an adjudicator decided, after its labels came back, too', async () => {
    const pair = { query: 0, document: 0 };
    await putAnnotation(workspace, pair, 'relevant', { annotator: 'anna' });
    await putAnnotation(workspace, pair, 'not', { annotator: 'ben' });
    await putAnnotation(workspace, pair, 'partly', { annotator: 'cleo' });
    await putAnnotation(workspace, pair, 'relevant', { annotator: 'anna', role: 'adjudication' });
    const known = async (): Promise<readonly unknown[]> => {
      const all: unknown[] = [];
      for await (const part of knownRelevance(workspace)) all.push(...part);
      return all;
    };
    const settled = async (): Promise<unknown> => [...(await settledLabels(workspace, defaultMapping))];
    const before = [await known(), await settled()];
    expect(before[0]).toEqual([{ ...pair, human: true, judge: null }]);
    const text = await give('jsonl');
    expect(await give('trec')).toBe('q0 0 d0 1\n');
    await workspace.database.run('DELETE FROM annotations');
    expect(await take(text, { relevantFrom: undefined, design: undefined })).toMatchObject({
      labels: 4,
      refused_total: 0,
    });
    expect([await known(), await settled()]).toEqual(before);
    const { votes } = await readVotes({ workspace, places: anyPair }, true, new Set(), new Map());
    expect([...votes.values()]).toEqual([]);
    await take(text, { relevantFrom: undefined, design: 'census' });
    const counted = await readVotes({ workspace, places: anyPair }, true, new Set(), new Map());
    expect([...counted.votes.values()]).toEqual([expect.objectContaining({ adjudicated: 'relevant' })]);
    expect(await give('jsonl', true)).toContain('"kind":"adjudication"');
  });

  it('writes only those of people, of judges, or by one name', async () => {
    await take('q0 0 d0 1\n');
    await take('q0 0 d0 0\nq0 0 d2 1\n', { by: 'ben' });
    await take('q0 0 d0 1\n', { by: 'm', kind: 'judge' });
    const given = async (choice: object): Promise<string> => {
      const out = join(folder, 'some.qrels');
      await exportLabels(
        workspace,
        { out, format: 'trec', replace: true, withUngraded: false, ...choice },
        task,
      );
      return readFile(out, 'utf8');
    };
    expect(await given({ by: 'ben' })).toBe('q0 0 d0 0\nq0 0 d2 1\n');
    expect(await given({ kind: 'judge' })).toBe('q0 0 d0 1\n');
    await expect(given({ kind: 'human' })).rejects.toMatchObject({ code: 'invalid-input' });
    expect(await given({ kind: 'human', by: 'anna' })).toBe('q0 0 d0 1\n');
    await expect(given({ by: 'Anna' })).rejects.toMatchObject({
      code: 'not-found',
      message: 'nobody called "Anna" has labelled or judged here; there are anna, ben, m',
    });
  });

  it('replaces no file unless told to, and leaves no part behind', async () => {
    await take('q0 0 d0 1\n');
    expect(await give('trec')).toBe('q0 0 d0 1\n');
    await expect(give('trec')).rejects.toMatchObject({ code: 'already-exists' });
    expect(await give('trec', true)).toBe('q0 0 d0 1\n');
    await mkdir(join(folder, 'out', 'labels.csv', 'x'), { recursive: true });
    await expect(give('csv', true)).rejects.toMatchObject({ code: 'already-exists' });
    expect((await readdir(join(folder, 'out'))).toSorted()).toEqual(['labels.csv', 'labels.trec']);
  });

  it('writes what judges answered here, too, by the grade from which 1 is relevant, and never a failure', async () => {
    const answer = (
      document: number,
      prompt: string,
      state: string,
      grade: number | null,
      relevant: boolean,
    ) =>
      workspace.database.run(
        `INSERT INTO judgements (query, document, judge, model, endpoint, prompt, cache_key, state, grade, relevant, reason, call, place, together, seconds, tries, run, probability, created)
         VALUES (0, ?, 'm ' || ?, 'm', 'e', ?, 'k', ?, ?, ?, '', 'c', 0, 1, 0, 1, 'r', 0.5, now()::TIMESTAMP)`,
        [document, prompt, prompt, state, grade, relevant],
      );
    await answer(0, 'umbrela-1', 'answered', 1, false);
    await answer(1, 'umbrela-1', 'answered', 3, true);
    await answer(1, 'binary-1', 'refused', null, false);
    const lines = (await give('jsonl')).trim().split('\n');
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
      expect.objectContaining({ document_id: 'd0', annotator: 'm umbrela-1', grade: 0.5, probability: 0.5 }),
      expect.objectContaining({
        document_id: 'd,"1"',
        annotator: 'm umbrela-1',
        grade: 1.5,
        probability: 0.5,
      }),
    ]);
  });

  it('does not choose between annotators, nor break ids, for TREC qrels', async () => {
    await take('q 1\t0\td0\t1\n');
    await expect(give('trec')).rejects.toMatchObject({ code: 'invalid-input' });
    await workspace.database.run('DELETE FROM labels');
    await take('q0 0 d0 1\n');
    await take('q0 0 d0 0\n', { by: 'ben' });
    await expect(give('trec')).rejects.toMatchObject({
      message: expect.stringContaining('have 2 labels'),
    });
  });
});

describe('reading labels', () => {
  it('gives each line of any bytes an answer, and never fails on a line', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'negscope-labels-any-'));
    const path = join(folder, 'labels');
    const line = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.tuple(fc.string(), fc.string(), fc.double()).map((cells) => cells.join('\t')),
      fc.constant('{"query_id":"q","document_id":"d","grade":1}'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 8 }), async (lines) => {
        const text = ['{"query_id":"q","document_id":"d","grade":1}', ...lines].join('\n');
        await writeFile(path, text);
        const read: NumberedLabel[] = [];
        for await (const batch of readLabels(path, () => {})) read.push(...batch);
        const filled = text.split('\n').filter((one) => one.trim() !== '');
        expect(read.length).toBe(filled.length);
        expect(read[0]?.label.value?.grade).toBe(1);
        expect(read.every(({ label }) => (label.value === undefined) !== (label.problem === undefined))).toBe(
          true,
        );
      }),
      { numRuns: 30 },
    );
    await rm(folder, { recursive: true, force: true });
  });
});
