import { join } from 'node:path';
import { build } from 'vite';

/** Builds the counting threads' entry as the app's build does, into `folder`; gives its path. Run in the repository root. */
export async function buildTuningWorker(root: string, folder: string): Promise<string> {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: join(root, 'electron', 'engine', 'tuning', 'tuning-worker.ts'),
      target: 'node20',
      minify: false,
      outDir: folder,
      emptyOutDir: true,
      rollupOptions: { output: { format: 'es', entryFileNames: 'tuning-worker.mjs' } },
    },
  });
  return join(folder, 'tuning-worker.mjs');
}
