import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: '.cache/playwright',
  // Each test starts an app of its own; on two cores they would only slow each other down.
  workers: 1,
  timeout: 120_000,
  retries: 0,
  reporter: 'list',
});
