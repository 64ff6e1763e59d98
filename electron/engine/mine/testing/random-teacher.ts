import type { Engine } from '../../engine.ts';
import { storeTeacherRow } from '../../teachers/teacher-rows.ts';
import { tryTeacher } from '../../teachers/registry.ts';

/** Gives the workspace at `path` the seeded random teacher `r`. */
export async function storeRandomTeacher(engine: Engine, path: string): Promise<void> {
  const opened = await engine.workspaces.open(path);
  const named = { name: 'r', spec: 'random:7' };
  const teacher = await tryTeacher(engine, opened, { ...named, options: {} });
  await storeTeacherRow(opened, { summary: { ...teacher.summary, ...named }, options: {} });
  await teacher.close();
}
