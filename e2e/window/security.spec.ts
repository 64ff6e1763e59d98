import { expect, test } from '@playwright/test';
import { launchApp, type LaunchedApp } from '../launch.ts';

let launched: LaunchedApp;
test.beforeAll(async () => {
  launched = await launchApp();
});
test.afterAll(() => launched.close());

test('the page has no Node, no Electron, and one bridge', async () => {
  const seen = await launched.page.evaluate(() => ({
    process: typeof Reflect.get(globalThis, 'process'),
    require: typeof Reflect.get(globalThis, 'require'),
    bridge: Object.keys({ ...Reflect.get(globalThis, 'bridge') }).toSorted(),
  }));
  expect(seen).toEqual({
    process: 'undefined',
    require: 'undefined',
    bridge: ['onClose', 'onMessage', 'pathForFile', 'post'],
  });
});

test('windows are sandboxed and isolated', async () => {
  const preferences = await launched.app.evaluate(({ BrowserWindow }) =>
    // Electron has no public getter for what a window was made with.
    BrowserWindow.getAllWindows().map((window) =>
      Reflect.get(window.webContents, 'getLastWebPreferences').call(window.webContents),
    ),
  );
  expect(preferences).toEqual([
    expect.objectContaining({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
    }),
  ]);
});

test('the content policy refuses inline and foreign scripts', async () => {
  const ran = await launched.page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.inlineRan = true';
    document.head.append(script);
    // Not at once: code that the debugger runs may evaluate what the page may not.
    const evaluated = await new Promise((resolve) => {
      setTimeout(() => {
        try {
          resolve(Reflect.construct(Function, ['return true'])());
        } catch {
          resolve(false);
        }
      }, 0);
    });
    const fetched = await fetch('https://example.com/').then(
      () => true,
      () => false,
    );
    return { inline: Reflect.has(globalThis, 'inlineRan'), evaluated, fetched };
  });
  expect(ran).toEqual({ inline: false, evaluated: false, fetched: false });
});

test('navigation away and new windows are refused', async () => {
  const { app, page } = launched;
  const before = page.url();
  await page.evaluate(() => {
    globalThis.location.href = 'https://example.com/';
  });
  await page.waitForTimeout(300);
  expect(page.url()).toBe(before);
  await page.evaluate(() => void window.open('https://example.com/'));
  await page.waitForTimeout(300);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('permissions are denied', async () => {
  const state = await launched.page.evaluate(
    async () => (await navigator.permissions.query({ name: 'geolocation' })).state,
  );
  expect(state).toBe('denied');
});

test('calls that the contract does not list are refused', async () => {
  const answer = await launched.page.evaluate(
    () =>
      new Promise((resolve) => {
        const bridge: { post: (m: unknown) => void; onMessage: (l: (m: { id: unknown }) => void) => void } =
          Reflect.get(globalThis, 'bridge');
        bridge.onMessage((message) => {
          if (message.id === 987_654) resolve(message);
        });
        bridge.post({ kind: 'call', id: 987_654, name: 'shell.open', input: { path: '/' } });
      }),
  );
  expect(answer).toMatchObject({ kind: 'error', code: 'invalid-input' });
});
