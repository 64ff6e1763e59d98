import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export type LaunchedApp = {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** The app's own folder, fresh for each launch unless given. */
  readonly userData: string;
  /** What the page wrote to its console as errors. */
  readonly consoleErrors: readonly string[];
  readonly close: () => Promise<void>;
};

type Options = {
  readonly userData?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The tour of the first run, which would lie over what is tested. */
  readonly withTour?: boolean;
};

/** Starts the built app in the real Electron, with a profile of its own. */
export async function launchApp(options: Options = {}): Promise<LaunchedApp> {
  const executablePath = process.env['NEGSCOPE_ELECTRON'];
  if (executablePath === undefined) throw new Error('run these tests by `npm run e2e` or `npm test`');
  const userData = options.userData ?? mkdtempSync(join(tmpdir(), 'negscope-e2e-'));
  const settings = join(userData, 'settings.json');
  if (options.withTour !== true && !existsSync(settings)) {
    mkdirSync(userData, { recursive: true });
    writeFileSync(settings, '{ "tourDone": true }');
  }
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({
    executablePath,
    args: [
      resolve(import.meta.dirname, '..'),
      ...root,
      `--user-data-dir=${userData}`,
      ...(options.args ?? []),
    ],
    env: { ...definedEnvironment(), ...options.env },
  });
  const page = await app.firstWindow();
  const consoleErrors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') consoleErrors.push(message.text());
  });
  page.on('pageerror', (error) => consoleErrors.push(error.message));
  return {
    app,
    page,
    userData,
    consoleErrors,
    async close() {
      await app.close();
      if (options.userData === undefined) rmSync(userData, { recursive: true, force: true });
    },
  };
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
