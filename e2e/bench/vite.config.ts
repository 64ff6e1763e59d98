import { defineConfig } from 'vite';

/** Bundles one measurement for Node; dependencies stay outside. */
export default defineConfig({
  define: { __APP_VERSION__: JSON.stringify('0.0.0-bench') },
  build: { target: 'node20', minify: false, emptyOutDir: false, rollupOptions: { output: { entryFileNames: '[name].js' } } },
});
