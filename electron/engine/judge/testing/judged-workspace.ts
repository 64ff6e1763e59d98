import { MiningSettings } from '../../../../shared/domain/mining-settings.ts';
import type { Engine } from '../../engine.ts';
import { mineRun } from '../../mine/mine-run.ts';
import { storeRandomTeacher } from '../../mine/testing/random-teacher.ts';
import { quietTask } from '../../mine/testing/small-workspace.ts';
import { createWorkspace } from '../../workspace/create-workspace.ts';

/**
 * A workspace of `queries` queries with one positive each and ten times as many documents, and run `a` with `negatives` random negatives
 * a query. Query i is `Question i`, its positive `text i`; the words `text n` say whether `isFalseNegative`.
 */
export async function workspaceToJudge(
  engine: Engine,
  path: string,
  size: { readonly queries: number; readonly negatives: number },
): Promise<void> {
  const workspace = await createWorkspace(path, { appVersion: '0', threads: 2 });
  await workspace.database.run(`
    INSERT INTO documents SELECT i, 'd' || i, '', 'text ' || i, i, true, i FROM range(${Math.max(size.queries * 2, 60)}) r(i);
    INSERT INTO queries SELECT i, 'q' || i, [], 'Question ' || i, -1, i FROM range(${size.queries}) r(i);
    INSERT INTO qrels SELECT i, i, 1, 'train' FROM range(${size.queries}) r(i);
    INSERT INTO meta VALUES ('data_hash', 'h');
  `);
  await workspace.close();
  await storeRandomTeacher(engine, path);
  const settings = MiningSettings.parse({ poolSize: size.negatives * 2, numNegatives: size.negatives });
  await mineRun(engine, { workspace: path, teacher: 'r', run: 'a', replace: false, settings }, quietTask);
}

/** The truth of these texts: whether query and document number add up to a multiple of four. */
export function isFalseNegative(query: string, document: string): boolean {
  const number = (text: string): number => Number(/\d+/u.exec(text)?.[0] ?? 0);
  return (number(query) + number(document)) % 4 === 0;
}
