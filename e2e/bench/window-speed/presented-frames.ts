import type { ElectronApplication } from '@playwright/test';
import { readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';

const Trace = z.object({ traceEvents: z.array(z.object({ name: z.string(), ph: z.string() })) });

/** How many frames the compositor drew to the window while `work` ran, as its own trace says. */
export async function presentedFrames(app: ElectronApplication, work: () => Promise<void>): Promise<number> {
  await app.evaluate(({ contentTracing }) => contentTracing.startRecording({ included_categories: ['viz'] }));
  await work();
  const path = await app.evaluate(({ contentTracing }) => contentTracing.stopRecording());
  const { traceEvents } = Trace.parse(JSON.parse(readFileSync(path, 'utf8')));
  rmSync(path);
  return traceEvents.filter(({ name, ph }) => name === 'Display::DrawAndSwap' && ph === 'X').length;
}
