import { appendFile, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Engine } from '../engine.ts';
import { createAnnotateHandlers } from '../handlers/annotate-handlers.ts';
import type { Logger } from '../log.ts';
import { engineIn, smallWorkspace } from '../mine/testing/small-workspace.ts';
import { createWorkspaces } from '../workspace/create-workspaces.ts';
import { annotateAs, type Annotator } from './testing/annotate-as.ts';

const Row = z.object({ document: z.int(), value: z.string() });

describe('the journal of a workspace', () => {
  let folder: string;
  let path: string;
  let journal: string;
  let events: string[];

  /** A program that was started anew. */
  function restarted(): { readonly engine: Engine; readonly ann: Annotator } {
    const note = (event: string): void => void events.push(event);
    const log: Logger = { info: note, warn: note, error: note };
    const surroundings = { ...engineIn(folder).surroundings, log };
    const engine = { surroundings, workspaces: createWorkspaces(surroundings) };
    return { engine, ann: annotateAs(createAnnotateHandlers(engine), path, 'ann') };
  }

  async function inTable(engine: Engine): Promise<readonly string[]> {
    const { database } = await engine.workspaces.open(path);
    const rows = await database.all(Row, 'SELECT document, value FROM annotations ORDER BY document');
    return rows.map(({ document, value }) => `${document} ${value}`);
  }

  beforeEach(async () => {
    events = [];
    folder = await mkdtemp(join(tmpdir(), 'negscope-annotations-'));
    path = join(folder, 'a.negscope');
    journal = join(path, 'annotations.journal');
    const engine = engineIn(folder);
    await smallWorkspace(engine, path);
    await engine.workspaces.closeAll();
    const first = restarted();
    await first.ann.pick([10, 11, 12, 13]);
    await first.ann.label(10, 'not', { note: 'line\nfeed' });
    await first.ann.label(11, 'relevant');
    await first.engine.workspaces.closeAll();
    events = [];
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('cuts a torn end off, keeps it aside, says so, and goes on after the last whole entry', async () => {
    const whole = await readFile(journal);
    await appendFile(journal, whole.subarray(0, 60));
    const { engine, ann } = restarted();
    expect(await inTable(engine)).toEqual(['10 not', '11 relevant']);
    expect(events).toContain('annotations.torn');
    expect(await readFile(journal)).toEqual(whole);
    expect(await readFile(`${journal}.torn`)).toEqual(
      Buffer.concat([whole.subarray(0, 60), Buffer.from('\n')]),
    );
    expect((await ann.label(12, 'partly')).entry).toBe(3);
    await engine.workspaces.closeAll();
    const again = restarted();
    expect(await inTable(again.engine)).toEqual(['10 not', '11 relevant', '12 partly']);
    await again.engine.workspaces.closeAll();
  });

  it('replays what the database lacks', async () => {
    const before = restarted();
    const workspace = await before.engine.workspaces.open(path);
    await workspace.database.run('DELETE FROM annotations WHERE document = 11');
    await workspace.database.run("UPDATE meta SET value = '1' WHERE key = 'annotation_entry'");
    await before.engine.workspaces.closeAll();
    const { engine } = restarted();
    expect(await inTable(engine)).toEqual(['10 not', '11 relevant']);
    expect(events).toContain('annotations.replayed');
    await engine.workspaces.closeAll();
  });

  it('with a damaged line before others opens the rest of the workspace, but takes no label and changes nothing', async () => {
    const bytes = await readFile(journal);
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    await writeFile(journal, bytes);
    const { engine, ann } = restarted();
    expect(await inTable(engine)).toEqual(['10 not', '11 relevant']);
    expect(events).toContain('annotations.journal');
    await expect(ann.label(12, 'not')).rejects.toMatchObject({
      code: 'workspace-damaged',
      message: expect.stringContaining('line 1 cannot be read'),
    });
    expect(await readFile(journal)).toEqual(bytes);
    expect(await stat(`${journal}.torn`).catch(() => null)).toBeNull();
    // Put right, it is read at the next call.
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    await writeFile(journal, bytes);
    expect((await ann.label(12, 'not')).entry).toBe(3);
    await engine.workspaces.closeAll();
  });

  it('that is older than the database is refused; moved away, the labels in force begin a new one', async () => {
    const bytes = await readFile(journal);
    await writeFile(journal, bytes.subarray(0, bytes.indexOf('\n') + 1));
    const older = restarted();
    await expect(older.ann.history()).rejects.toMatchObject({ code: 'workspace-damaged' });
    expect(await inTable(older.engine)).toEqual(['10 not', '11 relevant']);
    await older.engine.workspaces.closeAll();

    await rename(journal, `${journal}.old`);
    const { engine, ann } = restarted();
    const { labels } = await ann.history();
    expect(labels.map(({ document, value, note }) => [document, value, note])).toEqual([
      [11, 'relevant', ''],
      [10, 'not', 'line\nfeed'],
    ]);
    expect(events).toContain('annotations.carried');
    expect((await ann.label(12, 'not')).entry).toBe(5);
    await engine.workspaces.closeAll();
    const again = restarted();
    expect(await inTable(again.engine)).toEqual(['10 not', '11 relevant', '12 not']);
    await again.engine.workspaces.closeAll();
  });

  it('answers nothing that it could not write, and counts it nowhere', async () => {
    const { engine, ann } = restarted();
    await engine.workspaces.open(path);
    await rename(journal, `${journal}.old`);
    // A folder in its place cannot be written.
    await mkdir(journal);
    await expect(ann.label(12, 'not')).rejects.toThrow('EISDIR');
    await rm(journal, { recursive: true });
    await rename(`${journal}.old`, journal);
    expect(await inTable(engine)).toEqual(['10 not', '11 relevant']);
    expect((await ann.history()).total).toBe(2);
    expect((await ann.label(12, 'partly')).entry).toBe(3);
    expect(await inTable(engine)).toEqual(['10 not', '11 relevant', '12 partly']);
    await engine.workspaces.closeAll();
  });

  it('undoes after a restart, to the very beginning and back', async () => {
    const { engine, ann } = restarted();
    expect((await ann.undo())?.label).toMatchObject({ document: 11, value: null });
    await engine.workspaces.closeAll();
    const again = restarted();
    expect((await again.ann.undo())?.label).toMatchObject({ document: 10, value: null });
    expect(await again.ann.undo()).toBeNull();
    expect(await inTable(again.engine)).toEqual([]);
    await again.engine.workspaces.closeAll();
    const last = restarted();
    expect((await last.ann.redo())?.label).toMatchObject({ document: 10, value: 'not', note: 'line\nfeed' });
    expect(await last.ann.redo()).toMatchObject({ canRedo: false, queue: { labelled: 2 } });
    expect(await inTable(last.engine)).toEqual(['10 not', '11 relevant']);
    await last.engine.workspaces.closeAll();
  });
});
