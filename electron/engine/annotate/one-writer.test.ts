import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createClient, type Client } from '../../../shared/ipc/client.ts';
import { connectHolder } from '../../ipc/connect-holder.ts';
import { bundleForNode, firstLine, killModule, spawnModule } from '../../testing/spawn-module.ts';
import { engineIn, smallWorkspace } from '../mine/testing/small-workspace.ts';
import { readJournal } from './journal-lines.ts';

it('takes the labels of two windows at once into one journal, each entry whole and acknowledged once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'negscope-two-'));
  const path = join(folder, 'a.negscope');
  const first = engineIn(folder);
  await smallWorkspace(first, path);
  await first.workspaces.closeAll();
  const module = await bundleForNode(new URL('../../testing/engine-process.ts', import.meta.url));
  const holder = spawnModule(module, [path, folder]);
  try {
    await firstLine(holder);
    const connected = async (): Promise<Client> => {
      const port = await connectHolder(path);
      if (port === null) throw new Error('nobody holds it');
      return createClient(port);
    };
    const windows = [await connected(), await connected()];
    const documents = Array.from({ length: 30 }, (_, i) => i + 5);
    const entries = await Promise.all(
      windows.map(async (window, i) => {
        const mine = { workspace: path, annotator: `annotator ${i}` };
        const pairs = documents.map((document) => ({ query: 0, document }));
        const { queue } = await window.call('annotate.pick', { ...mine, pairs, name: 'both' });
        const saved = await Promise.all(
          documents.map((document) =>
            window.call('annotate.record', {
              ...mine,
              queue,
              label: { query: 0, document, value: i === 0 ? 'not' : 'relevant' },
              visible: [],
              milliseconds: 1,
            }),
          ),
        );
        const undone = await window.call('annotate.undo', { ...mine, queue });
        expect(undone?.label).toMatchObject({ document: documents.at(-1), value: null });
        return [...saved.map(({ entry }) => entry), undone?.entry ?? 0];
      }),
    );
    const all = entries.flat().toSorted((a, b) => a - b);
    expect(all).toEqual(Array.from({ length: 62 }, (_, i) => i + 1));
    const journal = readJournal(await readFile(join(path, 'annotations.journal')));
    expect(journal.damage).toBeNull();
    expect(journal.entries.map(({ entry }) => entry)).toEqual(all);
    for (const [i, own] of entries.entries()) {
      for (const entry of own) {
        expect(journal.entries[entry - 1]).toMatchObject({ entry, annotator: `annotator ${i}` });
      }
    }
    // Whoever does not ask the holder is refused.
    await expect(engineIn(folder).workspaces.open(path)).rejects.toMatchObject({ code: 'workspace-held' });
  } finally {
    await killModule(holder);
    await rm(folder, { recursive: true, force: true });
  }
}, 60_000);
