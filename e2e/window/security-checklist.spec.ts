import { expect, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import fuses from '../../electron/packaging/fuses.json' with { type: 'json' };
import { launchApp, type LaunchedApp } from '../launch.ts';

// Points of Electron's security checklist (docs/tutorial/security.md) that security.spec.ts does not test: each fails when it is broken.

const root = resolve(import.meta.dirname, '../..');
let launched: LaunchedApp;
test.beforeAll(async () => {
  launched = await launchApp();
});
test.afterAll(() => launched.close());

test('1 and 18: the page comes from the app, by a secure scheme; files and plain http are out of reach', async () => {
  const { page } = launched;
  expect(page.url()).toBe('https://negscope.invalid/index.html');
  const reached = await page.evaluate(async () => {
    const works = (address: string): Promise<boolean> =>
      fetch(address).then(
        ({ ok }) => ok,
        () => false,
      );
    return {
      own: await works('/index.html'),
      file: await works('file:///etc/hostname'),
      http: await works('http://negscope.invalid/index.html'),
      outside: await works('/../../package.json'),
      encoded: await works('/..%2f..%2fpackage.json'),
    };
  });
  expect(reached).toEqual({ own: true, file: false, http: false, outside: false, encoded: false });
});

test('5: every permission that a page can ask for is denied', async () => {
  const { app } = launched;
  const granted = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents === undefined) throw new Error('no window');
    // The handlers that the app has set are asked as Chromium asks them.
    return contents.executeJavaScript(`Promise.all([
      ...['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'persistent-storage', 'clipboard-read'].map((name) =>
        navigator.permissions.query({ name }).then(({ state }) => name + ' ' + state)),
      navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'media granted', () => 'media denied'),
      Notification.requestPermission().then((state) => 'notification ' + state),
    ])`);
  });
  for (const line of granted) expect(line).toMatch(/denied$/);
});

test('7: the content policy allows nothing unsafe', async () => {
  const policy = await launched.page.evaluate(async () =>
    (await fetch('/index.html')).headers.get('content-security-policy'),
  );
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
});

test('6, 8, 9, 10 and 11: no window weakens what protects it', async () => {
  const preferences: Record<string, unknown>[] = await launched.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) =>
      Reflect.get(window.webContents, 'getLastWebPreferences').call(window.webContents),
    ),
  );
  expect(preferences.length).toBeGreaterThan(0);
  for (const own of preferences) {
    expect(own['webSecurity']).toBe(true);
    expect(own['allowRunningInsecureContent'] ?? false).toBe(false);
    expect(own['experimentalFeatures'] ?? false).toBe(false);
    expect(own['enableBlinkFeatures'] ?? '').toBe('');
    expect(own['webviewTag']).toBe(false);
  }
});

test('12: an embedded page is refused before it is made', async () => {
  const refused = await launched.app.evaluate(({ BrowserWindow }) => {
    let isPrevented = false;
    const event = { preventDefault: () => (isPrevented = true) };
    // As Electron announces one; nobody may be listening only for show.
    BrowserWindow.getAllWindows()[0]?.webContents.emit('will-attach-webview', event, {}, {});
    return isPrevented;
  });
  expect(refused).toBe(true);
});

test('15: nothing is ever handed to the system to be opened', () => {
  const folder = join(root, 'dist', 'main');
  const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.js'),
  );
  expect(scripts.length).toBeGreaterThan(0);
  for (const name of scripts) {
    expect(readFileSync(join(folder, name), 'utf8')).not.toMatch(/shell\.open(External|Path)/);
  }
});

test('16: the pinned Electron is one of the three majors that get security fixes', () => {
  let latest: string;
  try {
    latest = execFileSync('npm', ['view', 'electron', 'dist-tags.latest'], {
      encoding: 'utf8',
      timeout: 30_000,
    });
  } catch {
    test.skip(true, 'skipped: the npm registry is out of reach');
    return;
  }
  const major = (version: string): number => Number(version.split('.')[0]);
  expect(packageJson.devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/);
  expect(major(packageJson.devDependencies.electron)).toBeGreaterThan(major(latest.trim()) - 3);
});

test('17: a page that is not ours gets no answer, even with our preload', async () => {
  const { app } = launched;
  const opened = app.waitForEvent('window');
  await app.evaluate(
    ({ BrowserWindow }, preload) => {
      const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      void window.loadURL('data:text/html,<title>stranger</title>');
    },
    join(root, 'dist', 'preload', 'preload.cjs'),
  );
  const stranger = await opened;
  const ask = (): Promise<unknown> => {
    const bridge: { post: (m: unknown) => void; onMessage: (l: (m: unknown) => void) => void } = Reflect.get(
      globalThis,
      'bridge',
    );
    return new Promise((done) => {
      bridge.onMessage(done);
      bridge.post({ kind: 'call', id: 1, name: 'app.info', input: undefined });
      setTimeout(() => done('no answer'), 700);
    });
  };
  expect(await stranger.evaluate(ask)).toBe('no answer');
  await stranger.close();
  // The same question from our page is answered.
  expect(await launched.page.evaluate(ask)).not.toBe('no answer');
});

test('19: packages are made with every fuse as the checklist wants it', () => {
  expect(fuses).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  });
});

test('20: the bridge passes messages only: no event, no sender, no Electron object', async () => {
  const received = await launched.page.evaluate(
    () =>
      new Promise<readonly unknown[]>((done) => {
        const bridge: {
          post: (m: unknown) => void;
          onMessage: (l: (...m: readonly unknown[]) => void) => void;
        } = Reflect.get(globalThis, 'bridge');
        bridge.onMessage((...all) => done(all));
        bridge.post({ kind: 'call', id: 4_242, name: 'app.info', input: undefined });
      }),
  );
  expect(received).toHaveLength(1);
  expect(received[0]).toEqual({ kind: 'value', id: 4_242, value: expect.anything() });
});
