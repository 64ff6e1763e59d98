import { expect, test, vi } from 'vitest';
import { createClient } from '../../../shared/ipc/client.ts';
import { createMemoryApp } from '../testing/memory-app.ts';
import { inventWorld } from '../testing/world.ts';
import { createDataImportStore } from './data-import.ts';
import { createStores } from './stores.ts';

test('an import is done when its data is there, however long the opening takes', async () => {
  const api = createClient(createMemoryApp({ world: inventWorld(8), delayMs: 1 }).port);
  const { jobs } = createStores(api);
  const opened: string[] = [];
  const store = createDataImportStore(api, jobs, (path) => {
    opened.push(path);
    return new Promise(() => {});
  });
  await store.getState().choosePaths(['/home/ada/train.jsonl']);
  store.getState().setWorkspace('/home/ada/new.negscope');
  store.getState().start();
  await vi.waitFor(() => expect(jobs.getState().jobs[0]?.status.kind).toBe('done'));
  expect(store.getState().report.kind).toBe('ready');
  expect(opened).toEqual(['/home/ada/new.negscope']);
});
