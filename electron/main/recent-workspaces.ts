import { app } from 'electron';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { RecentWorkspace } from '../../shared/ipc/app-calls.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';

const Entry = z.object({ path: z.string(), openedAt: z.string() });
const most = 20;
const file = (): string => join(app.getPath('userData'), 'recent.json');
const read = (): readonly z.infer<typeof Entry>[] => readJsonFile(file(), z.array(Entry), []);

/** Latest first; those that are gone are marked, not hidden. */
export function listRecent(): RecentWorkspace[] {
  return read().map(({ path, openedAt }) => ({
    path,
    name: basename(path).replace(/\.negscope$/, ''),
    openedAt,
    exists: existsSync(join(path, 'workspace.json')),
  }));
}

export function addRecent(path: string): void {
  const others = read().filter((entry) => entry.path !== path);
  writeJsonFile(file(), [{ path, openedAt: new Date().toISOString() }, ...others].slice(0, most));
  app.addRecentDocument(path);
}

export function removeRecent(path: string): void {
  writeJsonFile(
    file(),
    read().filter((entry) => entry.path !== path),
  );
}
