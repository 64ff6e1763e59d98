import { silentLogger } from '../engine/log.ts';
import { startListeningEngine } from '../engine/listening-engine.ts';

// A process of its own for tests: node module.mjs WORKSPACE FOLDER. It holds the workspace, answers every call of an engine at the private socket,
// and says when it does; it ends with its standard input.
const [workspace = '', folder = ''] = process.argv.slice(2);
const engine = await startListeningEngine({
  resourcesFolder: folder,
  cacheFolder: folder,
  appVersion: '1',
  log: silentLogger,
  threads: 1,
  device: 'cpu',
});
await engine.handlers['workspace.open'](
  { workspace },
  { signal: new AbortController().signal, progress: () => {} },
);
process.stdout.write('serving\n');
process.stdin.on('data', () => void engine.stop().then(() => process.exit(0)));
