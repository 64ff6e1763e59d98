import { dirname, resolve } from 'node:path';
import { defineConfig } from 'vite';

/** Bundles one measurement for Node, the engine's threads beside it; dependencies stay outside. */
export default defineConfig({
  define: { __APP_VERSION__: JSON.stringify('0.0.0-bench') },
  build: {
    target: 'node20',
    minify: false,
    emptyOutDir: false,
    rollupOptions: { output: { entryFileNames: '[name].js' } },
  },
  plugins: [
    {
      // What the tests share finds the repository from where its source lies, not from the bundle.
      name: 'source-folder',
      transform(code, id) {
        if (!/\/(e2e|electron\/testing)\//u.test(id)) return null;
        return code.replaceAll('import.meta.dirname', JSON.stringify(dirname(id)));
      },
    },
    {
      name: 'engine-threads',
      buildStart() {
        for (const [folder, name] of [
          ['search', 'search-worker'],
          ['runtime', 'session-worker'],
        ] as const) {
          const id = resolve(import.meta.dirname, '../../electron/engine', folder, `${name}.ts`);
          this.emitFile({ type: 'chunk', id, fileName: `${name}.js` });
        }
      },
    },
  ],
});
