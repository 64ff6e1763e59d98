import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Engine } from '../engine.ts';
import { createAnnotateHandlers } from '../handlers/annotate-handlers.ts';
import { smallWorkspace, temporaryEngine, type TemporaryEngine } from '../mine/testing/small-workspace.ts';
import { labelsStored } from './annotation-desk.ts';
import { storeQueue, type QueueItem } from './queue-store.ts';
import { putImportedLabel } from '../plans/testing/put-imported-label.ts';
import { annotateAs, shapeOf, type Annotator } from './testing/annotate-as.ts';

const Stored = z.object({ role: z.string(), blind: z.boolean(), is_drawn: z.boolean(), value: z.string() });

describe('annotation', () => {
  let remove: TemporaryEngine['remove'];
  let path: string;
  let engine: Engine;
  let ann: Annotator;
  let bob: Annotator;

  beforeAll(async () => {
    ({ path, engine, remove } = await temporaryEngine());
    await smallWorkspace(engine, path);
    const handlers = createAnnotateHandlers(engine);
    ann = annotateAs(handlers, path, 'ann');
    bob = annotateAs(handlers, path, 'bob');
  });
  afterAll(async () => {
    await remove();
  });

  async function stored(queue: string, document: number): Promise<z.infer<typeof Stored> | undefined> {
    const workspace = await engine.workspaces.open(path);
    await labelsStored(workspace);
    const rows = await workspace.database.all(
      Stored,
      'SELECT role, blind, is_drawn, value FROM annotations WHERE queue = ? AND document = ?',
      [queue, document],
    );
    expect(rows.length).toBeLessThan(2);
    return rows[0];
  }

  /** A queue as a drawn wave makes it. */
  async function drawn(items: readonly QueueItem[]): Promise<string> {
    const { database } = await engine.workspaces.open(path);
    const row = { kind: 'drawn', name: 'Wave', annotator: 'ann', question: 'relevance', wave: 1 } as const;
    return storeQueue(database, { ...row, blind: true }, items);
  }

  it('goes through picked pairs in random order, and comes back to skipped ones', async () => {
    const documents = [8, 9, 10, 11, 12, 13, 14, 15];
    const { queue, total } = await ann.pick([...documents, 8]);
    expect(total).toBe(8);
    const order = (await ann.items(queue)).map(({ document }) => document);
    expect(order).not.toEqual(documents);
    expect(order.toSorted((a, b) => a - b)).toEqual(documents);
    const again = await ann.pick(documents);
    expect((await ann.items(again.queue)).map(({ document }) => document)).toEqual(order);
    const [first = 0, second = 0, third = 0, ...rest] = order;
    await ann.skip(first, queue);
    await ann.label(second, 'not', {}, queue);
    const { queue: told } = await ann.skip(third, queue);
    expect(told).toMatchObject({ labelled: 1, skipped: 2, total: 8 });
    expect((await ann.items(queue)).map(({ document }) => document)).toEqual([...rest, first, third]);
    expect((await ann.items(queue, 0)).map(({ isSkipped }) => isSkipped).slice(0, 3)).toEqual([
      true,
      false,
      true,
    ]);
    await ann.label(first, 'relevant', { note: 'sure', evidence: [{ from: 0, to: 4 }] }, queue);
    expect((await ann.items(queue, 0))[0]).toMatchObject({
      value: 'relevant',
      note: 'sure',
      evidence: [{ from: 0, to: 4 }],
      isSkipped: false,
    });
    expect((await ann.undo(queue))?.queue).toMatchObject({ labelled: 1, skipped: 2 });
  });

  it('shows nothing that could lead a blind annotator, and stores what was in sight', async () => {
    const workspace = await engine.workspaces.open(path);
    const pair = { query: 0, document: 16 };
    await putImportedLabel(workspace, pair, true, { kind: 'judge', annotator: 'elsewhere' });
    await putImportedLabel(workspace, pair, false, { annotator: 'carl' });
    const blind = await ann.pick([16]);
    expect(await ann.items(blind.queue)).toMatchObject([{ document: 16, shown: null, positive: null }]);
    await ann.label(16, 'not', { visible: [] }, blind.queue);
    expect(await stored(blind.queue, 16)).toMatchObject({ blind: true, is_drawn: false });
    await ann.label(16, 'not', { visible: ['judge'] }, blind.queue);
    expect(await stored(blind.queue, 16)).toMatchObject({ blind: false });

    const open = await ann.pick([16], { blind: false });
    const [item] = await ann.items(open.queue);
    expect(item?.shown).toMatchObject({
      judge: [{ judge: 'elsewhere', relevant: true, grade: 1, reason: '' }],
      labels: [{ annotator: 'carl', value: 'not' }],
    });
    await ann.label(16, 'not', { visible: [] }, open.queue);
    expect(await stored(open.queue, 16)).toMatchObject({ blind: false });
  });

  it('keeps the time that a label took when a note is added to it, and any time that a clock may give', async () => {
    const { queue } = await ann.pick([20, 21]);
    const spent = async (document: number): Promise<unknown> => {
      const workspace = await engine.workspaces.open(path);
      await labelsStored(workspace);
      const [row] = await workspace.database.all(
        z.object({ milliseconds: z.int() }),
        'SELECT milliseconds FROM annotations WHERE queue = ? AND document = ?',
        [queue, document],
      );
      return row?.milliseconds;
    };
    await ann.label(20, 'relevant', { milliseconds: 4_200 }, queue);
    await ann.label(20, 'relevant', { milliseconds: 0, note: 'names the builder' }, queue);
    expect(await spent(20)).toBe(4_200);
    // Another answer took its own time.
    await ann.label(20, 'not', { milliseconds: 900 }, queue);
    expect(await spent(20)).toBe(900);
    // A window that stood open for two months: the table goes on following the journal.
    await ann.label(21, 'not', { milliseconds: 60 * 24 * 3_600_000 }, queue);
    expect(await spent(21)).toBe(2 ** 31 - 1);
  });

  it('refuses what was done in sight of an older state of the queue, and keeps both windows apart', async () => {
    const { queue } = await ann.pick([17, 18, 19]);
    const first = await ann.label(17, 'relevant', { after: 0 }, queue);
    // A second window of the same annotator that knows of nothing, and a first one that knows of everything.
    const stale = { code: 'changed-elsewhere', message: expect.stringMatching(/as ann, last at \d\d:\d\d/) };
    await expect(ann.label(17, 'not', { after: first.entry - 1 }, queue)).rejects.toMatchObject(stale);
    await expect(ann.undo(queue, first.entry - 1)).rejects.toMatchObject(stale);
    expect((await ann.items(queue, 0)).find(({ document }) => document === 17)).toMatchObject({
      value: 'relevant',
      entry: first.entry,
    });
    // Of two that know the same, one is taken.
    const both = await Promise.allSettled([
      ann.label(18, 'not', { after: first.entry }, queue),
      ann.label(18, 'partly', { after: first.entry }, queue),
    ]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(await stored(queue, 18)).toMatchObject({ value: 'not' });
    const second = both[0]?.status === 'fulfilled' ? both[0].value.entry : 0;
    expect(await ann.undo(queue, second)).toMatchObject({ label: { value: null } });
  });

  it('compares with the labelled positive, and with another one where the pair is that', async () => {
    const { queue } = await ann.pick([5, 0], { question: 'comparison' });
    const items = await ann.items(queue, 0);
    const positiveOf = (document: number) => items.find((item) => item.document === document)?.positive;
    expect(positiveOf(5)).toEqual({ document: 0, id: 'd0', title: 'title 0', text: 'text 0' });
    expect(positiveOf(0)).toMatchObject({ document: 20 });
    await expect(ann.label(5, 'relevant', {}, queue)).rejects.toMatchObject({ code: 'invalid-input' });
    expect(await ann.label(5, 'as-good', {}, queue)).toMatchObject({ label: { value: 'as-good' } });
  });

  it('gives gold checks and repeats that look like every other item, and count apart', async () => {
    const gold = Array.from({ length: 10 }, (_, i) => ({
      query: 0,
      document: i === 0 ? 0 : 20 + i,
      role: 'gold' as const,
      is_shared: false,
    }));
    const queue = await drawn([
      ...gold,
      { query: 0, document: 6, role: 'label', is_shared: false },
      { query: 0, document: 7, role: 'repeat', is_shared: false },
    ]);
    const items = await ann.items(queue, 0);
    expect(new Set(items.map(shapeOf)).size).toBe(1);
    for (const { document } of items.slice(0, 9)) {
      await ann.label(document, document === 0 ? 'relevant' : 'not', {}, queue);
    }
    expect((await ann.history()).gold).toBeNull();
    await ann.label(items[9]?.document ?? 0, 'relevant', {}, queue);
    // Document 29 is no positive of query 0.
    expect((await ann.history()).gold).toEqual({ answered: 10, right: 9 });
    await ann.label(6, 'not', {}, queue);
    await ann.label(7, 'not', {}, queue);
    expect(await stored(queue, 6)).toEqual({ role: 'label', blind: true, is_drawn: true, value: 'not' });
    expect(await stored(queue, 7)).toMatchObject({ role: 'repeat', is_drawn: false });
    expect(await stored(queue, 0)).toMatchObject({ role: 'gold', is_drawn: false });
  });

  it('asks a share of the others as well, and an adjudicator where they differ', async () => {
    const items = [30, 31, 32, 33, 34].map((document) => ({
      query: 0,
      document,
      role: 'label' as const,
      is_shared: document < 33,
    }));
    const queue = await drawn(items);
    const { queues, annotators } = await bob.queues();
    expect(queues).toMatchObject([
      { queue, annotator: 'bob', total: 3, name: 'Wave', secondFor: 'ann', drawnAt: null },
    ]);
    expect(annotators).toEqual(['ann']);
    expect(new Set((await bob.items(queue)).map(({ document }) => document))).toEqual(new Set([30, 31, 32]));
    await expect(bob.label(33, 'not', {}, queue)).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(annotateAs(createAnnotateHandlers(engine), path, 'bob').items('1')).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(bob.adjudicate()).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringMatching(/no two annotators differ/),
    });

    for (const { document } of items)
      await ann.label(document, document === 34 ? 'cant-tell' : 'not', {}, queue);
    await bob.label(30, 'relevant', { note: 'line 2' }, queue);
    await bob.label(31, 'not', {}, queue);
    const adjudication = await bob.adjudicate();
    expect(adjudication).toMatchObject({ kind: 'adjudication', total: 2, labelled: 0 });
    expect((await bob.adjudicate()).queue).toBe(adjudication.queue);
    const asked = await bob.items(adjudication.queue);
    const of30 = asked.find(({ document }) => document === 30);
    expect(of30?.shown).toEqual({
      score: null,
      rank: null,
      verdict: null,
      judge: [],
      labels: [
        { annotator: 'bob', value: 'relevant', note: 'line 2' },
        { annotator: 'ann', value: 'not', note: '' },
      ],
    });
    await bob.label(30, 'relevant', { visible: ['other-labels'] }, adjudication.queue);
    await bob.label(34, 'not', { visible: ['other-labels'] }, adjudication.queue);
    expect(await stored(adjudication.queue, 30)).toEqual({
      role: 'adjudication',
      blind: true,
      is_drawn: true,
      value: 'relevant',
    });
    await expect(bob.adjudicate()).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringMatching(/has been decided/),
    });
    // A later disagreement is a new pair to settle.
    await bob.label(32, 'relevant', {}, queue);
    expect(await bob.adjudicate()).toMatchObject({ total: 1 });
    await bob.label(32, 'not', {}, queue);

    // So is one with a label made elsewhere; that has no grade "partly" to differ by.
    const workspace = await engine.workspaces.open(path);
    const cleo = { annotator: 'cleo', design: 'census' } as const;
    await putImportedLabel(workspace, { query: 0, document: 31 }, true, cleo);
    await ann.label(33, 'partly', {}, queue);
    await putImportedLabel(workspace, { query: 0, document: 33 }, false, cleo);
    const later = await bob.adjudicate();
    const left = await bob.items(later.queue, 0);
    expect(left.map(({ document }) => document)).toEqual([31]);
    expect(left[0]?.shown?.labels.map(({ annotator, value }) => [annotator, value])).toContainEqual([
      'cleo',
      'relevant',
    ]);
  });

  it('keeps annotators apart: one cannot take back what the other did', async () => {
    const queue = await drawn([{ query: 0, document: 35, role: 'label', is_shared: true }]);
    await ann.label(35, 'not', {}, queue);
    expect(await bob.undo(queue)).toBeNull();
    await bob.label(35, 'relevant', {}, queue);
    expect((await ann.undo(queue))?.canUndo).toBe(false);
    expect((await bob.items(queue, 0))[0]).toMatchObject({ value: 'relevant' });
  });

  it('refuses pairs that are not there', async () => {
    await expect(ann.pick([40])).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(ann.label(1, 'not', {}, 'x')).rejects.toMatchObject({ code: 'not-found' });
  });
});
