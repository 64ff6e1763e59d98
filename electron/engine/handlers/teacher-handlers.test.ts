import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../engine.ts';
import { closeTeachers, openTeacher } from '../teachers/registry.ts';
import { quietSurroundings } from '../teachers/testing/open-request.ts';
import { quietTask, smallWorkspace } from '../teachers/testing/small-workspace.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { createTeacherHandlers } from './teacher-handlers.ts';

let small: { readonly workspace: Workspace; readonly remove: () => Promise<void> };
let engine: Engine;
let handlers: ReturnType<typeof createTeacherHandlers>;

beforeAll(async () => {
  small = await smallWorkspace({
    documents: [
      { id: 'b', text: 'red apple' },
      { id: 'a', text: 'red apple' },
      { id: 'c', text: 'green pear' },
    ],
    queries: [
      { id: 'q1', text: 'apple' },
      { id: 'q2', text: 'plum' },
      { id: 'q3', text: 'pear' },
    ],
    labels: [
      [0, 1, 1],
      [1, 2, 1],
      [2, 2, 0],
    ],
  });
  engine = {
    surroundings: quietSurroundings,
    workspaces: {
      open: () => Promise.resolve(small.workspace),
      close: () => Promise.resolve(),
      enter: () => Promise.resolve(small.workspace),
      leave: () => Promise.resolve(),
      during: (_path, _name, work) => work(),
      mustBeIdle: () => Promise.resolve(),
      letGo: () => Promise.resolve(),
      closeAll: () => Promise.resolve(),
    },
  };
  handlers = createTeacherHandlers(engine);
});

afterAll(async () => {
  await closeTeachers(small.workspace);
  await small.remove();
});

function add(
  name: string,
  spec: string,
  options = {},
  replace = false,
): ReturnType<(typeof handlers)['teacher.add']> {
  return handlers['teacher.add']({ workspace: 'w', name, spec, options, replace }, quietTask);
}

describe('teacher.add', () => {
  it('stores what it opened, and refuses the name a second time unless it is to be replaced', async () => {
    const first = await add('words', 'bm25', { language: 'none' });
    expect(first).toMatchObject({ name: 'words', spec: 'bm25', kind: 'bm25' });
    await expect(add('words', 'random:1')).rejects.toMatchObject({ code: 'already-exists' });
    expect(await add('words', 'random:1', {}, true)).toMatchObject({ kind: 'random' });
    expect((await openTeacher(engine, small.workspace, 'words')).summary.kind).toBe('random');
    await add('words', 'bm25', { language: 'none' }, true);
    expect((await openTeacher(engine, small.workspace, 'words')).summary).toMatchObject({
      kind: 'bm25',
      fingerprint: first.fingerprint,
    });
  });

  it('takes the same teacher under its name again, and refuses one with other options', async () => {
    const first = await add('same', 'random:5');
    expect(await add('same', 'random:5')).toEqual(first);
    await expect(add('same', 'random:6')).rejects.toMatchObject({ code: 'already-exists' });
    expect((await openTeacher(engine, small.workspace, 'same')).summary.fingerprint).toBe(first.fingerprint);
  });

  it('stores nothing when the SPEC cannot be used', async () => {
    await expect(add('broken', 'random:x')).rejects.toMatchObject({ code: 'wrong-usage' });
    await expect(add('broken', 'bm25', { maxTokens: 9 })).rejects.toThrow(
      '--max-tokens does not apply to a bm25 teacher, which takes --language, --k1, --b',
    );
    await expect(openTeacher(engine, small.workspace, 'broken')).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('openTeacher', () => {
  it('gives one teacher however often it is asked, until closed', async () => {
    await add('once', 'random:3');
    const [one, two] = await Promise.all([
      openTeacher(engine, small.workspace, 'once'),
      openTeacher(engine, small.workspace, 'once'),
    ]);
    expect(one).toBe(two);
    await closeTeachers(small.workspace, 'once');
    expect(await openTeacher(engine, small.workspace, 'once')).not.toBe(one);
  });

  it('refuses one whose SPEC now names something else', async () => {
    await add('moved', 'random:3');
    await small.workspace.database.run(`UPDATE teachers SET fingerprint = 'x' WHERE name = 'moved'`);
    await expect(openTeacher(engine, small.workspace, 'moved')).rejects.toThrow(
      'has changed since it was added',
    );
  });
});

describe('teacher.remove', () => {
  it('refuses while a run uses the teacher, naming the run', async () => {
    const remove = (): Promise<void> =>
      handlers['teacher.remove']({ workspace: 'w', name: 'used' }, quietTask);
    await expect(remove()).rejects.toMatchObject({ code: 'not-found' });
    await add('used', 'random:1');
    await small.workspace.database.run(
      `INSERT INTO runs VALUES ('r1', 'used', 'test', '{}', '{}', 'p', false, '{}', now()::TIMESTAMP, NULL)`,
    );
    await expect(remove()).rejects.toThrow('run "r1"');
    await small.workspace.database.run('DELETE FROM runs');
    await remove();
    await expect(openTeacher(engine, small.workspace, 'used')).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('teacher.evaluate', () => {
  it('retrieves copies with their first document and counts queries without results with 0', async () => {
    await add('words', 'bm25', { language: 'none' }, true);
    const evaluate = (split: string): Promise<unknown> =>
      handlers['teacher.evaluate']({ workspace: 'w', teacher: 'words', split, at: [1, 10] }, quietTask);
    // For q1, "b" and its copy "a" score the same; trec_eval puts "b" first.
    expect(await evaluate('test')).toEqual({
      queries: 2,
      ndcg: { '1': 0, '10': 1 / Math.log2(3) / 2 },
      recall: { '1': 0, '10': 0.5 },
      mrr: { '1': 0, '10': 0.25, all: 0.25 },
    });
    await expect(evaluate('dev')).rejects.toThrow('it has test');
  });
});

describe('teacher.embed', () => {
  it('says that there is nothing to encode for a teacher without vectors', async () => {
    expect(await handlers['teacher.embed']({ workspace: 'w', teacher: 'words' }, quietTask)).toMatchObject({
      teacher: 'words',
      encoded: 0,
      state: null,
    });
  });
});
