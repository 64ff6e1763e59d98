import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { resolve } from 'node:path';
import packageJson from './package.json' with { type: 'json' };

const at = (path: string): string => resolve(import.meta.dirname, path);
const define = { __APP_VERSION__: JSON.stringify(packageJson.version) };

export default defineConfig({
  // Main process, engine and command line share chunks; everything in `dependencies` stays outside and is loaded when needed.
  main: {
    define,
    build: {
      outDir: 'dist/main',
      // Bundled, because reading their many files takes a third of a short command's time.
      externalizeDeps: { exclude: ['zod', 'commander', 'rotating-file-stream'] },
      target: 'node20',
      minify: false,
      sourcemap: true,
      rollupOptions: {
        input: {
          main: at('electron/main/main.ts'),
          engine: at('electron/engine/utility-process.ts'),
          negscope: at('electron/cli/negscope.ts'),
          // Found by their names: electron/engine/runtime/built-worker.ts.
          'search-worker': at('electron/engine/search/search-worker.ts'),
          'tuning-worker': at('electron/engine/tuning/tuning-worker.ts'),
          'session-worker': at('electron/engine/runtime/session-worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  // A sandboxed preload is one CommonJS file without imports of its own.
  preload: {
    build: {
      outDir: 'dist/preload',
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: at('electron/preload/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react()],
    build: {
      outDir: at('dist/renderer'),
      target: 'chrome130',
      // Less to read and compile before the window can be used.
      minify: true,
      modulePreload: { polyfill: false },
      // Read from disk: one chunk of echarts costs a window nothing that more of them would not.
      chunkSizeWarningLimit: 1_500,
      rollupOptions: { input: { index: at('renderer/index.html') } },
    },
  },
});
