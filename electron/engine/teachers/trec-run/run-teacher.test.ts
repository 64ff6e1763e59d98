import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Workspace } from '../../workspace/workspace.ts';
import { openRequest } from '../testing/open-request.ts';
import { quietTask, requestAll, smallWorkspace } from '../testing/small-workspace.ts';
import type { Teacher } from '../teacher.ts';
import { openRunTeacher } from './run-teacher.ts';

let small: { readonly workspace: Workspace; readonly remove: () => Promise<void> };

beforeAll(async () => {
  small = await smallWorkspace({
    documents: [
      { id: 'd0', text: 'zero' },
      { id: 'd1', text: 'one' },
      { id: 'd2', text: 'one' },
      { id: 'd3', text: 'three' },
      { id: 'd4', text: 'outside', inCorpus: false },
    ],
    queries: [
      { id: 'q0', otherIds: ['q0b'], text: 'a' },
      { id: 'q1', text: 'b' },
    ],
  });
});
afterAll(() => small.remove());

async function openRun(content: string | Buffer, name = 'run'): Promise<Teacher> {
  const path = join(dirname(small.workspace.path), name);
  await writeFile(path, content);
  return openRunTeacher(openRequest(small.workspace, path));
}

describe('openRunTeacher', () => {
  it('says that a folder is no file', async () => {
    const folder = dirname(small.workspace.path);
    await expect(openRunTeacher(openRequest(small.workspace, folder))).rejects.toMatchObject({
      code: 'file-not-found',
      message: `${folder}: a folder, and a file is needed`,
    });
  });

  it('orders by score, then document; leaves positives that it does not name unscored', async () => {
    const teacher = await openRun(
      gzipSync('q0 Q0 d0 9 0.5 t\nq0 Q0 d3 1 0.5 t\nq0\tQ0\td1\t1\t-2e-1\tt\nq0 Q0 d4 1 7 t\n'),
      'plain.gz',
    );
    const retriever = await teacher.retriever(quietTask);
    const request = requestAll(await small.workspace.dataSet(), 10, [[4, 1, 2], [0]]);
    const pool = await retriever.retrieve(request, quietTask);
    expect([...pool.counts]).toEqual([3, 0]);
    expect([...pool.documents.subarray(0, 4)]).toEqual([0, 3, 1, -1]);
    expect([...pool.scores.subarray(0, 3)]).toEqual([0.5, 0.5, Math.fround(-0.2)]);
    expect([...pool.positives.scores]).toEqual([7, Math.fround(-0.2), Math.fround(-0.2), NaN]);
  });

  it('joins merged queries and equal texts by the higher score, and counts what it cannot use', async () => {
    const run = 'q0 d1 1\nq0b d1 3\nq0b d2 2\nq0 d0 2.5\nnobody d0 1\nq1 nothing 1\n';
    // Twice: read from the text, then from what the workspace keeps.
    for (let round = 0; round < 2; round++) {
      const teacher = await openRun(run, 'merged');
      expect(teacher.summary.notes.slice(1)).toEqual([
        '6 lines read.',
        'Not used: 1 line with a query that is not in the data.',
        'Not used: 1 line with a document that is not in the data.',
        'Scored a second time, as pairs of equal texts: 2 lines; the higher score counts.',
      ]);
      const retriever = await teacher.retriever(quietTask);
      const pool = await retriever.retrieve(requestAll(await small.workspace.dataSet(), 2), quietTask);
      expect([...pool.documents]).toEqual([1, 0, -1, -1]);
      expect([...pool.scores]).toEqual([3, 2.5, 0, 0]);
    }
  });

  it('changes its fingerprint with the file', async () => {
    const prints = [];
    for (const [i, run] of ['q0 d1 1', 'q0 d1 2', 'q0 d1 1'].entries()) {
      prints.push((await openRun(run, `print-${i}`)).summary.fingerprint);
    }
    expect(prints[0]).toBe(prints[2]);
    expect(prints[0]).not.toBe(prints[1]);
  });

  it.each([
    ['q0 d1 1\nq0 d1 nan\n', 'line 2: the score "nan"'],
    ['q0 d1 1\nq1 d1 1\nq0 d1 1\n', 'line 3: this query and document stand on an earlier line too'],
    ['q0 d1\n', 'line 1: 2 columns'],
    ['x y 1\n', 'none of its 1 line names a query and a document of'],
    ['', 'none of its 0 lines'],
  ])('refuses %j', async (run, message) => {
    await expect(openRun(run, 'bad')).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining(message),
    });
  });

  it('says which file is missing', async () => {
    const missing = openRunTeacher(openRequest(small.workspace, '/no/such/run'));
    await expect(missing).rejects.toMatchObject({ code: 'file-not-found' });
  });
});
