import { join } from 'node:path';
import { launchApp, type LaunchedApp } from './launch.ts';
import { negscope, sampleFolder } from './negscope.ts';

/** A window on the sample with a word teacher and one stored run: everything that needs no encoding, at once. */
export async function openSampleWindow(): Promise<LaunchedApp & { readonly workspace: string }> {
  const first = await launchApp();
  const workspace = join(first.userData, 'sample.negscope');
  const mined = ['--teacher', 'words', '--run', 'one', '--method', 'perc-pos', '--perc', '0.9'];
  await negscope('import', workspace, sampleFolder);
  await negscope('teacher', 'add', workspace, 'words', 'bm25');
  await negscope('mine', workspace, ...mined);
  await first.app.close();
  const launched = await launchApp({ userData: first.userData, args: [workspace] });
  return { ...launched, workspace };
}

/** The screens of the navigation bar, by the names of their buttons. */
export const screenButtons = [
  'Start',
  'Data',
  'Teachers',
  'Tune',
  'Starved',
  'Judge',
  'Annotate',
  'Agreement',
  'Runs',
  'Settings',
] as const;
