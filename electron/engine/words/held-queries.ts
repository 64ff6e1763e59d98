import { TextColumn } from '../../../shared/ipc/view-calls.ts';
import { createRecent, type Recent } from '../mine/recent.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { queriesWithPart } from './texts-with-part.ts';

/** What the columns with words are held to; an empty part holds everything. */
export type TextParts = Readonly<Partial<Record<TextColumn, string>>>;

const recent = new WeakMap<Workspace, Recent<Uint8Array>>();

/** By query index, 1 where the column's text holds the part; one mask for each column that is held. */
export function heldQueries(workspace: Workspace, parts: TextParts): Promise<readonly Uint8Array[]> {
  const kept = recent.get(workspace) ?? createRecent<Uint8Array>(4);
  recent.set(workspace, kept);
  return Promise.all(
    TextColumn.options.flatMap((column) => {
      const part = parts[column]?.trim() ?? '';
      if (part === '') return [];
      return [kept.of(JSON.stringify([column, part]), () => maskOf(workspace, column, part))];
    }),
  );
}

async function maskOf(workspace: Workspace, column: TextColumn, part: string): Promise<Uint8Array> {
  const { queryCount } = await workspace.dataSet();
  const mask = new Uint8Array(queryCount);
  for (const query of await queriesWithPart(workspace, part, [column])) mask[query] = 1;
  return mask;
}
