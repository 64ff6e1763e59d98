import { writeFileSync } from 'node:fs';
import { launchApp } from '../launch.ts';
import { writeGeneratedWorkspace } from './generated-workspace.ts';
const [million = 1] = process.argv.slice(2).map(Number);
const path = `/tmp/winbench/${million}m.negscope`;
let t = performance.now();
await writeGeneratedWorkspace(path, { queries: million * 10_000, poolSize: 100 });
console.log('written', Math.round(performance.now() - t));
t = performance.now();
const { app, page, consoleErrors, close } = await launchApp({ args: [path] });
console.log('window', Math.round(performance.now() - t));
await page.getByRole('button', { name: 'Tune' }).first().waitFor();
console.log('usable', Math.round(performance.now() - t));
writeFileSync('/tmp/winbench/a.png', await page.screenshot());
await page.getByRole('button', { name: 'Tune' }).first().click();
await page.getByRole('slider').waitFor();
console.log('slider', Math.round(performance.now() - t));
await page.waitForTimeout(3000);
await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900));
await page.waitForTimeout(500);
writeFileSync('/tmp/winbench/b.png', await page.screenshot());
const box = await page.getByRole('slider').boundingBox();
console.log(box, consoleErrors);
await page.evaluate(() => {
  const w = window as any;
  w.steps = [];
  const { port1, port2 } = new MessageChannel();
  let t0 = 0;
  port1.onmessage = () => w.steps.push(performance.now() - t0);
  addEventListener(
    'pointermove',
    () => {
      t0 = performance.now();
      requestAnimationFrame(() => port2.postMessage(0));
    },
    { capture: true },
  );
});
const cats =
  process.env['CATS'] ?? 'devtools.timeline,disabled-by-default-devtools.timeline.frame,viz,benchmark';
await app.evaluate(
  ({ contentTracing }, c) => contentTracing.startRecording({ included_categories: c.split(',') }),
  cats,
);
const y = box!.y + box!.height / 2;
const cdp = await page.context().newCDPSession(page);
await cdp.send('Profiler.enable');
await cdp.send('Profiler.setSamplingInterval', { interval: 200 });
if (process.env['PROF']) await cdp.send('Profiler.start');
await page.mouse.move(box!.x + 10, y);
await page.mouse.down();
const start = performance.now();
const pending: Promise<void>[] = [];
for (let i = 0; i < 300; i++) {
  const share = 0.5 - 0.45 * Math.cos(i / 20);
  pending.push(page.mouse.move(box!.x + share * box!.width, y));
  await new Promise((r) => setTimeout(r, Math.max(0, start + ((i + 1) * 1000) / 60 - performance.now())));
}
await Promise.all(pending);
const wall = performance.now() - start;
if (process.env['PROF'])
  writeFileSync('/tmp/winbench/prof.json', JSON.stringify((await cdp.send('Profiler.stop')).profile));
await page.mouse.up();
const file = await app.evaluate(({ contentTracing }) => contentTracing.stopRecording());
const steps = await page.evaluate(() => (window as any).steps as number[]);
const s = steps.toSorted((a: number, b: number) => a - b);
console.log({ wall, n: s.length, p50: s[s.length >> 1], p95: s[Math.floor(s.length * 0.95)], max: s.at(-1) });
console.log(file);
await close();
