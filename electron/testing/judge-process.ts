import { judgeCalls } from '../../shared/ipc/judge-calls.ts';
import { judgeRun } from '../engine/judge/judge-run.ts';
import { silentLogger } from '../engine/log.ts';
import { createWorkspaces } from '../engine/workspace/create-workspaces.ts';

// A process of its own for tests: node module.mjs WORKSPACE ENDPOINT. It says when it begins, and prints its report at the end.
const [workspace = '', endpoint = ''] = process.argv.slice(2);

const surroundings = {
  resourcesFolder: '',
  cacheFolder: '',
  threads: 1,
  device: 'cpu' as const,
  appVersion: '1',
  log: silentLogger,
};
const workspaces = createWorkspaces(surroundings);
const request = judgeCalls['judge.run'].input.parse({
  workspace,
  run: 'a',
  judge: { endpoint, model: 'table' },
});
process.stdout.write('begun\n');
const report = await judgeRun({ surroundings, workspaces }, request, {
  signal: new AbortController().signal,
  progress: () => {},
});
process.stdout.write(`${JSON.stringify(report)}\n`);
await workspaces.closeAll();
