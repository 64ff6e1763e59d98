import { defineConfig } from '@playwright/test';

/** `npm run screenshots`: not a test, but driven the same way. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.shots.ts',
  outputDir: '../../.cache/playwright',
  workers: 1,
  timeout: 600_000,
  reporter: 'list',
});
