import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defaultMapping, labelValues } from '../../../shared/rates/event-mapping.ts';
import { candidateLabels } from '../mine/candidate-labels.ts';
import { personLabels, settledLabels } from '../plans/labels-of-people.ts';
import { readLabels as readVotes } from '../plans/read-labels.ts';
import { anyPair } from '../plans/any-pair.ts';
import type { LeftOut } from '../plans/left-out.ts';
import { pairKey } from '../judge/judgement-store.ts';
import { putImportedLabel } from '../plans/testing/put-imported-label.ts';
import { putAnnotation } from '../plans/testing/put-annotation.ts';
import { createWorkspace } from '../workspace/create-workspace.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { exportLabels } from './export-labels.ts';
import { importLabels } from './import-labels.ts';
import { knownRelevance } from './known-relevance.ts';

const task = { signal: new AbortController().signal, progress: (): void => {} };
const pair = { query: 0, document: 0 };

describe('a label that goes elsewhere and comes back', () => {
  let folder: string;
  let workspace: Workspace;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'negscope-own-words-'));
    workspace = await createWorkspace(join(folder, 'w.negscope'), { appVersion: '1', threads: 1 });
    await workspace.database.run(`
      INSERT INTO queries SELECT i, 'q' || i, [], 'x', -1, i FROM range(3) t(i);
      INSERT INTO documents SELECT i, 'd' || i, '', 'text of ' || i, i, true, i FROM range(3) t(i);
    `);
  });
  afterAll(async () => {
    await workspace.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function give(format: 'jsonl' | 'csv', withUngraded = true): Promise<string> {
    const out = join(folder, `labels.${format}`);
    await exportLabels(workspace, { out, format, replace: true, withUngraded }, task);
    return readFile(out, 'utf8');
  }

  async function take(text: string): ReturnType<typeof importLabels> {
    const path = join(folder, 'taken');
    await writeFile(path, text);
    return importLabels(workspace, { path, by: 'nobody', kind: 'human' }, task);
  }

  const clear = (): Promise<void> => workspace.database.run('DELETE FROM annotations; DELETE FROM labels');

  const label = fc.record({
    query: fc.nat(2),
    document: fc.nat(2),
    annotator: fc.constantFrom('anna', 'ben, "the" judge', '=cmd'),
    role: fc.constantFrom('label', 'adjudication'),
    value: fc.constantFrom(...labelValues),
    note: fc.oneof(
      fc.constant(''),
      fc.string({ unit: 'grapheme' }),
      fc.constant(' two\nlines, "quoted"\r\nand more '),
    ),
    evidence: fc.array(
      fc.nat(9).map((from) => ({ from, to: from + 3 })),
      { maxLength: 2 },
    ),
    blind: fc.boolean(),
    sawJudge: fc.boolean(),
    milliseconds: fc.nat(100_000),
  } as const);
  const mapping = fc.record({
    partly: fc.constantFrom('false-negative', 'true-negative', 'missing'),
    better: fc.constantFrom('missing', 'false-negative'),
  } as const);

  it.each(['jsonl', 'csv'] as const)(
    'says in %s all that was said, and means the same under any mapping',
    async (format) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(label, { minLength: 1, maxLength: 6 }),
          mapping,
          async (labels, switched) => {
            await clear();
            for (const { value, note, evidence, milliseconds, ...own } of labels) {
              await putAnnotation(workspace, own, value, own);
              await workspace.database.run(
                `UPDATE annotations SET note = ?, evidence = ?, milliseconds = ?, created = TIMESTAMP '2026-01-01' + to_milliseconds(entry) WHERE entry = (SELECT max(entry) FROM annotations)`,
                [note, JSON.stringify(evidence), milliseconds],
              );
            }
            const meant = { ...defaultMapping, ...switched };
            const meaning = async (): Promise<unknown> => {
              const known: unknown[] = [];
              for await (const part of knownRelevance(workspace, meant)) known.push(...part);
              const byPair = new Map(
                [...(await settledLabels(workspace, meant))].toSorted(([a], [b]) => a - b),
              );
              return { known: known.map((one) => JSON.stringify(one)).toSorted(), byPair };
            };
            const [text, before] = [await give(format), await meaning()];
            await clear();
            expect(await take(text)).toMatchObject({ refused_total: 0 });
            expect(await meaning()).toEqual(before);
            expect(await give(format)).toBe(text);
          },
        ),
        { numRuns: 12 },
      );
    },
  );

  it('shows its word and note, and was no more blind than it was', async () => {
    await clear();
    await putAnnotation(workspace, pair, 'partly', { sawJudge: true });
    await workspace.database.run("UPDATE annotations SET note = 'half of it'");
    const text = await give('csv');
    await clear();
    await take(text);
    const labels = await candidateLabels(workspace, 0);
    expect(labels(0).labelled).toEqual([{ annotator: 'anna', value: 'partly', note: 'half of it' }]);
    expect(await personLabels(workspace)).toEqual([
      expect.objectContaining({ value: 'partly', note: 'half of it', isBlind: false }),
    ]);
  });

  it('never enters rates where it was given with the judge’s answer in sight, by whatever design', async () => {
    await clear();
    await putAnnotation(workspace, pair, 'relevant', { sawJudge: true });
    await putAnnotation(workspace, pair, 'not', { role: 'adjudication', sawJudge: true });
    await putAnnotation(workspace, { query: 1, document: 0 }, 'partly', { blind: false });
    await putAnnotation(workspace, { query: 1, document: 1 }, 'relevant');
    const counted = async (): Promise<unknown> => {
      const leftOut: LeftOut = new Map();
      const { votes } = await readVotes({ workspace, places: anyPair }, true, new Set(), leftOut);
      return {
        pairs: [...votes.keys()],
        adjudicated: [...votes.values()].map((one) => one.adjudicated),
        leftOut,
      };
    };
    const before = await counted();
    expect(before).toEqual({
      pairs: [pairKey(1, 1)],
      adjudicated: [null],
      leftOut: new Map([['unblind', 3]]),
    });
    const path = join(folder, 'sighted');
    await writeFile(path, await give('jsonl'));
    await clear();
    await importLabels(workspace, { path, by: 'nobody', kind: 'human', design: 'census' }, task);
    expect(await counted()).toEqual(before);
  });

  it('is counted and left out where it is no grade and nobody asked for it', async () => {
    await clear();
    await putAnnotation(workspace, pair, 'cant-tell');
    expect(await give('jsonl', false)).toBe('');
    expect(JSON.parse(await give('jsonl'))).not.toHaveProperty('grade');
    const out = join(folder, 'none.jsonl');
    const ask = (withUngraded: boolean) =>
      exportLabels(workspace, { out, format: 'jsonl', replace: true, withUngraded }, task);
    expect(await ask(false)).toMatchObject({ lines: 0, ungraded: 1 });
    expect(await ask(true)).toMatchObject({ lines: 1, ungraded: 0 });
  });

  it('is refused with a word that nobody knows, and without a grade where it says no word', async () => {
    await clear();
    const line = { query_id: 'q0', document_id: 'd0', kind: 'human', relevant: false, design: 'unknown' };
    const lines = [
      { ...line, grade: 1, value: 'maybe' },
      line,
      {
        ...line,
        grade: 1,
        value: 'partly',
        evidence: 'garbage',
        milliseconds: -1,
        given: 'today',
      },
    ];
    expect(await take(lines.map((one) => JSON.stringify(one)).join('\n'))).toMatchObject({
      labels: 1,
      relevant: 0,
      refused: [
        { line: 1, reason: expect.stringContaining('"value" is "maybe", none of relevant, partly') },
        { line: 2, reason: 'no "grade"' },
      ],
    });
    const stored = 'SELECT value, evidence, milliseconds, given FROM labels';
    expect(await workspace.database.all(z.looseObject({}), stored)).toEqual([
      { value: 'partly', evidence: '[]', milliseconds: null, given: null },
    ]);
  });

  it('is what it was also where a spreadsheet or a person wrote the file again, or refused', async () => {
    await clear();
    const header = 'query_id;document_id;grade;annotator;kind;relevant;design;value';
    const lines = [
      'q0;d0;1;m;judge;TRUE;unknown;',
      'q0;d1;1;anna;HUMAN;TRUE;Census;Relevant',
      'q0;d2;1;anna;human;WAHR;unknown;relevant',
      'q1;d0;0;anna;human;false;unknown;relevant',
      'q1;d1;2;anna;human;;unknown;',
      'q1;d2;0;anna;human;false;sampled;',
    ];
    expect(await take(`\uFEFF${[header, ...lines].join('\r\n')}\r\n`)).toMatchObject({
      labels: 2,
      relevant: 2,
      refused: [
        { line: 2, reason: expect.stringContaining("a judge's answer, among labels of people") },
        { line: 4, reason: '"relevant" is "WAHR", none of true, false' },
        { line: 5, reason: expect.stringContaining('"value" is relevant, and "relevant" false') },
        { line: 7, reason: '"design" is "sampled", none of census, srs, probability, unknown' },
      ],
    });
    expect(
      await workspace.database.all(
        z.looseObject({}),
        'SELECT document, kind, relevant, design, value FROM labels ORDER BY query',
      ),
    ).toEqual([
      { document: 1, kind: 'human', relevant: true, design: 'census', value: 'relevant' },
      { document: 1, kind: 'human', relevant: true, design: 'unknown', value: 'relevant' },
    ]);
  });

  it('has no time where its own is in no year of our calendar, and takes the other labels along', async () => {
    await clear();
    const line = { query_id: 'q0', grade: 1, kind: 'human', relevant: true, design: 'unknown' };
    const times = ['9999-12-31T23:59:59-05:00', '0000-01-01T00:00:00+05:00', '2026-01-01T00:30:00+05:30'];
    const text = times.map((given, i) => JSON.stringify({ ...line, document_id: `d${i}`, given })).join('\n');
    expect(await take(text)).toMatchObject({ labels: 3, refused_total: 0 });
    const written = await give('jsonl');
    expect(written.match(/"given":"[^"]*"/gu)).toEqual(['"given":"2025-12-31T19:00:00.000Z"']);
  });

  it('says itself whose it is, of people and of judges in one file', async () => {
    await clear();
    await putAnnotation(workspace, pair, 'partly');
    await putImportedLabel(workspace, pair, true, { kind: 'judge', annotator: 'm' });
    const text = await give('csv');
    const path = join(folder, 'both.csv');
    const bare = join(folder, 'bare.csv');
    await clear();
    await writeFile(path, text);
    expect(await importLabels(workspace, { path }, task)).toMatchObject({ labels: 2, refused_total: 0 });
    expect(await give('csv')).toBe(text);
    // Whose other lines are must be said; nothing is taken in where it is not.
    await writeFile(bare, 'query_id,document_id,grade,annotator\nq0,d0,1,ben\nq1,d0,1,\n');
    const wrong = (line: number, what: string) => ({
      code: 'wrong-usage',
      message: expect.stringContaining(`bare.csv:${line}: the line does not say ${what}`),
    });
    await expect(importLabels(workspace, { path: bare }, task)).rejects.toMatchObject(wrong(2, 'whether'));
    await expect(importLabels(workspace, { path: bare, kind: 'human' }, task)).rejects.toMatchObject(
      wrong(3, 'who gave'),
    );
    expect(await give('csv')).toBe(text);
    expect(await importLabels(workspace, { path: bare, kind: 'human', by: 'cleo' }, task)).toMatchObject({
      labels: 2,
    });
  });

  it('carries the reason of a judge', async () => {
    await clear();
    const text = '{"query_id":"q0","document_id":"d0","grade":1,"annotator":"m","note":"It names the city."}';
    const path = join(folder, 'judged');
    await writeFile(path, text);
    await importLabels(workspace, { path, by: 'm', kind: 'judge' }, task);
    expect((await candidateLabels(workspace, 0))(0).judged).toEqual([
      { judge: 'm', relevant: true, grade: 1, reason: 'It names the city.' },
    ]);
    expect(JSON.parse(await give('jsonl'))).toMatchObject({ kind: 'judge', note: 'It names the city.' });
  });
});
