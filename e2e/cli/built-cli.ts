import { existsSync, readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../..');

/** The command line as plain Node runs it: the package's own `bin` where it is built from what is there, else built for these tests. */
export async function builtCli(): Promise<string> {
  const { bin } = await packageJson();
  const own = resolve(root, bin);
  if (existsSync(own) && statSync(own).mtimeMs > newestSource()) return own;
  const outDir = resolve(root, '.cache/cli-for-tests', String(process.pid));
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    define: { __APP_VERSION__: JSON.stringify((await packageJson()).version) },
    build: {
      ssr: resolve(root, 'electron/cli/negscope.ts'),
      outDir,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'negscope.mjs', chunkFileNames: 'chunks/[name].mjs' } },
    },
  });
  return resolve(outDir, 'negscope.mjs');
}

async function packageJson(): Promise<{ readonly bin: string; readonly version: string }> {
  const content: unknown = JSON.parse(await readFile(resolve(root, 'package.json'), 'utf8'));
  // The project's own file; a wrong shape fails every test that uses it.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const { bin, version } = content as { bin: { negscope: string }; version: string };
  return { bin: bin.negscope, version };
}

function newestSource(): number {
  return Math.max(
    ...['electron', 'shared'].flatMap((folder) =>
      readdirSync(resolve(root, folder), { recursive: true, encoding: 'utf8' }).map(
        (file) => statSync(resolve(root, folder, file)).mtimeMs,
      ),
    ),
  );
}
