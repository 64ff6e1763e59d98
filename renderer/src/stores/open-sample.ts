import type { Client } from '../../../shared/ipc/client.ts';
import type { JobsStore } from './jobs.ts';
import type { NavigationStore } from './navigation.ts';
import { defaultSplit, isEncoded } from './view.ts';
import type { WorkspaceStore } from './workspace.ts';

const sampleTeacher = 'MiniLM';

/**
 * From one click to the tune screen: imports the sample if it is not there, adds the bundled teacher, encodes,
 * retrieves. Each step is left out where it was done before, so that a cancelled or interrupted start goes on.
 */
export function openSample(
  api: Client,
  jobs: JobsStore,
  workspace: WorkspaceStore,
  navigation: NavigationStore,
): void {
  jobs.getState().start({
    title: 'Opening the sample',
    about: 'sample',
    leaves: 'part',
    async work(call) {
      const sample = await api.call('sample.locate', undefined);
      const path = sample.workspace;
      if (!sample.exists) await call('dataset.import', { paths: [sample.data], workspace: path });
      const before = await call('workspace.open', { workspace: path });
      // It is there from now on, also where the rest is cancelled: it can be opened, and gone on with.
      await api.call('recent.add', { path }).catch(() => undefined);
      if (before.teachers.length === 0)
        await call('teacher.add', { workspace: path, name: sampleTeacher, spec: 'bundled' });
      const { teachers } = await call('workspace.open', { workspace: path });
      const teacher = teachers.find(isEncoded) ?? teachers[0];
      if (teacher && !isEncoded(teacher)) {
        await call('teacher.embed', { workspace: path, teacher: teacher.name });
      }
      const split = defaultSplit(before, null);
      if (teacher && split !== null)
        await call('pool.prepare', { workspace: path, teacher: teacher.name, split, poolSize: 100 });
      if (await workspace.getState().open(path)) navigation.getState().go('tune');
    },
  });
}
